using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Who holds each child now, or held the child last: by that it is decided who may see the child.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122040000_Holders")]
public sealed class M20261122040000Holders : Migration
{
    private static readonly (string Column, string Kind)[] holders =
        [("team", "team"), ("social_worker", "social-worker"), ("iro", "iro"), ("personal_adviser", "personal-adviser")];

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (column, kind) in holders)
        {
            migrationBuilder.AddColumn<string>(column, "children", nullable: true);
            migrationBuilder.Sql($"""
                UPDATE children SET {column} = (
                    SELECT value FROM spans
                    WHERE spans.authority_id = children.authority_id AND spans.child_id = children.child_id AND spans.kind = '{kind}' AND spans.to_on IS NULL);
                """);
        }
    }
}
