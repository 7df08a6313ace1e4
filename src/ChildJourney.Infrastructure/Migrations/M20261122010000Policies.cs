using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The versions of each authority's policy.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122010000_Policies")]
public sealed class M20261122010000Policies : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            name: "policies",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                version = t.Column<int>(),
                body = t.Column<string>(),
                recorded_at = t.Column<DateTime>(),
                recorded_by = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_policies", x => new { x.authority_id, x.version }));
}
