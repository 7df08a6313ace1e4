using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.ShortBreaks;
using NodaTime;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.ShortBreaks;

public sealed class BetweenBreaksTests
{
    private const int Window = 14;

    private static readonly Entry[] oneBreak = [Admitted("2026-01-12", LegalStatus.V3), Discharged("2026-01-16")];

    [Fact]
    public void What_falls_due_at_home_ends_that_day_but_can_be_met_until_its_end() =>
        Statuses(oneBreak, "2026-04-12", "2026-04-13", "2027-01-15", "2027-01-16").Should().Equal("DueSoon", "Ended", "Ended", "Ended");

    [Fact]
    public void It_says_why_it_is_not_late()
    {
        var review = FirstReview(oneBreak);
        var stage = review.StageOn(Day("2026-04-13"))!;

        Because.Sentence(review.Rule.Text.Wording, stage.Deadline.Ground, stage.Dates, stage.Ending?.Why, review.MissingFact, Day("2026-04-13"), Window).Should().Be(
            "The first review of short breaks would have been due by 12 April 2026, three months after the first day of short breaks on 12 January 2026; "
            + "no short break was under way on 12 April 2026, before it was late.");
    }

    [Fact]
    public void The_next_break_opens_it_again() =>
        Statuses([.. oneBreak, Admitted("2026-06-01", LegalStatus.V3), Discharged("2026-06-05")], "2026-05-31", "2026-06-01", "2026-06-05", "2027-06-05")
            .Should().Equal("Ended", "Overdue", "Overdue", "Missed");

    [Fact]
    public void A_break_over_on_its_first_day_does_not() =>
        Statuses([.. oneBreak, Admitted("2026-06-01", LegalStatus.V3), Discharged("2026-06-01")], "2026-06-01", "2026-06-02").Should().Equal("Ended", "Ended");

    [Fact]
    public void What_is_done_at_home_after_the_due_date_is_late_from_that_day_on() =>
        Statuses([.. oneBreak, Reviewed("2026-05-05"), Admitted("2026-06-01", LegalStatus.V3)], "2026-05-04", "2026-05-05", "2026-06-01").Should().Equal("Ended", "MetLate", "MetLate");

    [Fact]
    public void Turning_18_on_the_day_after_the_due_date_makes_nothing_late() =>
        FirstReview("2008-04-13", oneBreak).StageOn(Day("2026-04-13"))!.Dates.StatusOn(Day("2026-04-13"), Window).Should().Be(Status.Ended);

    [Fact]
    public void What_was_true_on_a_day_stays_true_whenever_the_review_is_held_and_the_next_break_begins()
    {
        foreach (var reviewedOn in DaysFrom("2026-04-10", 30))
        {
            foreach (var nextOn in DaysFrom("2026-04-10", 20))
            {
                Entry[] told = [.. oneBreak, .. new Entry[] { Reviewed(Iso(reviewedOn)), Admitted(Iso(nextOn), LegalStatus.V3), Discharged(Iso(nextOn.PlusDays(3))) }.OrderBy(entry => entry.On)];
                foreach (var day in DaysFrom("2026-04-09", 40))
                {
                    Said(FirstReview(told), day).Should().Be(Said(FirstReview([.. told.Where(entry => entry.On <= day)]), day), "reviewed on {0}, next break on {1}, on {2}", reviewedOn, nextOn, day);
                }
            }
        }
    }

    private static IEnumerable<LocalDate> DaysFrom(string from, int days) => Enumerable.Range(0, days).Select(Day(from).PlusDays);

    private static string Iso(LocalDate day) => $"{day:uuuu-MM-dd}";

    private static string[] Statuses(Entry[] entries, params string[] days) =>
        [.. days.Select(Day).Select(day => $"{FirstReview(entries).StageOn(day)!.Dates.StatusOn(day, Window)}")];

    private static string Said(Obligation review, LocalDate day)
    {
        var stage = review.StageOn(day)!;
        return $"{stage.OpensOn} {stage.DueOn} {stage.Dates.StatusOn(day, Window)} {stage.Dates.DaysOverdueOn(day, Window)}";
    }

    private static Obligation FirstReview(params Entry[] entries) => FirstReview("2015-05-01", entries);

    private static Obligation FirstReview(string born, Entry[] entries) =>
        RuleCatalogue.Get<FirstShortBreakReview>().For(JourneyOf(born, entries), Settings.Default).Should().ContainSingle().Subject;
}
