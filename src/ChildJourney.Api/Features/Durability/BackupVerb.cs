using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Features.Durability;

/// <summary>Copies the database to a file, as it stands at one moment; the service may go on meanwhile.</summary>
internal sealed class BackupVerb : IVerb
{
    private const string ForceOption = "--force";

    /// <inheritdoc/>
    public static string Name => "backup";

    /// <inheritdoc/>
    public static string Usage => "backup FILE [--force]         copy the database to a new file (--force: in place of an old one); the service may run meanwhile";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var force = arguments.Contains(ForceOption);
        var rest = arguments.Where(argument => argument != ForceOption).ToList();
        if (FileArgument.Misused(rest, "Which file is to be written?") is { } misused)
        {
            return await CommandLine.MisusedAsync(misused);
        }

        await using var services = Composition.ForCommand();
        if (DatabaseChoice.SqliteFileOf(services.GetRequiredService<IConfiguration>()) is not { } database)
        {
            return await CommandLine.MisusedAsync(FileArgument.OnPostgreSql("pg_dump --format=custom --file=FILE"));
        }

        await CommandDatabase.OpenAsync(services, CommandDatabase.Needs.Known);
        var target = SqliteFile.At(rest[0]);
        if (FileArgument.Refused(target.Path, database, force) is { } refused)
        {
            return await CommandLine.FailedAsync(refused);
        }

        await SqliteCopy.MakeAsync(database, target.Path, new Megabytes("MB written", database), CancellationToken.None);
        await Console.Out.WriteLineAsync($"The database is copied to {target.Path}, and the copy is whole.");
        return CommandLine.Done;
    }
}
