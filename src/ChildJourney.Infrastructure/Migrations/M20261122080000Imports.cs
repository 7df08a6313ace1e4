using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Imports in the background, and which revisions came from one.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122080000_Imports")]
public sealed class M20261122080000Imports : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<bool>(name: "by_import", table: "entries", nullable: true);
        migrationBuilder.CreateTable(
            name: "import_jobs",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                import_id = t.Column<string>(),
                state = t.Column<string>(),
                dry_run = t.Column<bool>(),
                year = t.Column<int>(nullable: true),
                history_from = t.Column<DateOnly>(nullable: true),
                requested_by = t.Column<string>(),
                source = t.Column<string>(),
                requested_at = t.Column<DateTime>(),
                started_at = t.Column<DateTime>(nullable: true),
                finished_at = t.Column<DateTime>(nullable: true),
                read_on = t.Column<DateOnly>(nullable: true),
                owner = t.Column<string>(nullable: true),
                lease_until = t.Column<DateTime>(nullable: true),
                attempts = t.Column<int>(),
                cancelling = t.Column<bool>(),
                rows_read = t.Column<int>(),
                children = t.Column<int>(nullable: true),
                done = t.Column<int>(),
                tally = t.Column<string>(nullable: true),
                failure = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_import_jobs", x => new { x.authority_id, x.import_id }));
        migrationBuilder.CreateIndex(name: "ix_import_jobs_running", table: "import_jobs", columns: ["authority_id"], unique: true, filter: "state = 'running'");
        migrationBuilder.CreateTable(
            name: "import_pieces",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                import_id = t.Column<string>(),
                number = t.Column<int>(),
                bytes = t.Column<byte[]>(),
            },
            constraints: t => t.PrimaryKey("pk_import_pieces", x => new { x.authority_id, x.import_id, x.number }));
        migrationBuilder.CreateTable(
            name: "import_findings",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                import_id = t.Column<string>(),
                place = t.Column<int>(),
                line = t.Column<int>(),
                number = t.Column<int>(),
                kind = t.Column<string>(),
                child_id = t.Column<string>(nullable: true),
                file = t.Column<string>(nullable: true),
                column_name = t.Column<string>(nullable: true),
                value = t.Column<string>(nullable: true),
                text = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_import_findings", x => new { x.authority_id, x.import_id, x.place, x.line, x.number }));
    }
}
