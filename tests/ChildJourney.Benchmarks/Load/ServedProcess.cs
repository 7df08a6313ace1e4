using System.Diagnostics;
using System.Globalization;

namespace ChildJourney.Benchmarks.Load;

/// <summary>A server in a process of its own, which ends with the run.</summary>
internal sealed class ServedProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> said = [];
    private readonly EventHandler endOfRun;

    private ServedProcess(ProcessStartInfo start)
    {
        endOfRun = (_, _) => process!.Kill();
        AppDomain.CurrentDomain.ProcessExit += endOfRun;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
    }

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The memory that it has resident, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>The time that it has had of the processors.</summary>
    public TimeSpan Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the program itself, as an operator does.</summary>
    public static Task<ServedProcess> ProgramAsync(string folder, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartAsync("ChildJourney.Api.dll", ["--urls", "http://127.0.0.1:0"], folder, settings);

    /// <summary>Starts one of this project's own servers.</summary>
    public static Task<ServedProcess> OwnAsync(string verb, string folder, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartAsync("ChildJourney.Benchmarks.dll", [verb], folder, settings);

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= endOfRun;
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static async Task<ServedProcess> StartAsync(string program, IReadOnlyList<string> arguments, string folder, IReadOnlyList<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var served = new ServedProcess(start);
        served.process.Start();
        served.process.BeginOutputReadLine();
        served.process.BeginErrorReadLine();
        var ended = served.process.WaitForExitAsync();
        if (await Task.WhenAny(served.address.Task, ended).WaitAsync(limit) == ended)
        {
            throw new InvalidOperationException(string.Join('\n', [string.Create(CultureInfo.InvariantCulture, $"{program} ended instead of serving:"), .. served.said]));
        }

        served.Address = await served.address.Task;
        return served;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        said.Add(line);
        if (line.Split(Listening) is [_, var at])
        {
            address.TrySetResult(new Uri(at.Split('"')[0]));
        }
    }
}
