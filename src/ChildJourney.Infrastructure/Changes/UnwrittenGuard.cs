using System.Data.Common;
using ChildJourney.Infrastructure.Durability;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Commits no change of a child whose consequences, the counts of days and the log of changes, were not written with it: whoever polls would never hear of it.</summary>
internal sealed class UnwrittenGuard : BeforeCommit
{
    public static UnwrittenGuard Instance { get; } = new();

    protected override void Check(DbTransaction transaction, TransactionEventData eventData)
    {
        if (eventData.Context is JourneyDb db && db.UnwrittenIn == eventData.TransactionId)
        {
            throw new InvalidOperationException("Children were changed in this transaction, and WriteChangesAsync was not called at its end.");
        }
    }
}
