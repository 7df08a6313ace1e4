using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Looks at a transaction before it is committed, and throws where it may not be.</summary>
internal abstract class BeforeCommit : DbTransactionInterceptor
{
    public override InterceptionResult TransactionCommitting(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result)
    {
        Check(transaction, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check(transaction, eventData);
        return ValueTask.FromResult(result);
    }

    protected abstract void Check(DbTransaction transaction, TransactionEventData eventData);
}
