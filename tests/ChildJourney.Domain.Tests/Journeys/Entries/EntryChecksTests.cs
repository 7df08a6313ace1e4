using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Tests.Journeys.Entries;

public sealed class EntryChecksTests
{
    private static readonly Child child = Make.Child("2012-05-01");

    [Theory]
    [InlineData("2012-05-01", null)]
    [InlineData("2012-04-30", "a date on or after the child's birth, 1 May 2012")]
    [InlineData("2026-11-22", null)]
    [InlineData("2026-11-23", "a date not after today, 22 November 2026")]
    public void An_entry_lies_between_birth_and_today(string on, string? expected) =>
        Problems($$"""{ "type": "review", "on": "{{on}}" }""").Should().Equal(Expected("on", expected));

    [Fact]
    public void Where_there_is_no_today_an_entry_may_lie_in_the_future()
    {
        var problems = new List<InputProblem>();

        EntryChecks.Add(Make.Reviewed("2040-01-01"), child, today: null, "", problems);

        problems.Should().BeEmpty();
    }

    [Theory]
    [InlineData("2026-11-22", null)]
    [InlineData("2026-11-23", "a date not after today, 22 November 2026")]
    [InlineData("2012-04-30", "a date on or after the child's birth, 1 May 2012")]
    public void So_does_a_date_within_an_entry(string historyFrom, string? expected) =>
        Problems($$"""{ "type": "admission", "on": "2019-01-07", "legalStatus": "C1", "historyFrom": "{{historyFrom}}" }""")
            .Should().Equal(Expected("historyFrom", expected));

    [Theory]
    [InlineData("return-home-plan", "targetOn")]
    [InlineData("permanence-plan", "targetOn")]
    public void A_target_may_lie_in_the_future(string type, string field)
    {
        var route = type == "permanence-plan" ? "\"route\": \"kinship\", " : "";

        Problems($$"""{ "type": "{{type}}", "on": "2026-11-02", {{route}}"{{field}}": "2027-11-02" }""").Should().BeEmpty();
    }

    [Fact]
    public void What_was_done_does_not_lie_in_the_future() =>
        Problems("""{ "type": "review", "on": "2026-11-20", "decisionsOn": "2026-11-23", "recordOn": "2026-11-22" }""")
            .Should().Equal(Expected("decisionsOn", "a date not after today, 22 November 2026"));

