using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>What is left of records that were erased, and of kept answers the child that they are about.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122110000_Erasures")]
public sealed class M20261122110000Erasures : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "erased_children",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                child_id = t.Column<string>(),
                erased_at = t.Column<DateTime>(),
                erased_by = t.Column<string>(),
                reason = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_erased_children", x => new { x.authority_id, x.child_id }));
        migrationBuilder.CreateTable(
            name: "overwritings",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                erased = t.Column<int>(),
            },
            constraints: t => t.PrimaryKey("pk_overwritings", x => x.authority_id));

        // Of an answer kept until now nothing says which child it is about: it is forgotten a day early.
        migrationBuilder.Sql("DELETE FROM kept_answers");
        migrationBuilder.AddColumn<string>("child_id", "kept_answers", nullable: true);
    }
}
