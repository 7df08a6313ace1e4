using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Children, entries, and what is derived from them.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122000000_Initial")]
public sealed class M20261122000000Initial : Migration
{
    private static readonly string[] due = ["authority_id", "due_on", "child_id", "obligation_id"];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "children",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                child_id = t.Column<string>(),
                date_of_birth = t.Column<DateOnly>(),
                sex = t.Column<string>(nullable: true),
                upn = t.Column<string>(nullable: true),
                restricted = t.Column<bool>(),
                version = t.Column<long>(),
                recorded_at = t.Column<DateTime>(),
                changed_at = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("pk_children", x => new { x.authority_id, x.child_id }));

        migrationBuilder.CreateTable(
            name: "entries",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                child_id = t.Column<string>(),
                entry_id = t.Column<string>(),
                revision = t.Column<int>(),
                type = t.Column<string>(),
                on = t.Column<DateOnly>(),
                reference = t.Column<string>(nullable: true),
                fields = t.Column<string>(),
                void_reason = t.Column<string>(nullable: true),
                recorded_at = t.Column<DateTime>(),
                recorded_by = t.Column<string>(),
                superseded_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_entries", x => new { x.authority_id, x.child_id, x.entry_id, x.revision }));

        migrationBuilder.CreateTable(
            name: "spans",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                child_id = t.Column<string>(),
                kind = t.Column<string>(),
                from_on = t.Column<DateOnly>(),
                to_on = t.Column<DateOnly>(nullable: true),
                value = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_spans", x => new { x.authority_id, x.child_id, x.kind, x.from_on }));
        migrationBuilder.CreateIndex("ix_spans_kind_value_child_id", "spans", ["authority_id", "kind", "value", "child_id"]);

        migrationBuilder.CreateTable(
            name: "obligations",
            columns: t => new
            {
                authority_id = t.Column<string>(),
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
            constraints: t => t.PrimaryKey("pk_obligations", x => new { x.authority_id, x.child_id, x.obligation_id, x.stage }));
        migrationBuilder.CreateIndex("ix_obligations_due", "obligations", due);
        migrationBuilder.CreateIndex("ix_obligations_unsettled", "obligations", due, filter: "NOT settled");
        migrationBuilder.CreateIndex("ix_obligations_unsettled_team", "obligations", ["authority_id", "team", .. due[1..]], filter: "NOT settled");
        migrationBuilder.CreateIndex("ix_obligations_unsettled_iro", "obligations", ["authority_id", "iro", .. due[1..]], filter: "NOT settled");

        migrationBuilder.CreateTable(
            name: "drift_spans",
            columns: t => new
            {
                authority_id = t.Column<string>(),
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
            constraints: t => t.PrimaryKey("pk_drift_spans", x => new { x.authority_id, x.child_id, x.number }));
        migrationBuilder.CreateIndex("ix_drift_spans_indicator_child_id", "drift_spans", ["authority_id", "indicator", "child_id"]);
    }
}
