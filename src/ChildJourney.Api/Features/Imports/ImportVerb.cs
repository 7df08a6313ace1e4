using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Imports an SSDA903 return from the command line.</summary>
internal sealed class ImportVerb : IVerb
{
    private const string YearOption = "--year";
    private const string HistoryFromOption = "--history-from";

    /// <inheritdoc/>
    public static string Name => "import";

    /// <inheritdoc/>
    public static string Usage => "import PATH [--year 2025-26] [--history-from 2024-04-01]  store a folder or a zip of SSDA903 CSV files";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var asked = Read(arguments);
        if (asked.Problem is { } problem)
        {
            return await CommandLine.MisusedAsync(problem);
        }

        using var files = ReturnFiles.FromPath(asked.Path!);
        if (files is null)
        {
            return await CommandLine.MisusedAsync($"There is no {asked.Path}.");
        }

        if (files.All.Count == 0)
        {
            await Console.Error.WriteLineAsync($"There is nothing to import: {asked.Path} holds no CSV file.");
            return CommandLine.Failed;
        }

        await using var services = Composition.ForCommand();
        await using var scope = services.CreateAsyncScope();
        if (asked.Options.HistoryFrom > scope.ServiceProvider.GetRequiredService<IClock>().InEngland())
        {
            return await CommandLine.MisusedAsync($"{HistoryFromOption} takes a day that is not in the future.");
        }

        await Composition.PrepareAsync(scope.ServiceProvider);
        var command = new ImportReturn.Command(files.All, asked.Options, children => ProgressLine.OnConsole("children", children));
        var report = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
        foreach (var line in ImportReportText.RefusalLines(report).Concat(ImportReportText.SummaryLines(report)))
        {
            await Console.Out.WriteLineAsync(line);
        }

        return report.Refusals.Count == 0 && report.Files.All(file => file.Fault is null) && report.Files.Count > 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static Arguments Read(IReadOnlyList<string> arguments)
    {
        var read = new Arguments(null, new ImportOptions(), null);
        for (var i = 0; i < arguments.Count; i++)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case YearOption when CollectionYear.Parse(value) is { } year:
                    read = read with { Options = read.Options with { Year = year } };
                    i++;
                    break;
                case HistoryFromOption when InputDates.Parse(value) is { } date:
                    read = read with { Options = read.Options with { HistoryFrom = date } };
                    i++;
                    break;
                case YearOption:
                    return read with { Problem = $"{YearOption} takes a collection year such as 2025-26." };
                case HistoryFromOption:
                    return read with { Problem = $"{HistoryFromOption} takes {InputDates.Expectation}." };
                case var path when read.Path is null && !path.StartsWith('-'):
                    read = read with { Path = path };
                    break;
                default:
                    return read with { Problem = $"{arguments[i]} is not understood." };
            }
        }

        return read.Path is null ? read with { Problem = "Which folder or zip is to be imported?" } : read;
    }

    private sealed record Arguments(string? Path, ImportOptions Options, string? Problem);
}
