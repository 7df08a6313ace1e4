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

    private const string IsLookedAfter =
        """
        EXISTS (
            SELECT 1 FROM spans AS care
            WHERE care.authority_id = children.authority_id AND care.child_id = children.child_id AND care.kind = 'care' AND (care.to_on IS NULL OR care.to_on > CURRENT_DATE))
        """;

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (column, kind) in holders)
        {
            migrationBuilder.AddColumn<string>(column, "children", nullable: true);
            migrationBuilder.Sql($"""
                UPDATE children SET {column} = (
                    SELECT value FROM spans
                    WHERE spans.authority_id = children.authority_id AND spans.child_id = children.child_id AND spans.kind = '{kind}'
                        AND (spans.value IS NOT NULL OR {IsLookedAfter})
                    ORDER BY spans.from_on DESC
                    LIMIT 1);
                """);
        }
    }
}
