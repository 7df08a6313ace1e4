using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Which list of bank holidays obligations were worked out with.</summary>
/// <remarks>
/// Of what was worked out before nothing says by which list: it counts as another than the program's, and is worked out afresh once in
/// the background. An equal version of the rules proves nothing, since a program of that version may have come with another list.
/// </remarks>
[DbContext(typeof(JourneyDb))]
[Migration("20261122120000_BankHolidays")]
public sealed class M20261122120000BankHolidays : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("bank_holidays", "projections", nullable: true);
}
