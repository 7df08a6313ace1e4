using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The changes of obligations' statuses, in order, and how far they have been written down.</summary>
/// <remarks>What is stored needs no preparation: the log of an authority begins when its changes are asked for.</remarks>
[DbContext(typeof(JourneyDb))]
[Migration("20261122070000_Changes")]
public sealed class M20261122070000Changes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "changes",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                number = t.Column<long>(),
                at = t.Column<DateTime>(),
                on = t.Column<DateOnly>(),
                child_id = t.Column<string>(),
                obligation_id = t.Column<string>(),
                rule = t.Column<string>(),
                status = t.Column<string>(nullable: true),
                previous_status = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_changes", x => new { x.authority_id, x.number }));
        migrationBuilder.CreateTable(
            name: "change_heads",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                began_at = t.Column<DateTime>(nullable: true),
                last_number = t.Column<long>(),
                last_at = t.Column<DateTime>(nullable: true),
                advanced_to = t.Column<DateOnly>(),
                first_number = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("pk_change_heads", x => x.authority_id));
    }
}
