using System.Globalization;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Features.Durability;

/// <summary>Works every obligation out afresh from the entries, which changes nothing unless something was amiss; the service may go on meanwhile.</summary>
internal sealed class RebuildVerb : IVerb
{
    private const int GroupSize = 100;

    /// <inheritdoc/>
    public static string Name => "rebuild";

    /// <inheritdoc/>
    public static string Usage => "rebuild                       work every obligation out afresh, and say which were not as they should be; the service may run meanwhile";

    /// <inheritdoc/>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (arguments is [var unknown, ..])
        {
            return await CommandLine.MisusedAsync($"{unknown} is not understood.");
        }

        await using var services = Composition.ForCommand();
        await CommandDatabase.OpenAsync(services, CommandDatabase.Needs.UpToDate);
        foreach (var authorityId in await InScopeAsync(services, scope => scope.GetRequiredService<RebuildRecords>().AuthoritiesAsync(CancellationToken.None)))
        {
            await CatchUpAsync(services, authorityId);
        }

        var found = await InScopeAsync(
            services,
            scope => scope.GetRequiredService<ProjectionVerification>().RunAsync(repair: true, children => ProgressLine.OnConsole("children worked out afresh", children), CancellationToken.None));
        foreach (var line in found.Differences)
        {
            await Console.Out.WriteLineAsync(line);
        }

        await Console.Out.WriteLineAsync(
            found.Differences.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"Nothing had to be changed. Children: {found.Children:N0}.")
                : string.Create(CultureInfo.InvariantCulture, $"Changed, where the entries allow it, what is stored of {found.Differing:N0} of {found.Children:N0} children."));
        return found.Differences.Count == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    /// <summary>Does what the service would do in the background: what has to follow another policy, or other rules, is built first.</summary>
    private static async Task CatchUpAsync(ServiceProvider services, string authorityId)
    {
        await InTransactionAsync(
            services,
            async scope =>
            {
                await scope.GetRequiredService<GenerationRecords>().AlignAsync(authorityId, CancellationToken.None);
                return true;
            });
        ProgressLine? progress = null;
        while (await InTransactionAsync(services, scope => scope.GetRequiredService<RebuildRecords>().BuildAsync(authorityId, GroupSize, CancellationToken.None)) is { } step)
        {
            progress ??= ProgressLine.OnConsole($"children of authority {authorityId} moved to the newest policy and rules", step.Generation.Row.Children);
            progress.Report(int.Min(step.Done, step.Generation.Row.Children));
            if (step.IsCurrent)
            {
                break;
            }
        }
    }

    private static Task<T> InTransactionAsync<T>(ServiceProvider services, Func<IServiceProvider, Task<T>> writeAsync) => InScopeAsync(
        services,
        async scope =>
        {
            await using var transaction = await scope.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync();
            var written = await writeAsync(scope);
            await transaction.CommitAsync();
            return written;
        });

    private static async Task<T> InScopeAsync<T>(ServiceProvider services, Func<IServiceProvider, Task<T>> useAsync)
    {
        await using var scope = services.CreateAsyncScope();
        return await useAsync(scope.ServiceProvider);
    }
}
