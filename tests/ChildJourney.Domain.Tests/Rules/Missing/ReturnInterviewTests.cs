using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Missing;
using NodaTime.Text;
using static ChildJourney.Domain.Tests.Make;
using Episode = ChildJourney.Domain.Journeys.Entries.Missing;

namespace ChildJourney.Domain.Tests.Rules.Missing;

public sealed class ReturnInterviewTests
{
    [Theory]
    [InlineData("2026-06-10T14:30", "2026-06-13T13:30:00Z", "2026-06-13")]
    [InlineData("2026-12-24T22:30", "2026-12-27T22:30:00Z", "2026-12-27")]
    [InlineData("2026-03-27T23:30", "2026-03-30T23:30:00Z", "2026-03-31")] // the clocks go forward in between: a day later than the calendar has it
    [InlineData("2026-03-29T00:59", "2026-04-01T00:59:00Z", "2026-04-01")] // a minute before the clocks go forward
    [InlineData("2026-03-29T02:00", "2026-04-01T01:00:00Z", "2026-04-01")] // the minute they do
    [InlineData("2026-10-24T00:30", "2026-10-26T23:30:00Z", "2026-10-26")] // the clocks go back in between: a day earlier than the calendar has it
    [InlineData("2026-10-25T00:59", "2026-10-27T23:59:00Z", "2026-10-27")]
    [InlineData("2026-10-25T01:30", "2026-10-28T00:30:00Z", "2026-10-28")] // occurs twice: the first
    [InlineData("2026-10-25T02:00", "2026-10-28T02:00:00Z", "2026-10-28")] // the hour before it occurred twice
    [InlineData("2026-06-10", "2026-06-13T23:00:00Z", "2026-06-14")] // the end of 10 June is the start of the 11th, in summer time
    [InlineData("2026-10-24", "2026-10-27T23:00:00Z", "2026-10-27")] // the end of 24 October lies in summer time, 72 hours later it is winter
    [InlineData("2026-03-28", "2026-04-01T00:00:00Z", "2026-04-01")]
    public void Seventy_two_hours_run_by_the_clock_in_England(string returnedAt, string dueAt, string dueOn)
    {
        var deadline = Interview(returnedAt).Stages[0].Deadline;

        deadline.At.Should().Be(InstantPattern.General.Parse(dueAt).Value);
        deadline.On.Should().Be(Day(dueOn));
    }

    [Theory]
    [InlineData("2026-10-25T01:30", "2026-10-28T00:30", Status.Met)]
    [InlineData("2026-10-25T01:30", "2026-10-28T00:31", Status.MetLate)]
    [InlineData("2026-03-27T23:30", "2026-03-31T00:30", Status.Met)]
    [InlineData("2026-03-27T23:30", "2026-03-31T00:30:01", Status.MetLate)]
    [InlineData("2026-10-24T12:00", "2026-10-27T11:00", Status.Met)]
    [InlineData("2026-10-24T12:00", "2026-10-27T12:00", Status.MetLate)]
    [InlineData("2026-10-24T12:00", "2026-10-27", Status.Met)] // the hour is not known
    [InlineData("2026-10-24T12:00", "2026-10-28", Status.MetLate)]
    public void An_interview_is_on_time_by_the_minute(string returnedAt, string interviewAt, Status expected) =>
        Interview(returnedAt, interviewAt).Stages[0].Dates.StatusOn(Day("2026-12-01"), dueSoonDays: 14).Should().Be(expected);

    [Theory]
    [InlineData(null, "A return interview was due by 13 June 2026, 72 hours after the return on 10 June 2026; none has been held or declined.")]
    [InlineData("2026-06-13T14:30", "A return interview was due by 13 June 2026, 72 hours after the return on 10 June 2026; held or declined on 13 June 2026.")]
    [InlineData("2026-06-13T14:31", "A return interview was due by 13 June 2026, 72 hours after the return on 10 June 2026; held or declined on 13 June 2026, after the hour.")]
    [InlineData("2026-06-14T14:31", "A return interview was due by 13 June 2026, 72 hours after the return on 10 June 2026; held or declined on 14 June 2026, 1 day late.")]
    public void It_is_said_in_a_sentence(string? interviewAt, string expected) => Sentence(Interview("2026-06-10T14:30", interviewAt)).Should().Be(expected);

    [Fact]
    public void A_return_without_a_time_is_said_to_be_counted_from_the_end_of_its_day() =>
        Sentence(Interview("2026-06-10")).Should().Be("A return interview was due by 14 June 2026, 72 hours after the end of the day of the return on 10 June 2026; none has been held or declined.");

    [Fact]
    public void Two_returns_on_one_day_have_an_interview_each() =>
        Interviews(Settings.Default, Returned("2026-06-10T09:00", id: "morning"), Returned("2026-06-10T21:00", id: "evening")).Select(obligation => obligation.Id)
            .Should().Equal("return-interview:2026-06-10:evening", "return-interview:2026-06-10:morning");

    [Theory]
    [InlineData("""{ "rules": { "return-interview": { "hours": 48 } } }""", 48)]
    [InlineData("""{ "rules": { "return-interview": { "hours": 72 } } }""", 72)]
    public void An_authority_sets_fewer_hours_and_reads_them_back(string policy, int hours)
    {
        var (read, problems) = Read(policy);
        var settings = Settings.Default with { Policy = read };

        problems.Should().BeEmpty();
        settings.VersionOf(RuleCatalogue.Get<ReturnInterview>(), Day("2026-06-10"))!.Amount.Should().Be(new Amount(hours, Unit.Hours));
        Read(read.DifferencesText()).Policy.Rules["return-interview"].Should().Be(new RulePolicy(Enabled: null, Count: hours, From: Day("2026-01-01")));
    }

    [Theory]
    [InlineData("""{ "rules": { "return-interview": { "hours": 73 } } }""", "at most 72*")]
    [InlineData("""{ "rules": { "return-interview": { "days": 2 } } }""", "no such property: return-interview has hours, from")]
    public void An_authority_cannot_set_more_hours_nor_another_unit(string policy, string expected) =>
        Read(policy).Problems.Should().ContainSingle().Which.Expected.Should().Match(expected);

    private static (Policy Policy, List<InputProblem> Problems) Read(string policy)
    {
        var problems = new List<InputProblem>();
        return (PolicyReader.Read(Json(policy), Day("2026-01-01"), "", problems), problems);
    }

    private static Obligation Interview(string returnedAt, string? interviewAt = null) =>
        Interviews(Settings.Default, Returned(returnedAt, interviewAt)).Should().ContainSingle().Subject;

    private static IEnumerable<Obligation> Interviews(Settings settings, params Entry[] entries) =>
        RuleCatalogue.Get<ReturnInterview>().For(JourneyOf(entries), settings);

    private static Episode Returned(string returnedAt, string? interviewAt = null, string id = "e1")
    {
        var returned = LocalMoment.Parse(returnedAt)!.Value;
        return Episode.New(
            new EntryHead(id, returned.Date.PlusDays(-1)),
            MissingKind.Missing,
            new LocalMoment(returned.Date.PlusDays(-1)),
            returned,
            interviewAt: interviewAt is null ? null : LocalMoment.Parse(interviewAt));
    }

    private static string Sentence(Obligation obligation) => Because.Sentence(
        obligation.Rule.Text.Wording, obligation.Stages[0].Deadline.Ground, obligation.Stages[0].Dates, endedWhy: null, missingFact: null, Day("2026-07-01"), dueSoonDays: 14);
}
