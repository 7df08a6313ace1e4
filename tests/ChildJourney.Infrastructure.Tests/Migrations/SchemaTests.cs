using System.Data.Common;
using System.Globalization;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Migrations;

/// <summary>Migrations are written by hand: what they build is what the model asks for.</summary>
[OnEveryDatabase]
public class SchemaTests
{
    [Fact]
    public async Task What_the_migrations_build_is_what_the_model_asks_for()
    {
        var migrated = await SchemaAsync(db => db.Database.MigrateAsync());
        var created = await SchemaAsync(db => db.Database.EnsureCreatedAsync());

        migrated.Keys.Should().BeEquivalentTo(created.Keys).And.Contain(["children", "entries", "spans", "obligations", "drift_spans", "review_glances"]);
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
            lines.Where(line => line.StartsWith("index", StringComparison.Ordinal)).Should().OnlyContain(line => line.Contains(" on (authority_id,", StringComparison.Ordinal) || line.Contains(" on (authority_id)", StringComparison.Ordinal), table);
        }
    }

    [Fact]
    [OnlyOn(Provider.PostgreSql)]
    public async Task Every_text_compares_by_its_bytes_whatever_the_server_s_language()
    {
        var columns = (await SchemaAsync(db => db.Database.MigrateAsync())).Values.SelectMany(lines => lines).Where(line => line.StartsWith("column", StringComparison.Ordinal)).ToList();

        columns.Where(line => line.Contains(" text ", StringComparison.Ordinal)).Should().HaveCountGreaterThan(50).And.OnlyContain(line => line.Contains(" collation C ", StringComparison.Ordinal));
        columns.Where(line => !line.Contains(" text ", StringComparison.Ordinal)).Should().OnlyContain(line => line.Contains(" collation - ", StringComparison.Ordinal));
    }

    [Fact]
    [OnlyOn(Provider.PostgreSql)]
    public async Task Days_are_days_and_instants_are_in_utc()
    {
        var columns = (await SchemaAsync(db => db.Database.MigrateAsync())).Values.SelectMany(lines => lines).Where(line => line.StartsWith("column", StringComparison.Ordinal)).ToList();

        columns.Where(line => line.Split(' ')[1] is var name && (name == "on" || name.EndsWith("_on", StringComparison.Ordinal))).Should().HaveCountGreaterThan(8).And.OnlyContain(line => line.Contains(" date ", StringComparison.Ordinal));
        columns.Where(line => line.Split(' ')[1] is var name && (name == "at" || name.EndsWith("_at", StringComparison.Ordinal))).Should().HaveCountGreaterThan(8).And.OnlyContain(line => line.Contains(" timestamp with time zone ", StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, List<string>>> SchemaAsync(Func<JourneyDb, Task> build)
    {
        await using var database = await EmptyDatabase.CreateAsync();
        await build(database.Db);
        await database.Db.Database.OpenConnectionAsync();
        var connection = database.Db.Database.GetDbConnection();
        return Tested.OnPostgreSql ? await OnPostgreSqlAsync(connection) : await OnSqliteAsync(connection);
    }

    private static async Task<Dictionary<string, List<string>>> OnPostgreSqlAsync(DbConnection connection)
    {
        var schema = new Dictionary<string, List<string>>();
        foreach (var table in await ReadAsync(connection, "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_\\_%'"))
        {
            schema[table] =
            [
                .. await ReadAsync(
                    connection,
                    $"""
                    SELECT 'column ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || ' not null ' || a.attnotnull || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') ||
                        ' identity ' || a.attidentity::text || ' collation ' || coalesce(c.collname, '-') || ' key ' || coalesce(array_position(k.conkey, a.attnum), 0)
                    FROM pg_attribute AS a LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
                        LEFT JOIN pg_constraint AS k ON k.conrelid = a.attrelid AND k.contype = 'p'
                    WHERE a.attrelid = '{table}'::regclass AND a.attnum > 0 AND NOT a.attisdropped
                    """),
                .. await ReadAsync(connection, $"SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '{table}'::regclass"),
                .. await ReadAsync(connection, $"SELECT 'index ' || replace(pg_get_indexdef(indexrelid), ' USING btree (', ' on (') FROM pg_index WHERE indrelid = '{table}'::regclass"),
            ];
        }

        return schema;
    }

    private static async Task<Dictionary<string, List<string>>> OnSqliteAsync(DbConnection connection)
    {
        var schema = new Dictionary<string, List<string>>();
        foreach (var table in await ReadAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"))
        {
            schema[table] =
            [
                .. await ReadAsync(connection, $"SELECT 'column ' || name || ' ' || type || ' not null ' || \"notnull\" || ' default ' || coalesce(dflt_value, '-') || ' hidden ' || hidden || ' key ' || pk FROM pragma_table_xinfo('{table}')"),
                // Whether rows lie in the order of the key is not for the model to say.
                .. await ReadAsync(connection, $"SELECT 'constraint ' || replace(substr(sql, instr(sql, 'CONSTRAINT')), ' WITHOUT ROWID', '') FROM sqlite_master WHERE name = '{table}'"),
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

    private static async Task<List<string>> ReadAsync(DbConnection connection, string sql)
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
