using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The audit log, to which rows can only be appended.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122030000_Audit")]
public sealed class M20261122030000Audit : Migration
{
    private static readonly (string Name, string[] Key)[] tables =
    [
        ("audit", ["authority_id", "chain", "number"]),
        ("audit_children", ["authority_id", "child_id", "at", "chain", "number"]),
        ("audit_groups", ["authority_id", "chain", "group_number"]),
    ];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "audit",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                chain = t.Column<string>(),
                number = t.Column<long>(),
                group_number = t.Column<long>(),
                at = t.Column<DateTime>(),
                by = t.Column<string>(),
                operation = t.Column<string>(),
                children = t.Column<string>(),
                source = t.Column<string>(),
                status = t.Column<int>(),
                reason = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_audit", x => new { x.authority_id, x.chain, x.number }));
        migrationBuilder.CreateTable(
            name: "audit_children",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                child_id = t.Column<string>(),
                at = t.Column<DateTime>(),
                chain = t.Column<string>(),
                number = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("pk_audit_children", x => new { x.authority_id, x.child_id, x.at, x.chain, x.number }));
        migrationBuilder.CreateTable(
            name: "audit_groups",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                chain = t.Column<string>(),
                group_number = t.Column<long>(),
                last_number = t.Column<long>(),
                at = t.Column<DateTime>(),
                previous = t.Column<string>(),
                hash = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_audit_groups", x => new { x.authority_id, x.chain, x.group_number }));
        if (migrationBuilder.IsNpgsql())
        {
            RefuseOnPostgreSql(migrationBuilder);
            return;
        }

        foreach (var (table, key) in tables)
        {
            foreach (var change in new[] { "UPDATE", "DELETE" })
            {
                Refuse(migrationBuilder, $"{table}_no_{change.ToLowerInvariant()}", $"{change} ON {table}");
            }

            // INSERT OR REPLACE removes the row of that key without a DELETE.
            Refuse(migrationBuilder, $"{table}_no_replace", $"INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {string.Join(" AND ", key.Select(column => $"{column} = NEW.{column}"))})");
        }
    }

    private static void Refuse(MigrationBuilder migrationBuilder, string name, string what)
    {
#pragma warning disable EF1002 // Names of this file alone.
        migrationBuilder.Sql($"CREATE TRIGGER {name} BEFORE {what} BEGIN SELECT RAISE(ABORT, 'rows of the audit log are never changed'); END;");
#pragma warning restore EF1002
    }

    /// <summary>One trigger for each statement, whatever rows it finds; emptying a table is one too. They fire in a session that passes ordinary triggers by, too.</summary>
    private static void RefuseOnPostgreSql(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'rows of the audit log are never changed';
            END
            $$;
            """);
        foreach (var (table, _) in tables)
        {
            foreach (var change in new[] { "UPDATE", "DELETE", "TRUNCATE" })
            {
                var name = $"{table}_no_{change.ToLowerInvariant()}";
#pragma warning disable EF1002 // Names of this file alone.
                migrationBuilder.Sql(
                    $"""
                    CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
                    ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name};
                    """);
#pragma warning restore EF1002
            }
        }
    }
}
