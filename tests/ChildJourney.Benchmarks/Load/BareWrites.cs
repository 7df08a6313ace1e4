using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace ChildJourney.Benchmarks.Load;

/// <summary>What a write of the service is measured against: commits of the rows that one writes, by SQLite alone.</summary>
internal sealed class BareWrites : IDisposable
{
    private static readonly (string Table, bool IsReplaced)[] tables = [("entries", false), ("spans", true), ("obligations", true), ("drift_spans", true), ("review_glances", true)];

    private readonly SqliteConnection connection;
    private readonly IReadOnlyList<(string ChildId, IReadOnlyList<object[]>[] Rows)> children;
    private readonly Insert[] inserts;
    private readonly Insert[] audit;
    private readonly string chain = Guid.NewGuid().ToString("N");
    private long number;

    /// <param name="database">A file that the run may write to.</param>
    /// <param name="childIds">The children that are written about in turn.</param>
    public BareWrites(string database, IEnumerable<string> childIds)
    {
        connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        Run(transaction: null, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
        children = [.. childIds.Select(id => (id, tables.Select(table => (IReadOnlyList<object[]>)Read($"SELECT * FROM {table.Table} WHERE authority_id = 'local' AND child_id = '{id}'" + (table.IsReplaced ? "" : " LIMIT 1"))).ToArray()))];
        inserts = [.. tables.Select((table, i) => new Insert(connection, table.Table, children[0].Rows[i][0].Length))];
        audit = [new Insert(connection, "audit", 11), new Insert(connection, "audit_children", 5), new Insert(connection, "audit_groups", 7)];
    }

    /// <summary>Writes for so long; returns the commits a second.</summary>
    public double Run(TimeSpan duration)
    {
        var first = number;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            Write(children[(int)(number % children.Count)]);
        }

        return (number - first) / watch.Elapsed.TotalSeconds;
    }

    public void Dispose() => connection.Dispose();

    private void Write((string ChildId, IReadOnlyList<object[]>[] Rows) child)
    {
        number++;
        using var transaction = connection.BeginTransaction();
        Run(transaction, $"UPDATE children SET version = version + 1 WHERE authority_id = 'local' AND child_id = '{child.ChildId}'");
        foreach (var (i, (table, isReplaced)) in tables.Index())
        {
            if (isReplaced)
            {
                Run(transaction, $"DELETE FROM {table} WHERE authority_id = 'local'{(table == "spans" ? "" : " AND generation = 0")} AND child_id = '{child.ChildId}'");
            }

            foreach (var row in child.Rows[i])
            {
                inserts[i].Of(transaction, isReplaced ? row : [.. row[..2], FormattableString.Invariant($"bare-{number}"), .. row[3..]]);
            }
        }

        const string At = "2026-11-22 00:00:00";
        audit[0].Of(transaction, ["local", chain, number, number, At, "local", "RecordEntry", $"[\"{child.ChildId}\"]", "127.0.0.1", 201, DBNull.Value]);
        audit[1].Of(transaction, ["local", child.ChildId, At, chain, number]);
        audit[2].Of(transaction, ["local", chain, number, number, At, new string('0', 64), new string('0', 64)]);
        transaction.Commit();
    }

    private void Run(SqliteTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private List<object[]> Read(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private sealed class Insert
    {
        private readonly SqliteCommand command;

        public Insert(SqliteConnection connection, string table, int columns)
        {
            command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", Enumerable.Range(0, columns).Select(column => $"@p{column}"))})";
            for (var column = 0; column < columns; column++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{column}" });
            }
        }

        public void Of(SqliteTransaction transaction, object[] row)
        {
            for (var column = 0; column < row.Length; column++)
            {
                command.Parameters[column].Value = row[column];
            }

            command.Transaction = transaction;
            command.ExecuteNonQuery();
        }
    }
}
