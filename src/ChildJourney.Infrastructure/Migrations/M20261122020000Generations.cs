using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Obligations and signs of drift in generations, and which of them is current.</summary>
/// <remarks>
/// The rows are put aside while the tables are made anew: the names of keys and indexes are then free, in a database where they are
/// a table's own and in one where they are not. What there is becomes generation 0.
/// </remarks>
[DbContext(typeof(JourneyDb))]
[Migration("20261122020000_Generations")]
public sealed class M20261122020000Generations : Migration
{
    private const string Obligation =
        "child_id, obligation_id, stage, rule, level, opens_on, closes_on, due_on, due_at, due_day, book_by, met_on, met_in_time, ended_on, ended_why, refused_on, days_late, settled, "
        + "provisional, relaxed, missing_fact, ground, team, social_worker, iro, team_when_due, social_worker_when_due, iro_when_due, catalogue_version";

    private const string Drift = "child_id, number, indicator, since_on, from_on, to_on, severity, because, figures, catalogue_version";

    private static readonly string[] due = ["authority_id", "generation", "due_on", "child_id", "obligation_id"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "projections",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                generation = t.Column<int>(),
                policy_version = t.Column<int>(),
                catalogue_version = t.Column<int>(),
                state = t.Column<string>(),
                children = t.Column<int>(),
                done = t.Column<int>(),
                last_child_id = t.Column<string>(),
                started_at = t.Column<DateTime>(nullable: true),
                finished_at = t.Column<DateTime>(nullable: true),
                retired_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_projections", x => new { x.authority_id, x.generation }));
        migrationBuilder.CreateIndex("ix_projections_live", "projections", ["authority_id", "state"], unique: true, filter: "state <> 'retired'");

        // Until now a policy and what followed from it were stored together. Where no row says by which rules, they count as older.
        migrationBuilder.Sql(
            """
            INSERT INTO projections (authority_id, generation, policy_version, catalogue_version, state, children, done, last_child_id)
            SELECT a.authority_id, 0,
                coalesce((SELECT max(p.version) FROM policies AS p WHERE p.authority_id = a.authority_id), 0),
                coalesce((SELECT min(o.catalogue_version) FROM obligations AS o WHERE o.authority_id = a.authority_id), 0),
                'current', 0, 0, ''
            FROM (SELECT authority_id FROM children UNION SELECT authority_id FROM policies) AS a
            """);

        PutAside(migrationBuilder, "obligations");
        migrationBuilder.CreateTable(
            name: "obligations",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                generation = t.Column<int>(),
                child_id = t.Column<string>(),
                obligation_id = t.Column<string>(),
                stage = t.Column<int>(),
                rule = t.Column<string>(),
                level = t.Column<string>(),
                opens_on = t.Column<DateOnly>(),
                closes_on = t.Column<DateOnly>(nullable: true),
                due_on = t.Column<DateOnly>(nullable: true),
                due_at = t.Column<DateTime>(nullable: true),
                due_day = t.Column<int>(nullable: true),
                book_by = t.Column<DateOnly>(nullable: true),
                met_on = t.Column<DateOnly>(nullable: true),
                met_in_time = t.Column<bool>(nullable: true),
                ended_on = t.Column<DateOnly>(nullable: true),
                ended_why = t.Column<string>(nullable: true),
                refused_on = t.Column<DateOnly>(nullable: true),
                days_late = t.Column<int>(),
                settled = t.Column<bool>(),
                provisional = t.Column<bool>(),
                relaxed = t.Column<string>(nullable: true),
                missing_fact = t.Column<string>(nullable: true),
                ground = t.Column<string>(),
                team = t.Column<string>(nullable: true),
                social_worker = t.Column<string>(nullable: true),
                iro = t.Column<string>(nullable: true),
                team_when_due = t.Column<string>(nullable: true),
                social_worker_when_due = t.Column<string>(nullable: true),
                iro_when_due = t.Column<string>(nullable: true),
                catalogue_version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_obligations", x => new { x.authority_id, x.generation, x.child_id, x.obligation_id, x.stage }));
        TakeBack(migrationBuilder, "obligations", Obligation);
        migrationBuilder.CreateIndex("ix_obligations_due", "obligations", due);
        migrationBuilder.CreateIndex("ix_obligations_unsettled", "obligations", due, filter: "NOT settled");
        migrationBuilder.CreateIndex("ix_obligations_unsettled_team", "obligations", [.. due[..2], "team", .. due[2..]], filter: "NOT settled");
        migrationBuilder.CreateIndex("ix_obligations_unsettled_iro", "obligations", [.. due[..2], "iro", .. due[2..]], filter: "NOT settled");

        PutAside(migrationBuilder, "drift_spans");
        migrationBuilder.CreateTable(
            name: "drift_spans",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                generation = t.Column<int>(),
                child_id = t.Column<string>(),
                number = t.Column<int>(),
                indicator = t.Column<string>(),
                since_on = t.Column<DateOnly>(),
                from_on = t.Column<DateOnly>(),
                to_on = t.Column<DateOnly>(nullable: true),
                severity = t.Column<string>(),
                because = t.Column<string>(),
                figures = t.Column<string>(),
                catalogue_version = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_drift_spans", x => new { x.authority_id, x.generation, x.child_id, x.number }));
        TakeBack(migrationBuilder, "drift_spans", Drift);
        migrationBuilder.CreateIndex("ix_drift_spans_generation_indicator_child_id", "drift_spans", ["authority_id", "generation", "indicator", "child_id"]);
    }

    private static void PutAside(MigrationBuilder migrationBuilder, string table)
    {
        migrationBuilder.Sql($"CREATE TABLE {table}_aside AS SELECT * FROM {table}");
        migrationBuilder.DropTable(table);
    }

    private static void TakeBack(MigrationBuilder migrationBuilder, string table, string columns)
    {
        migrationBuilder.Sql($"INSERT INTO {table} (authority_id, generation, {columns}) SELECT authority_id, 0, {columns} FROM {table}_aside");
        migrationBuilder.DropTable($"{table}_aside");
    }
}
