using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChildJourney.Api;

namespace ChildJourney.Benchmarks;

/// <summary>A return imported through HTTP by the program in a process of its own, whose memory is watched.</summary>
internal static class HttpImport
{
    private const string Listening = "Now listening on: ";

    /// <summary>Imports the files of the folder into the database. Returns how long that took, from the first byte sent to the last child stored, and the process's peak memory in MB.</summary>
    public static async Task<(TimeSpan Time, double PeakMegabytes)> RunAsync(string folder, string database)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Composition).Assembly.Location, "--urls", "http://127.0.0.1:0"]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.Environment["ConnectionStrings__ChildJourney"] = $"Data Source={database}";
        start.Environment["Limits__RequestsPerSecond"] = "0";
        using var program = Process.Start(start)!;
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(program), Timeout = Timeout.InfiniteTimeSpan };
            var watch = Stopwatch.StartNew();
            var path = await SendAsync(http, folder);
            var import = await EndedAsync(http, path);
            watch.Stop();
            return import.GetProperty("state").GetString() == "done" && import.GetProperty("rowsRefused").GetInt32() == 0
                ? (watch.Elapsed, PeakOf(program))
                : throw new InvalidOperationException(import.ToString());
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static async Task<Uri> AddressAsync(Process program)
    {
        while (await program.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Split(Listening) is [_, var address])
            {
                _ = program.StandardOutput.ReadToEndAsync();
                return new Uri(address.Split('"')[0]);
            }
        }

        throw new InvalidOperationException("The program ended instead of serving.");
    }

    private static async Task<string> SendAsync(HttpClient http, string folder)
    {
        using var content = new MultipartFormDataContent();
        foreach (var file in Directory.EnumerateFiles(folder, "*.csv").Order(StringComparer.Ordinal))
        {
            content.Add(new StreamContent(File.OpenRead(file)), "files", Path.GetFileName(file));
        }

        using var answer = await http.PostAsync("/v1/imports", content);
        return answer.IsSuccessStatusCode
            ? answer.Headers.Location!.OriginalString
            : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<JsonElement> EndedAsync(HttpClient http, string path)
    {
        while (true)
        {
            using var import = JsonDocument.Parse(await http.GetStringAsync(path));
            if (import.RootElement.GetProperty("state").GetString() is "done" or "failed" or "cancelled")
            {
                return import.RootElement.Clone();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    private static double PeakOf(Process program)
    {
        var line = File.ReadLines($"/proc/{program.Id.ToString(CultureInfo.InvariantCulture)}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
