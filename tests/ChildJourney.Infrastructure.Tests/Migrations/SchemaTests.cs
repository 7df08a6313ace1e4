using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Migrations;

/// <summary>Migrations are written by hand: what they build is what the model asks for.</summary>
public class SchemaTests
{
    [Fact]
    public async Task What_the_migrations_build_is_what_the_model_asks_for()
    {
        var migrated = await SchemaAsync(db => db.Database.MigrateAsync());
        var created = await SchemaAsync(db => db.Database.EnsureCreatedAsync());

        migrated.Keys.Should().BeEquivalentTo(created.Keys).And.Contain(["children", "entries", "spans", "obligations", "drift_spans"]);
        foreach (var (table, schema) in created)
        {
            migrated[table].Should().BeEquivalentTo(schema, table);
        }
    }

    [Fact]
    public async Task Every_key_and_every_index_leads_with_the_authority()
    {
        var schema = await SchemaAsync(db => db.Database.MigrateAsync());

        foreach (var (table, lines) in schema)
        {
            lines.Where(line => line.StartsWith("column authority_id ", StringComparison.Ordinal)).Should().ContainSingle().Which.Should().EndWith("key 1", table);
            lines.Where(line => line.StartsWith("index", StringComparison.Ordinal)).Should().OnlyContain(line => line.Contains(" on (authority_id,", StringComparison.Ordinal), table);
        }
    }

    private static async Task<Dictionary<string, List<string>>> SchemaAsync(Func<JourneyDb, Task> build)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using var db = new JourneyDb(new DbContextOptionsBuilder<JourneyDb>().UseSqlite(connection).Options);
        await build(db);
        var schema = new Dictionary<string, List<string>>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"))
        {
            schema[table] =
            [
                .. await ReadAsync(connection, $"SELECT 'column ' || name || ' ' || type || ' not null ' || \"notnull\" || ' default ' || coalesce(dflt_value, '-') || ' hidden ' || hidden || ' key ' || pk FROM pragma_table_xinfo('{table}')"),
                .. await ReadAsync(connection, $"SELECT 'constraint ' || substr(sql, instr(sql, 'CONSTRAINT')) FROM sqlite_master WHERE name = '{table}'"),
                .. await ReadAsync(connection, $"SELECT 'foreign key ' || \"from\" || ' ' || \"table\" || ' ' || \"to\" || ' ' || on_delete FROM pragma_foreign_key_list('{table}')"),
                .. await ReadAsync(
                    connection,
                    $"""
                    SELECT 'index ' || iif(l.origin = 'pk', 'of key', l.name) || ' unique ' || l."unique" || ' on (' ||
                        (SELECT group_concat(x.name || iif(x.desc, ' desc', '') || iif(x.coll = 'BINARY', '', ' ' || x.coll), ',') FROM pragma_index_xinfo(l.name) AS x WHERE x.key) || ')' ||
                        coalesce((SELECT ' where ' || substr(m.sql, instr(m.sql, ' WHERE ')) FROM sqlite_master AS m WHERE m.name = l.name AND l.partial), '')
                    FROM pragma_index_list('{table}') AS l
                    """),
            ];
        }

        return schema;
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return lines;
    }
}
