using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Commits no change of a child whose consequences, the counts of days and the log of changes, were not written with it: whoever polls would never hear of it.</summary>
internal sealed class UnwrittenGuard : DbTransactionInterceptor
{
    public static UnwrittenGuard Instance { get; } = new();

    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        Check(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(TransactionEventData eventData)
    {
        if (eventData.Context is JourneyDb db && db.UnwrittenIn == eventData.TransactionId)
        {
            throw new InvalidOperationException("Children were changed in this transaction, and WriteChangesAsync was not called at its end.");
        }
    }
}
