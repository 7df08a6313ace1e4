using System.Globalization;
using System.Text.Json;

namespace ChildJourney.Api.Tests.Features.Audit;

/// <summary>A row of the audit log as the database has it.</summary>
public sealed record Used(string Authority, string By, string Operation, string Children, string Source, int Status, string? Reason)
{
    /// <summary>The children, in no order.</summary>
    public IReadOnlyList<string> ChildIds => [.. JsonSerializer.Deserialize<string[]>(Children)!.Order(StringComparer.Ordinal)];

    /// <summary>The rows, in the order in which they were written.</summary>
    public static async Task<IReadOnlyList<Used>> InAsync(string connection)
    {
        await using var database = await Databases.OpenAsync(connection);
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT authority_id, by, operation, children, source, status, reason FROM audit ORDER BY {(Databases.IsPostgreSql(connection) ? "CAST(CAST(xmin AS text) AS bigint), number" : "rowid")}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Used>();
        while (await reader.ReadAsync())
        {
            rows.Add(new Used(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetInt32(5), await reader.IsDBNullAsync(6) ? null : reader.GetString(6)));
        }

        return rows;
    }

    /// <summary>The number that a query of the database finds.</summary>
    public static async Task<long> NumberAsync(string connection, string sql)
    {
        await using var database = await Databases.OpenAsync(connection);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
