using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>What stands beside the next review of each child, in one row.</summary>
/// <remarks>Of what is stored already it is written here, in the words in which the program writes it.</remarks>
[DbContext(typeof(JourneyDb))]
[Migration("20261122150000_ReviewGlances")]
public sealed class M20261122150000ReviewGlances : Migration
{
    private const string Reviews = "type IN ('review', 'adoption-review', 'short-break-review')";
    private const string Bookings = "type = 'review-booked'";
    private const string Rules = "'review-decisions', 'review-record', 'pep-termly', 'pep-initiated', 'health-review', 'health-initial', 'permanence-plan-by-second-review'";

    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "review_glances",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                generation = t.Column<int>(),
                child_id = t.Column<string>(),
                body = t.Column<string>(),
            },
            constraints: t => t.PrimaryKey("pk_review_glances", x => new { x.authority_id, x.generation, x.child_id }));
        migrationBuilder.Sql(Fill(migrationBuilder.ActiveProvider!));
    }

    /// <summary>The statement that writes it of what is stored.</summary>
    internal static string Fill(string provider)
    {
        var dialect = provider == JourneyDb.SqliteProvider ? Dialect.Sqlite : Dialect.PostgreSql;
        var booking = dialect.Object($"""'on', "on", 'for', {dialect.BookedFor}""");
        var duty = dialect.Object(
            $"""
            'rule', rule, 'opensOn', opens_on, 'closesOn', closes_on, 'dueOn', due_on, 'metOn', met_on, 'metInTime', {dialect.Truth("met_in_time")},
            'endedOn', ended_on, 'refusedOn', refused_on, 'openEnded', {dialect.Truth("CASE WHEN due_on IS NULL AND missing_fact IS NULL THEN TRUE END")}
            """);
        return $$"""
            INSERT INTO review_glances (authority_id, generation, child_id, body)
            SELECT children.authority_id, children.generation, children.child_id,
                '{"reviews":' || {{Entries(Reviews, dialect.Quoted("\"on\""), "\"on\"")}}
                || ',"bookings":' || {{Entries(Bookings, booking, "\"on\", entry_id")}}
                || ',"duties":' || {{dialect.Array(duty, $"obligations WHERE authority_id = children.authority_id AND generation = children.generation AND child_id = children.child_id AND rule IN ({Rules})", "obligation_id, stage")}}
                || '}'
            FROM (SELECT DISTINCT authority_id, generation, child_id FROM obligations) AS children
            """;

        string Entries(string which, string what, string order) => dialect.Array(
            what, $"entries WHERE authority_id = children.authority_id AND child_id = children.child_id AND superseded_at IS NULL AND void_reason IS NULL AND {which}", order);
    }

    /// <summary>What the two databases say differently. No value that is written here has a space in it.</summary>
    private sealed record Dialect(string BookedFor, Func<string, string> Quoted, Func<string, string> Truth, Func<string, string> Object, Func<string, string, string, string> Array)
    {
        public static Dialect Sqlite { get; } = new(
            "json_extract(fields, '$.bookedFor')",
            value => $"json_quote({value})",
            condition => $"CASE {condition} WHEN TRUE THEN json('true') WHEN FALSE THEN json('false') END",
            members => $"json_patch('{{}}', json_object({members}))",
            (what, from, order) => $"(SELECT json_group_array(json(item)) FROM (SELECT {what} AS item FROM {from} ORDER BY {order}))");

        public static Dialect PostgreSql { get; } = new(
            "fields::json ->> 'bookedFor'",
            value => $"to_json({value})",
            condition => condition,
            members => $"json_strip_nulls(json_build_object({members}))",
            (what, from, order) => $"(SELECT coalesce(regexp_replace(json_agg({what} ORDER BY {order})::text, '\\s', '', 'g'), '[]') FROM {from})");
    }
}
