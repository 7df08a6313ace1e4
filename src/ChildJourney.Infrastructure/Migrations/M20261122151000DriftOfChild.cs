using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The signs of drift of a child, with the days alone: by it a list counts how many are true of each.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122151000_DriftOfChild")]
public sealed class M20261122151000DriftOfChild : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_drift_spans_child", "drift_spans", ["authority_id", "generation", "child_id", "from_on", "to_on"]);
}
