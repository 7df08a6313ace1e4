using BenchmarkDotNet.Running;

// One benchmark class: --filter '*Rules*'. Every one: --filter '*'.
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
