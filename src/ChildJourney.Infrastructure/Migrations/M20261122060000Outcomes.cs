using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>How each obligation counts in the end, and an index that holds what figures need.</summary>
/// <remarks>Of what is stored already it is not known: that is counted by its dates until it has been worked out afresh.</remarks>
[DbContext(typeof(JourneyDb))]
[Migration("20261122060000_Outcomes")]
public sealed class M20261122060000Outcomes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<int>("outcome", "obligations", nullable: true);
        migrationBuilder.AddColumn<int>("outcome_day", "obligations", nullable: true);
        migrationBuilder.CreateIndex(
            "ix_obligations_figures",
            "obligations",
            ["authority_id", "generation", "team_when_due", "outcome", "due_day", "outcome_day", "rule", "level", "social_worker_when_due", "iro_when_due", "child_id"]);
    }
}
