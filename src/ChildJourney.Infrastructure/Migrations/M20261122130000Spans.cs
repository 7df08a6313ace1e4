using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The days in the indexes by which it is found whom someone holds, and whether a child is looked after.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122130000_Spans")]
public sealed class M20261122130000Spans : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.DropIndex("ix_spans_kind_value_child_id", "spans");
        migrationBuilder.CreateIndex("ix_spans_held", "spans", ["authority_id", "kind", "value", "child_id", "from_on", "to_on"]);
        migrationBuilder.CreateIndex("ix_spans_care_child", "spans", ["authority_id", "child_id", "from_on", "to_on"], filter: "kind = 'care'");
    }
}
