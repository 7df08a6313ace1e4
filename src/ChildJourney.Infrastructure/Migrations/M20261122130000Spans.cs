using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The stays of a child, with the days alone: by it a list asks of each child whether the child is looked after.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122130000_Spans")]
public sealed class M20261122130000Spans : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_spans_care_child", "spans", ["authority_id", "child_id", "from_on", "to_on"], filter: "kind = 'care'");
}
