using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Verification;

/// <summary>Proves from the command line that the database is as the service left it; the service may go on meanwhile.</summary>
internal sealed class VerifyVerb : IVerb
{
    private static readonly Type[] checks =
        [.. typeof(ICheck).Assembly.GetTypes().Where(type => type is { IsInterface: false } && type.IsAssignableTo(typeof(ICheck))).OrderBy(type => (int)type.GetProperty(nameof(ICheck.Place))!.GetValue(null)!)];

    /// <inheritdoc/>
    public static string Name => "verify";

    /// <inheritdoc/>
    public static string Usage => "verify                        prove that the database, the obligations and the audit log are whole; the service may run meanwhile";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is [var unknown, ..])
        {
            return await CommandLine.MisusedAsync($"{unknown} is not understood.");
        }

        await using var services = Composition.ForCommand();
        await CommandDatabase.OpenAsync(services, CommandDatabase.Needs.UpToDate);
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
}
