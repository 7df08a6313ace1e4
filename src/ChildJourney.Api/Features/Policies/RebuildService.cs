using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Telemetry;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>Works out obligations afresh in the background, where the policy or the rules have changed, and removes those that have been replaced.</summary>
/// <remarks>Everything it goes by is in the database: it goes on where it, or another instance, was interrupted.</remarks>
internal sealed partial class RebuildService(
    IServiceScopeFactory scopes, WriterGate gate, RebuildPace pace, RebuildSignal signal, IClock clock, ILogger<RebuildService> logger) : BackgroundService
{
    private const int ChildrenBetweenLines = 1000;

    private readonly Dictionary<string, (int Generation, int Done)> said = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await AlignAsync(stoppingToken);
                await WorkAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogNothingFound(problem);
            }

            await signal.WaitAsync(pace.LooksEvery, stoppingToken);
        }
    }

    /// <summary>Begins what no change of policy has begun: after an update of the rules, above all.</summary>
    private async Task AlignAsync(CancellationToken stoppingToken)
    {
        foreach (var authorityId in await ReadAsync(services => services.GetRequiredService<RebuildRecords>().AuthoritiesAsync(stoppingToken)))
        {
            if (!await ReadAsync(services => services.GetRequiredService<GenerationRecords>().IsAlignedAsync(authorityId, stoppingToken)))
            {
                await WriteAsync(
                    async services =>
                    {
                        await services.GetRequiredService<GenerationRecords>().AlignAsync(authorityId, stoppingToken);
                        return true;
                    },
                    stoppingToken);
            }
        }
    }

    /// <summary>Goes on with each authority in turn until there is nothing left to do; one that fails waits for the next look.</summary>
    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var failed = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var retiredBy = clock.GetCurrentInstant() - pace.KeepsRetired;
            var authorities = await ReadAsync(services => services.GetRequiredService<RebuildRecords>().AtWorkAsync(retiredBy, stoppingToken));
            if (authorities.All(failed.Contains))
            {
                return;
            }

            foreach (var authorityId in authorities.Where(id => !failed.Contains(id)))
            {
                try
                {
                    await StepAsync(authorityId, retiredBy, stoppingToken);
                }
                catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
                {
                    failed.Add(authorityId);
                    LogFailed(problem, authorityId);
                }
            }

            await pace.PauseAsync(stoppingToken);
        }
    }

    private async Task StepAsync(string authorityId, Instant retiredBy, CancellationToken stoppingToken)
    {
        var step = await WriteAsync(services => services.GetRequiredService<RebuildRecords>().BuildAsync(authorityId, pace.GroupSize, stoppingToken), stoppingToken);
        if (step is null)
        {
            await WriteAsync(services => services.GetRequiredService<RebuildRecords>().RemoveAsync(authorityId, retiredBy, pace.GroupSize, stoppingToken), stoppingToken);
            return;
        }

        Say(authorityId, step);
    }

    private void Say(string authorityId, RebuildStep step)
    {
        var (number, row) = (step.Generation.Number, step.Generation.Row);
        if (!said.TryGetValue(authorityId, out var before) || before.Generation != number)
        {
            LogBegun(authorityId, row.PolicyVersion, row.CatalogueVersion, row.Done, row.Children);
            before = (number, row.Done);
        }

        Measures.Rebuilt.Add(step.Done - before.Done);

        if (step.IsCurrent)
        {
            LogDone(authorityId, row.PolicyVersion, row.CatalogueVersion, step.Done);
            said.Remove(authorityId);
            return;
        }

        if (step.Done / ChildrenBetweenLines > before.Done / ChildrenBetweenLines)
        {
            LogProgress(authorityId, step.Done, row.Children);
        }

        said[authorityId] = (number, step.Done);
    }

    private async Task<T> ReadAsync<T>(Func<IServiceProvider, Task<T>> readAsync)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await readAsync(scope.ServiceProvider);
    }

    /// <summary>Takes a turn at writing, in a transaction, as a command does.</summary>
    private async Task<T> WriteAsync<T>(Func<IServiceProvider, Task<T>> writeAsync, CancellationToken stoppingToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await gate.EnterAsync(stoppingToken);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync(stoppingToken);
        var written = await writeAsync(scope.ServiceProvider);
        await transaction.CommitAsync(stoppingToken);
        return written;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: working out obligations afresh by policy version {PolicyVersion} and rules version {RulesVersion}, from {Done} of {Children} children")]
    private partial void LogBegun(string authorityId, int policyVersion, int rulesVersion, int done, int children);

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: {Done} of {Children} children worked out afresh")]
    private partial void LogProgress(string authorityId, int done, int children);

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: answers rest on policy version {PolicyVersion} and rules version {RulesVersion} now, {Done} children worked out afresh")]
    private partial void LogDone(string authorityId, int policyVersion, int rulesVersion, int done);

    [LoggerMessage(Level = LogLevel.Error, Message = "Authority {AuthorityId}: obligations cannot be worked out afresh; it will be tried again")]
    private partial void LogFailed(Exception problem, string authorityId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether obligations are to be worked out afresh cannot be found; it will be tried again")]
    private partial void LogNothingFound(Exception problem);
}
