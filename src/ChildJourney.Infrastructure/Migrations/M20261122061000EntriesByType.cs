using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The current entries of a type by day, for figures of what happened in a year.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122061000_EntriesByType")]
public sealed class M20261122061000EntriesByType : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateIndex("ix_entries_current", "entries", ["authority_id", "type", "on", "child_id"], filter: "superseded_at IS NULL AND void_reason IS NULL");
}
