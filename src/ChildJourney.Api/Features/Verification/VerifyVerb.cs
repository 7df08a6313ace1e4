using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Api.Features.Verification;

/// <summary>Proves from the command line that the database is as the service left it; the service may go on meanwhile.</summary>
internal sealed class VerifyVerb : IVerb
{
    private static readonly Type[] checks =
        [.. typeof(ICheck).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(ICheck))).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public static string Name => "verify";

    /// <inheritdoc/>
    public static string Usage => "verify                        prove that the audit log is whole; the service may run meanwhile";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is [var unknown, ..])
        {
            return await CommandLine.MisusedAsync($"{unknown} is not understood.");
        }

        await using var services = Composition.ForCommand();
        if (await AmissAsync(services) is { } amiss)
        {
            await Console.Error.WriteLineAsync(amiss);
            return CommandLine.Failed;
        }

        var isWhole = true;
        foreach (var check in checks)
        {
            await using var scope = services.CreateAsyncScope();
            var found = await ((ICheck)ActivatorUtilities.CreateInstance(scope.ServiceProvider, check)).RunAsync(CancellationToken.None);
            isWhole &= found.Faults.Count == 0;
            foreach (var line in found.Faults.Concat(found.Lines))
            {
                await Console.Out.WriteLineAsync(line);
            }
        }

        return isWhole ? CommandLine.Done : CommandLine.Failed;
    }

    /// <summary>Why nothing can be verified, or null. A database that is not there is not made, and one of another version is left as it is.</summary>
    private static async Task<string?> AmissAsync(ServiceProvider services)
    {
        var connection = Composition.ConnectionOf(services.GetRequiredService<IConfiguration>());
        if (!Database.IsThere(connection))
        {
            return $"There is no database: {connection}.";
        }

        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.GetPendingMigrationsAsync()).Any()
            ? "The database is of an earlier version: start the service once, which brings it up to date."
            : null;
    }
}
