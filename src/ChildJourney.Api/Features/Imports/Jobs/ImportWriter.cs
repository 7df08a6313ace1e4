using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>Writes what becomes of an import, each time with how far it has come: together or not at all.</summary>
internal sealed class ImportWriter(IServiceScopeFactory scopes, WriterGate gate, IClock clock)
{
    /// <summary>The audit log names imports by the operation that handed them in.</summary>
    private const string Operation = "StartImport";

    /// <summary>More lines than anyone reads; what is beyond them is counted.</summary>
    private const int MostListed = 1_000_000;

    /// <summary>Asks for something, without a transaction.</summary>
    public async Task<T> ReadAsync<T>(Func<IServiceProvider, Task<T>> readAsync)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await readAsync(scope.ServiceProvider);
    }

    /// <summary>Changes something in one statement, at its turn.</summary>
    public async Task<T> ChangeAsync<T>(Func<IServiceProvider, Task<T>> changeAsync, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await ReadAsync(changeAsync);
    }

    /// <summary>Changes several things in a transaction, at its turn.</summary>
    public async Task<T> WriteAsync<T>(Func<IServiceProvider, Task<T>> writeAsync, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync(cancellationToken);
        var written = await writeAsync(scope.ServiceProvider);
        await transaction.CommitAsync(cancellationToken);
        return written;
    }

    /// <summary>Writes how far the reading has come.</summary>
    public Task KeepAsync(ImportJobRow job, ImportReport report, int? children, CancellationToken cancellationToken) => WriteAsync(
        async services =>
        {
            await KeepAsync(services, job, report, children, done: 0, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Stores a group of children, or judges them alone in a dry run.</summary>
    public async Task StoreAsync(ImportJobRow job, ImportReport report, int children, int done, IReadOnlyCollection<ReturnedChild> group, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var db = services.GetRequiredService<JourneyDb>();
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await services.GetRequiredService<BulkRecords>().StoreGroupAsync(
            job.AuthorityId,
            group,
            child => child.Id,
            (child, stored) =>
            {
                var plan = child.Merge(stored);
                report.Add(plan);
                return plan.ToChange(job.DryRun);
            },
            child => report.Add(child.RefuseErased()),
            job.RequestedBy,
            cancellationToken);
        await KeepAsync(services, job, report, children, done + group.Count, cancellationToken);
        var entry = new AuditEntry(
            job.AuthorityId, clock.GetCurrentInstant(), job.RequestedBy, Operation, [.. group.Select(child => child.Id)], job.Source, StatusCodes.Status200OK, Reason: null);
        using var sealedRows = await services.GetRequiredService<AuditChain>().AppendAsync(db, [entry], cancellationToken);
        await services.GetRequiredService<ChildRecords>().WriteChangesAsync(job.AuthorityId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        sealedRows.Committed();
    }

    private static async Task KeepAsync(IServiceProvider services, ImportJobRow job, ImportReport report, int? children, int done, CancellationToken cancellationToken)
    {
        var rows = RowsOf(job, report);
        await services.GetRequiredService<ImportJobs>().AddAsync(rows, cancellationToken);
        var leases = services.GetRequiredService<ImportLeases>();
        var progress = new ImportProgress(report.Tally.RowsRead, children, done, JsonSerializer.Serialize(report.Tally));
        if (!await leases.KeepAsync(job, progress, cancellationToken))
        {
            throw new ImportStoppedException(await leases.IsCancellingAsync(job, cancellationToken));
        }
    }

    private static List<ImportFindingRow> RowsOf(ImportJobRow job, ImportReport report)
    {
        var rows = new List<ImportFindingRow>();
        foreach (var finding in report.TakeFindings())
        {
            if (report.Tally.Listed == MostListed)
            {
                break;
            }

            rows.Add(new ImportFindingRow
            {
                AuthorityId = job.AuthorityId,
                ImportId = job.ImportId,
                Place = finding.Place,
                Line = finding.Row ?? 0,
                Number = report.Tally.Listed++,
                Kind = finding.Kind,
                ChildId = finding.ChildId,
                File = finding.File,
                ColumnName = finding.Column,
                Value = finding.Value,
                Text = finding.Text,
            });
        }

        return rows;
    }
}

/// <summary>An import that is not to go on here.</summary>
/// <param name="isCancelled">Whether someone asked for it; otherwise another process has taken it up.</param>
internal sealed class ImportStoppedException(bool isCancelled) : Exception("The import is not to go on here.")
{
    public bool IsCancelled => isCancelled;
}
