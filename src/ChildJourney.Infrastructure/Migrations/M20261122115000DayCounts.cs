using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>How many children are looked after, and obligations cannot be determined, on each day; an index of all of the latter, settled or not, and one of what does not count for good; the rule, and the days on which it ended and another stage opened, in the indexes of what is open, and the child in those of who holds it; and indexes of restricted children and of a child's current entries of a type.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122115000_DayCounts")]
public sealed class M20261122115000DayCounts : Migration
{
    private const string Stays = "SELECT authority_id, 0 AS generation, 'care' AS kind, from_on, to_on FROM spans WHERE kind = 'care'";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "day_counts",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                generation = t.Column<int>(),
                kind = t.Column<string>(),
                grain = t.Column<int>(),
                day = t.Column<int>(),
                growth = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_day_counts", x => new { x.authority_id, x.generation, x.kind, x.grain, x.day }));
        foreach (var holder in new[] { "team", "social_worker", "iro", "personal_adviser" })
        {
            migrationBuilder.DropIndex($"ix_children_{holder}", "children");
            migrationBuilder.CreateIndex($"ix_children_{holder}", "children", ["authority_id", holder, "child_id"]);
        }

        foreach (var (name, first) in new (string Name, string[] First)[] { ("", []), ("_team", ["team"]), ("_iro", ["iro"]) })
        {
            Replace("ix_obligations_unsettled" + name, [.. first, "due_on", "child_id", "obligation_id", "rule", "ended_on", "closes_on"]);
        }

        Replace("ix_obligations_unsettled_child", ["child_id", "due_on", "obligation_id", "rule"]);
        migrationBuilder.DropIndex("ix_obligations_undetermined", "obligations");
        migrationBuilder.CreateIndex(
            "ix_obligations_undetermined",
            "obligations",
            ["authority_id", "generation", "due_on", "team", "settled", "opens_on", "closes_on", "met_on", "refused_on", "ended_on"],
            filter: "missing_fact IS NOT NULL");
        migrationBuilder.Sql("UPDATE obligations SET outcome_day = 2147483647 WHERE outcome_day IS NULL");
        migrationBuilder.CreateIndex("ix_obligations_outcome", "obligations", ["authority_id", "generation", "outcome_day", "due_day"]);
        migrationBuilder.CreateIndex("ix_entries_current_child", "entries", ["authority_id", "child_id", "type", "on"], filter: "superseded_at IS NULL AND void_reason IS NULL");
        migrationBuilder.CreateIndex("ix_children_restricted", "children", ["authority_id", "child_id"], filter: "restricted");
        foreach (var fill in Fills(migrationBuilder.ActiveProvider!))
        {
            migrationBuilder.Sql(fill);
        }

        void Replace(string name, string[] columns)
        {
            migrationBuilder.DropIndex(name, "obligations");
            migrationBuilder.CreateIndex(name, "obligations", ["authority_id", "generation", .. columns], filter: "NOT settled");
        }
    }

    /// <summary>The statements that count what is stored.</summary>
    internal static IEnumerable<string> Fills(string provider)
    {
        var dialect = provider == JourneyDb.SqliteProvider ? Dialect.Sqlite : Dialect.PostgreSql;
        yield return Fill(dialect, Stays);
        yield return Fill(dialect, $"SELECT authority_id, generation, 'undetermined' AS kind, opens_on AS from_on, {dialect.Earliest} AS to_on FROM obligations WHERE due_on IS NULL AND missing_fact IS NOT NULL");
    }

    /// <summary>Counts what is stored, once for the days and once for the months.</summary>
    private static string Fill(Dialect dialect, string stretches)
    {
        return $"""
            INSERT INTO day_counts (authority_id, generation, kind, grain, day, growth)
            WITH stretches AS ({stretches}),
            turns AS (
                SELECT authority_id, generation, kind, from_on AS turn, 1 AS growth FROM stretches WHERE to_on IS NULL OR to_on > from_on
                UNION ALL
                SELECT authority_id, generation, kind, to_on, -1 FROM stretches WHERE to_on > from_on),
            numbered AS (
                SELECT authority_id, generation, kind, 0 AS grain, {dialect.Number("turn")} AS day, growth FROM turns
                UNION ALL
                SELECT authority_id, generation, kind, 1, {dialect.Number(dialect.Month)}, growth FROM turns)
            SELECT authority_id, generation, kind, grain, day, SUM(growth) FROM numbered GROUP BY authority_id, generation, kind, grain, day
            """;
    }

    /// <summary>What the two databases say differently.</summary>
    private sealed record Dialect(string Month, string Earliest, Func<string, string> Number)
    {
        public static Dialect Sqlite { get; } = new(
            "date(turn, 'start of month')",
            "nullif(min(coalesce(closes_on, '9999'), coalesce(met_on, '9999'), coalesce(refused_on, '9999'), coalesce(ended_on, '9999')), '9999')",
            day => $"CAST(julianday({day}) - julianday('1970-01-01') AS INTEGER)");

        public static Dialect PostgreSql { get; } = new(
            "date_trunc('month', turn)::date",
            "least(closes_on, met_on, refused_on, ended_on)",
            day => $"({day} - DATE '1970-01-01')");
    }
}