    [Theory]
    [InlineData("""{ "type": "return-home-plan", "on": "2026-03-02", "endedOn": "2026-03-01" }""", "endedOn")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "decisionsOn": "2026-03-01" }""", "decisionsOn")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "recordOn": "2026-03-01" }""", "recordOn")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "distributedOn": "2026-03-01" }""", "distributedOn")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U1", "approvedOn": "2026-03-01" }""", "approvedOn")]
    [InlineData("""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "2026-03-01" }""", "from")]
    public void An_end_does_not_precede_its_start(string json, string field) =>
        Problems(json).Should().Equal(Expected(field, $"a date on or after the entry's own, 2 March 2026"));

    [Theory]
    [InlineData("""{ "type": "return-home-plan", "on": "2026-03-02", "endedOn": "2026-03-02" }""")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "decisionsOn": "2026-03-02" }""")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "spokeWithChildOn": "2026-02-27", "reportReceivedOn": "2026-02-25", "papersSentOn": "2026-02-16" }""")]
    [InlineData("""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "2026-03-02", "returnedAt": "2026-03-02" }""")]
    public void An_end_may_fall_on_its_start_and_what_prepares_may_precede(string json) => Problems(json).Should().BeEmpty();

    [Theory]
    [InlineData("2026-03-02T14:30", "2026-03-02T14:29", "not before from")]
    [InlineData("2026-03-02T14:30", "2026-03-02T14:30", null)]
    [InlineData("2026-03-02T14:30", "2026-03-02", null)] // a day has no minute to compare
    [InlineData("2026-03-03", "2026-03-02T14:30", "not before from")]
    public void A_return_does_not_precede_going_missing_by_the_minute(string from, string returnedAt, string? expected) =>
        Problems($$"""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "{{from}}", "returnedAt": "{{returnedAt}}" }""")
            .Should().Equal(Expected("returnedAt", expected));

    [Theory]
    [InlineData("2026-03-29T00:59", null)]
    [InlineData("2026-03-29T01:30", "a time that exists: the clocks go forward over this one")]
    [InlineData("2026-03-29T02:00", null)]
    [InlineData("2026-10-25T01:30", null)] // it occurs twice, and is taken as the first
    [InlineData("2026-03-29", null)]
    public void A_time_that_the_clocks_skip_is_impossible(string from, string? expected) =>
        Problems($$"""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "{{from}}" }""").Should().Equal(Expected("from", expected));

    [Theory]
    [InlineData("2008-11-23", "2026-11-22", null)]
    [InlineData("2008-11-22", "2026-11-22", "a date before the child's 18th birthday, 22 November 2026")]
    [InlineData("2008-02-29", "2026-02-28", null)]
    [InlineData("2008-02-29", "2026-03-01", "a date before the child's 18th birthday, 1 March 2026")]
    public void No_one_is_admitted_from_the_18th_birthday_on(string born, string on, string? expected)
    {
        var problems = new List<InputProblem>();

        EntryChecks.Add(Make.Admitted(on), Make.Child(born), Make.Day("2026-11-22"), "", problems);

        problems.Should().Equal(Expected("on", expected));
    }

    [Fact]
    public void All_that_is_impossible_is_reported_at_once_under_its_path()
    {
        var problems = new List<InputProblem>();
        var entry = Read("""{ "type": "review", "on": "2026-12-01", "recordOn": "2026-11-30", "spokeWithChildOn": "2012-01-01" }""");

        EntryChecks.Add(entry, child, Make.Day("2026-11-22"), "entries[2]", problems);

        problems.Select(problem => (problem.Field, problem.Impossible)).Should().Equal(
            ("entries[2].on", true),
            ("entries[2].spokeWithChildOn", true),
            ("entries[2].recordOn", true),
            ("entries[2].recordOn", true));
    }

    [Theory]
    [InlineData("2026-08-03", "2026-08-31", "extensions[0].to", "a date after 31 August 2026 and at most 8 weeks after it, 26 October 2026")] // 26 weeks from 3 March end on 31 August
    [InlineData("2026-08-03", "2026-10-26", null, null)]
    [InlineData("2026-08-03", "2026-10-27", "extensions[0].to", "a date after 31 August 2026 and at most 8 weeks after it, 26 October 2026")]
    [InlineData("2026-03-02", "2026-10-26", "extensions[0].grantedOn", "a date on or after the entry's own")]
    [InlineData("2026-11-23", "2026-10-26", "extensions", "a date not after today, 22 November 2026")]
    public void An_extension_of_proceedings_lasts_eight_weeks_at_most_and_has_been_granted(string grantedOn, string to, string? field, string? expected) =>
        Problems($$"""{ "type": "proceedings", "on": "2026-03-03", "extensions": [ { "grantedOn": "{{grantedOn}}", "to": "{{to}}" } ] }""")
            .Should().Equal(Expected(field ?? "", expected));

    [Fact]
    public void Each_extension_begins_where_the_last_one_ends()
    {
        static string Issued(string secondTo) =>
            $$"""
            { "type": "proceedings", "on": "2026-03-03",
              "extensions": [ { "grantedOn": "2026-08-03", "to": "2026-09-28" }, { "grantedOn": "2026-09-21", "to": "{{secondTo}}" } ] }
            """;

        Problems(Issued("2026-11-23")).Should().BeEmpty("eight weeks from 28 September lie ahead, and may");
        Problems(Issued("2026-11-24")).Should().ContainSingle().Which.Field.Should().Be("extensions[1].to");
    }

    [Fact]
    public void What_is_done_before_proceedings_may_precede_birth_and_nothing_else_may()
    {
        EntryShapes.All.Where(shape => shape.MayPrecedeBirth).Select(shape => shape.Type)
            .Should().Equal("family-group-meeting", "legal-planning-meeting", "pre-proceedings");
        Problems("""{ "type": "legal-planning-meeting", "on": "2012-04-30", "outcome": "pre-proceedings" }""").Should().BeEmpty();
    }

    [Fact]
    public void Only_what_is_planned_may_lie_in_the_future() =>
        EntryShapes.All.SelectMany(shape => shape.Fields.Where(field => field.MayLieAhead).Select(field => $"{shape.Type}.{field.Name}"))
            .Should().Equal(
                "case-audit.actionsDueOn",
                "permanence-plan.targetOn",
                "placement.approvalExtendedTo",
                "return-home-plan.targetOn",
                "review-booked.bookedFor");

    private static List<InputProblem> Problems(string json)
    {
        var problems = new List<InputProblem>();
        EntryChecks.Add(Read(json), child, Make.Day("2026-11-22"), "", problems);
        return problems;
    }

    private static Entry Read(string json)
    {
        var problems = new List<InputProblem>();
        var entry = EntryShapes.Read(Make.Json(json), "", () => "made", problems);
        problems.Should().BeEmpty();
        return entry!;
    }

    private static InputProblem[] Expected(string field, string? expected) =>
        expected is null ? [] : [new InputProblem(field, expected, Impossible: true)];
}
