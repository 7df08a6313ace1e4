using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Has a commit fail that did not wait for the replica it should have waited for.</summary>
/// <remarks>
/// A server that is told to give up waiting, as it is when the time of a statement is over, calls the commit a success and adds a
/// warning: what was stored would be lost with that server, and is not to be acknowledged.
/// </remarks>
internal sealed class ReplicaAwaited : IDbConnectionInterceptor, IDbTransactionInterceptor
{
    /// <summary>The part of the server that waits; what it says is in the server's language.</summary>
    private const string Waiting = "SyncRepWaitForLSN";

    private static readonly ConditionalWeakTable<DbConnection, Warned> connections = [];

    public static ReplicaAwaited Instance { get; } = new();

    public DbConnection ConnectionCreated(ConnectionCreatedEventData eventData, DbConnection result)
    {
        if (result is NpgsqlConnection connection)
        {
            var warned = connections.GetOrCreateValue(connection);
            connection.Notice += (_, notice) => warned.IsSo |= notice.Notice.Routine == Waiting;
        }

        return result;
    }

    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Check(eventData.Context?.Database.GetDbConnection());

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Check(eventData.Context?.Database.GetDbConnection());
        return Task.CompletedTask;
    }

    private static void Check(DbConnection? connection)
    {
        if (connection is not null && connections.TryGetValue(connection, out var warned) && warned.IsSo)
        {
            warned.IsSo = false;
            throw new DatabaseUnusableException("No replica of the database answers: what was sent may be stored, on one server alone. Send it again.");
        }
    }

    private sealed class Warned
    {
        public bool IsSo { get; set; }
    }
}
