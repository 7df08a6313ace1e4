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
    private const string DryRunOption = "--dry-run";

    /// <inheritdoc/>
    public static string Name => "import";

    /// <inheritdoc/>
    public static string Usage => "import PATH [--year 2025-26] [--history-from 2024-04-01] [--dry-run]  store an SSDA903 return: a folder, a zip or a file of CSV or XML";

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
            await Console.Error.WriteLineAsync($"There is nothing to import: {asked.Path} holds no CSV or XML file.");
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
        ImportReport report;
        try
        {
            report = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(command);
        }
        catch (ReturnTooLargeException tooLarge)
        {
            await Console.Error.WriteLineAsync($"What was expected is {tooLarge.Message}. Nothing was stored.");
            return CommandLine.Failed;
        }

        foreach (var line in ImportReportText.RefusalLines(report).Concat(ImportReportText.SummaryLines(report)))
        {
            await Console.Out.WriteLineAsync(line);
        }

        if (asked.Options.DryRun)
        {
            await Console.Out.WriteLineAsync("This was a dry run: nothing was stored.");
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
                case DryRunOption:
                    read = read with { Options = read.Options with { DryRun = true } };
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

        return read.Path is null ? read with { Problem = "Which folder, zip or file is to be imported?" } : read;
    }

    private sealed record Arguments(string? Path, ImportOptions Options, string? Problem);
}
