using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Commits nothing to a file that has been removed: SQLite itself would go on writing to what no name leads to any more.</summary>
internal sealed class SqliteGuard : BeforeCommit
{
    public static SqliteGuard Instance { get; } = new();

    protected override void Check(DbTransaction transaction, TransactionEventData eventData)
    {
        if (transaction.Connection is SqliteConnection { DataSource: { Length: > 0 } path } && path != ":memory:" && !File.Exists(path))
        {
            // What is still open leads to the removed file; whoever comes next opens what is there by then.
            KeptConnection.RenewAll();
            throw new DatabaseUnusableException("The database's file is not there.");
        }
    }
}
