using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Durability;
using NodaTime;

namespace ChildJourney.Api.Features.Durability;

/// <summary>Puts a backup in the place of the database, which is kept beside it.</summary>
internal sealed class RestoreVerb : IVerb
{
    /// <inheritdoc/>
    public static string Name => "restore";

    /// <inheritdoc/>
    public static string Usage => "restore FILE                  put a backup in the place of the database, which is kept beside it; the service must not run";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (FileArgument.Misused(arguments, "Which file is to be restored?") is { } misused)
        {
            return await CommandLine.MisusedAsync(misused);
        }

        await using var services = Composition.ForCommand();
        if (DatabaseChoice.SqliteFileOf(services.GetRequiredService<IConfiguration>()) is not { } database)
        {
            return await CommandLine.MisusedAsync(FileArgument.OnPostgreSql("pg_restore --clean --if-exists --dbname=NAME FILE"));
        }

        var backup = SqliteFile.At(arguments[0]);
        if (!File.Exists(backup.Path))
        {
            return await CommandLine.MisusedAsync($"There is no {arguments[0]}.");
        }

        var kept = await SqliteRestore.RunAsync(
            database, backup, services.GetRequiredService<IClock>().GetCurrentInstant(), new Megabytes("MB restored", backup), CancellationToken.None);
        await Console.Out.WriteLineAsync($"{backup.Path} is the database now.");
        if (kept is not null)
        {
            await Console.Out.WriteLineAsync($"The database that it replaced is kept as {kept}.");
        }

        return CommandLine.Done;
    }
}
