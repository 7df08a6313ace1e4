using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using ChildJourney.Benchmarks;
using ChildJourney.Benchmarks.Load;

// import [CHILDREN] [--http]: the load of an import, by the command or through HTTP. audit [SECONDS]: what the audit log costs those who read. load: the bars that the service is held to. Otherwise BenchmarkDotNet's own arguments, such as --filter '*Rules*'.
if (args is ["import", ..])
{
    await ImportLoad.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000, args.Contains("--http"));
    return;
}

if (args is ["audit", ..])
{
    await AuditLoad.RunAsync(TimeSpan.FromSeconds(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1));
    return;
}

if (args is ["load", ..])
{
    await using var run = new LoadRun(LoadOptions.From(args[1..]));
    await run.RunAsync();
    return;
}

if (args is [Reference.Verb])
{
    await Reference.ServeAsync();
    return;
}

if (args is [ServiceWithoutAudit.Verb])
{
    await ServiceWithoutAudit.ServeAsync();
    return;
}

// In this process: the strict build of this repository would refuse the project that is otherwise generated for each run.
var config = DefaultConfig.Instance.AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(RulesBenchmarks).Assembly).Run(args is [] ? ["--filter", "*"] : args, config);
