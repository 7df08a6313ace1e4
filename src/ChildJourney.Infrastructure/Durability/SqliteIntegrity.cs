using Microsoft.Data.Sqlite;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Whether a SQLite file is whole, as SQLite itself finds it.</summary>
public static class SqliteIntegrity
{
    /// <summary>What is amiss, a line each: of its pages and indexes, and of rows that refer to rows which are not there.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(SqliteFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        await using var connection = await file.OpenAsync(SqliteOpenMode.ReadOnly, cancellationToken);
        var found = new List<string>();
        foreach (var row in await ReadAsync(connection, "PRAGMA integrity_check", cancellationToken))
        {
            if (row[0] is not "ok")
            {
                found.Add(row[0]);
            }
        }

        foreach (var row in await ReadAsync(connection, "PRAGMA foreign_key_check", cancellationToken))
        {
            found.Add($"table {row[0]}: a row refers to one of {row[2]} that is not there");
        }

        return found;
    }

    private static async Task<List<string[]>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column).ToString() ?? "")]);
        }

        return rows;
    }
}
