using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The ways by which lists find a caller's children, and what of a child is open, without going through all children.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122055000_ListIndexes")]
public sealed class M20261122055000ListIndexes : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var holder in new[] { "team", "social_worker", "iro", "personal_adviser" })
        {
            migrationBuilder.CreateIndex($"ix_children_{holder}", "children", ["authority_id", holder]);
        }

        migrationBuilder.CreateIndex("ix_spans_care", "spans", ["authority_id", "from_on", "to_on"], filter: "kind = 'care'");
        migrationBuilder.CreateIndex("ix_obligations_unsettled_child", "obligations", ["authority_id", "generation", "child_id", "due_on"], filter: "NOT settled");
        migrationBuilder.CreateIndex(
            "ix_obligations_undetermined",
            "obligations",
            ["authority_id", "generation", "due_on", "team", "opens_on", "closes_on", "met_on", "refused_on", "ended_on"],
            filter: "NOT settled AND missing_fact IS NOT NULL");
    }
}
