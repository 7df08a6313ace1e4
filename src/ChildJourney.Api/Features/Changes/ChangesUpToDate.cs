using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Changes;

namespace ChildJourney.Api.Features.Changes;

/// <summary>Has what time brought written down before changes are read: the first who asks on a day writes it, the others find it done.</summary>
internal sealed class ChangesUpToDate(JourneyDb db, ChangeRecords changes, WriterGate gate)
{
    /// <summary>Writes it, where it is not written.</summary>
    public async Task EnsureAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (await changes.IsUpToDateAsync(authorityId, cancellationToken))
        {
            return;
        }

        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await changes.BringUpToDateAsync(authorityId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
