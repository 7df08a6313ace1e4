using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Data.Sqlite;

namespace ChildJourney.Api.Tests;

/// <summary>The program in processes of its own, which work in a folder of their own and keep their temporary files there.</summary>
public sealed class RealProgram : IDisposable
{
    private static readonly string program = Find();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("childjourney-program-");

    public RealProgram() => folder.CreateSubdirectory("tmp");

    /// <summary>The folder that the program works in.</summary>
    public string Folder => folder.FullName;

    /// <summary>The program's database, where it is to make one here.</summary>
    public string Database => Path.Combine(Folder, "childjourney.db");

    /// <summary>The folders that demos keep at the moment.</summary>
    public string[] DemoFolders => Directory.GetDirectories(Path.Combine(Folder, "tmp"), "childjourney-demo-*");

    /// <summary>Writes a file into the folder, below it where the name says so.</summary>
    public void Write(string name, params string[] lines)
    {
        var file = new FileInfo(Path.Combine(Folder, name));
        file.Directory!.Create();
        File.WriteAllLines(file.FullName, lines);
    }

    /// <summary>Runs the program to its end.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <inheritdoc cref="RunAsync(string[])"/>
    public async Task<Outcome> RunAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        using var run = new ProgramRun(StartInfo(arguments, environment));
        return await run.EndAsync();
    }

    /// <summary>Starts the program and goes on.</summary>
    public ProgramRun Start(params string[] arguments) => new(StartInfo(arguments, []));

    /// <summary>Runs statements of SQL in the program's database, beside the program.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts the program, which is to serve on a free port, and waits until it does.</summary>
    public Task<ServingProgram> ServeAsync(params string[] arguments) => ServeAsync([], [], arguments);

    /// <inheritdoc cref="ServeAsync(string[])"/>
    public Task<ServingProgram> ServeAsync((string Name, string Value)[] environment, params string[] arguments) => ServeAsync([], environment, arguments);

    /// <summary>Starts the program through another, which is to become it, and waits until it serves.</summary>
    public async Task<ServingProgram> ServeAsync(string[] through, (string Name, string Value)[] environment, params string[] arguments)
    {
        var run = new ProgramRun(StartInfo([.. arguments, "--urls", "http://127.0.0.1:0"], environment, through));
        try
        {
            return new ServingProgram(run, await run.AddressAsync());
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>What a query of the program's database finds, a text for each row.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        }

        return [.. rows];
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ProcessStartInfo StartInfo(string[] arguments, (string Name, string Value)[] environment, params string[] through)
    {
        var host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        string[] line = [.. through, host, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var name in new[] { "TMPDIR", "TMP", "TEMP" })
        {
            start.Environment[name] = Path.Combine(Folder, "tmp");
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Authentication_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Audit_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ConnectionStrings_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Database_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Kestrel_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Limits_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Logging_", StringComparison.OrdinalIgnoreCase)
        || name.ToUpperInvariant() is "URLS" or "HTTP_PORTS" or "HTTPS_PORTS" or "DOTNET_URLS" or "DOTNET_HTTP_PORTS" or "DOTNET_HTTPS_PORTS" or "DOTNET_ENVIRONMENT";

    private static string Find()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "ChildJourney.Api.dll");
        File.Exists(Path.ChangeExtension(beside, "runtimeconfig.json")).Should().BeTrue("the program stands beside its tests");
        File.Exists(Path.ChangeExtension(beside, "deps.json")).Should().BeTrue("the program stands beside its tests");
        return beside;
    }
}

/// <summary>How a run ended.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">The lines of its output.</param>
/// <param name="Errors">The lines of its error output.</param>
public sealed record Outcome(int ExitCode, IReadOnlyList<string> Output, IReadOnlyList<string> Errors);

/// <summary>One process of the program, which is ended when it is no longer held.</summary>
public sealed class ProgramRun : IDisposable
{
    private const string Listening = "Now listening on: ";
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly TaskCompletionSource<string> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    public ProgramRun(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until the program listens.</summary>
    public async Task<Uri> AddressAsync()
    {
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(address.Task, ended).WaitAsync(limit) == ended)
        {
            throw new InvalidOperationException(string.Join('\n', ["It ended instead of serving:", .. output, .. errors]));
        }

        return new Uri(await address.Task);
    }

    /// <summary>The process.</summary>
    public int ProcessId => process.Id;

    /// <summary>Ends the program from one moment to the next, as a loss of power does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(limit);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<Outcome> EndAsync()
    {
        await process.WaitForExitAsync().WaitAsync(limit);
        return new Outcome(process.ExitCode, output, errors);
    }

    /// <summary>Asks the program to stop, as a service manager does, and waits for the end.</summary>
    public async Task<Outcome> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
        {
            await kill.WaitForExitAsync().WaitAsync(limit);
            kill.ExitCode.Should().Be(0);
        }

        return await EndAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Keep(List<string> lines, string? line)
    {
        if (line is null)
        {
            return;
        }

        lines.Add(line);
        if (line.Split(Listening) is [_, var at])
        {
            address.TrySetResult(at.Split('"')[0]);
        }
    }
}

/// <summary>A process of the program that serves.</summary>
public sealed class ServingProgram(ProgramRun run, Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address };

    public Uri Address => address;

    /// <inheritdoc cref="ProgramRun.ProcessId"/>
    public int ProcessId => run.ProcessId;

    public async Task<Answer> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        return await Answer.OfAsync(response);
    }

    /// <summary>Replaces the policy as it was read.</summary>
    public async Task<Answer> PutPolicyAsync(object policy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/policy") { Content = JsonContent.Create(policy) };
        request.Headers.TryAddWithoutValidation("If-Match", (await GetAsync("/v1/policy")).Tag);
        using var response = await http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public async Task<Answer> PutAsync(string path, object body)
    {
        using var response = await http.PutAsJsonAsync(path, body);
        return await Answer.OfAsync(response);
    }

    /// <inheritdoc cref="ProgramRun.KillAsync"/>
    public Task KillAsync() => run.KillAsync();

    /// <inheritdoc cref="ProgramRun.StopAsync"/>
    public Task<Outcome> StopAsync() => run.StopAsync();

    public void Dispose()
    {
        http.Dispose();
        run.Dispose();
    }
}
