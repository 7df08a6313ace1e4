using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>The calendars that someone may subscribe to.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122090000_Calendars")]
public sealed class M20261122090000Calendars : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "calendars",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                calendar_id = t.Column<string>(),
                token_hash = t.Column<string>(),
                iro = t.Column<string>(nullable: true),
                team = t.Column<string>(nullable: true),
                created_at = t.Column<DateTime>(),
                created_by = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_calendars", x => new { x.authority_id, x.calendar_id }));
        migrationBuilder.CreateIndex("ix_calendars_token_hash", "calendars", ["authority_id", "token_hash"], unique: true);
    }
}
