using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>Imports in the background what was handed in, one return at a time, and removes what has been kept long enough.</summary>
/// <remarks>Everything it goes by is in the database: what one process left undone, it or another goes on with.</remarks>
internal sealed partial class ImportService(
    ImportWriter writer, ImportRun run, ImportPace pace, ImportSignal signal, IClock clock, ILogger<ImportService> logger) : BackgroundService
{
    private const int MostAttempts = 5;

    private static readonly Duration handingInMayTake = Duration.FromHours(3);

    private readonly string owner = Guid.NewGuid().ToString("N");

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                while (await TakeAsync(stoppingToken) is { } job)
                {
                    await WorkAsync(job, stoppingToken);
                }

                await RemoveOutlivedAsync(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                LogNothingFound(problem);
            }

            await signal.WaitAsync(pace.LooksEvery, stoppingToken);
        }
    }

    private Task<ImportJobRow?> TakeAsync(CancellationToken cancellationToken) =>
        writer.ChangeAsync(services => services.GetRequiredService<ImportLeases>().TakeAsync(owner, clock.InEngland(), cancellationToken), cancellationToken);

    private async Task WorkAsync(ImportJobRow job, CancellationToken stoppingToken)
    {
        LogBegun(job.AuthorityId, job.ImportId, job.Done);
        try
        {
            var tally = await run.RunAsync(job, stoppingToken);
            var failure = tally.Files.All(file => file.Fault is not null) ? "None of the files could be read." : null;
            await EndAsync(job, failure is null ? ImportStates.Done : ImportStates.Failed, failure, tally);
            LogDone(job.AuthorityId, job.ImportId, tally.Children, tally.ChildrenChanged, tally.RowsRefused);
        }
        catch (ImportStoppedException stopped)
        {
            if (stopped.IsCancelled)
            {
                await EndAsync(job, ImportStates.Cancelled, failure: null);
            }

            LogStopped(job.AuthorityId, job.ImportId, stopped.IsCancelled);
        }
        catch (ReturnTooLargeException problem)
        {
            await EndAsync(job, ImportStates.Failed, $"What was expected is {problem.Message}.");
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            await writer.ChangeAsync(services => ReleaseAsync(services, job), CancellationToken.None);
            throw;
        }
        catch (Exception problem)
        {
            LogFailed(problem, job.AuthorityId, job.ImportId);
            if (job.Attempts >= MostAttempts)
            {
                await EndAsync(job, ImportStates.Failed, "Something went wrong in the service, whose log says what. What was stored stays.");
            }
        }
    }

    private Task<bool> EndAsync(ImportJobRow job, string state, string? failure, ImportTally? tally = null) => writer.WriteAsync(
        services => services.GetRequiredService<ImportLeases>().EndAsync(job, state, tally is null ? null : JsonSerializer.Serialize(tally), failure, CancellationToken.None),
        CancellationToken.None);

    private static async Task<bool> ReleaseAsync(IServiceProvider services, ImportJobRow job)
    {
        await services.GetRequiredService<ImportLeases>().ReleaseAsync(job, CancellationToken.None);
        return true;
    }

    private async Task RemoveOutlivedAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetCurrentInstant();
        var outlived = await writer.ReadAsync(services => services.GetRequiredService<ImportJobs>().OutlivedAsync(now - pace.Keeps, now - handingInMayTake, cancellationToken));
        foreach (var (authorityId, importId) in outlived)
        {
            await writer.WriteAsync(
                async services =>
                {
                    await services.GetRequiredService<ImportJobs>().RemoveAsync(authorityId, importId, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: import {ImportId} is worked on, from {Done} children")]
    private partial void LogBegun(string authorityId, string importId, int done);

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: import {ImportId} is done: {Children} children, {Changed} changed, {Refused} rows refused")]
    private partial void LogDone(string authorityId, string importId, int children, int changed, int refused);

    [LoggerMessage(Level = LogLevel.Information, Message = "Authority {AuthorityId}: import {ImportId} was stopped (cancelled: {IsCancelled})")]
    private partial void LogStopped(string authorityId, string importId, bool isCancelled);

    [LoggerMessage(Level = LogLevel.Error, Message = "Authority {AuthorityId}: import {ImportId} broke off; it will be taken up again")]
    private partial void LogFailed(Exception problem, string authorityId, string importId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Whether anything is to be imported cannot be found; it will be tried again")]
    private partial void LogNothingFound(Exception problem);
}
