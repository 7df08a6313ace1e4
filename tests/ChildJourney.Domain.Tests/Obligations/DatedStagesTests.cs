using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Tests.Obligations;

/// <summary>The days on which a status turns are found from the dates alone.</summary>
public sealed class DatedStagesTests
{
    private const int DueSoonDays = 14;

    [Fact]
    public void Turns_are_the_days_on_which_the_status_is_not_that_of_the_day_before() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                var journey = told.Journey;
                foreach (var obligation in Assessment.Of(journey, Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms }).Obligations)
                {
                    var after = obligation.Stages[0].OpensOn.PlusDays(-20);
                    var upTo = after.PlusDays(420);

                    Turns(obligation, after, upTo).Should().Equal(DayByDay(obligation, after, upTo), "{0}", obligation.Id);
                }
            },
            times: 150);

    [Fact]
    public void Turns_of_a_while_are_those_of_its_parts()
    {
        var stages = new[] { Stage("2026-01-05", "2026-02-03", "2026-01-30"), Stage("2026-02-03", null, "2026-03-31", metOn: "2026-04-02") };
        var whole = stages.Turns(Make.Day("2025-12-31"), Make.Day("2026-12-31"), DueSoonDays).ToList();

        whole.Select(turn => (turn.On.ToString("yyyy-MM-dd", null), turn.Previous, turn.Status)).Should().Equal(
            ("2026-01-05", null, Status.Upcoming),
            ("2026-01-16", Status.Upcoming, Status.DueSoon),
            ("2026-01-31", Status.DueSoon, Status.Overdue),
            ("2026-02-03", Status.Overdue, Status.Upcoming),
            ("2026-03-17", Status.Upcoming, Status.DueSoon),
            ("2026-04-01", Status.DueSoon, Status.Overdue),
            ("2026-04-02", Status.Overdue, Status.MetLate));
        for (var cut = Make.Day("2026-01-01"); cut < Make.Day("2026-05-01"); cut = cut.PlusDays(1))
        {
            stages.Turns(Make.Day("2025-12-31"), cut, DueSoonDays).Concat(stages.Turns(cut, Make.Day("2026-12-31"), DueSoonDays)).Should().Equal(whole, "{0}", cut);
        }
    }

    [Fact]
    public void What_closes_and_is_followed_by_nothing_is_no_longer_there() =>
        new[] { Stage("2026-01-05", "2026-02-03", "2026-06-30") }.Turns(Make.Day("2026-01-31"), Make.Day("2026-12-31"), DueSoonDays)
            .Should().Equal(new StatusTurn(Make.Day("2026-02-03"), null, Status.Upcoming));

    private static DatedStage Stage(string opensOn, string? closesOn, string dueOn, string? metOn = null) =>
        new(Make.Day(opensOn), closesOn is null ? null : Make.Day(closesOn), new StageDates(Make.Day(dueOn), metOn is null ? null : Make.Day(metOn), null, null));

    private static IEnumerable<StatusTurn> Turns(Obligation obligation, LocalDate after, LocalDate upTo) =>
        obligation.Stages.Select(stage => new DatedStage(stage.OpensOn, stage.ClosesOn, stage.Dates)).ToList().Turns(after, upTo, DueSoonDays);

    private static IEnumerable<StatusTurn> DayByDay(Obligation obligation, LocalDate after, LocalDate upTo)
    {
        for (var day = after.PlusDays(1); day <= upTo; day = day.PlusDays(1))
        {
            var (before, now) = (StatusOn(day.PlusDays(-1)), StatusOn(day));
            if (before != now)
            {
                yield return new StatusTurn(day, now, before);
            }
        }

        Status? StatusOn(LocalDate day) => obligation.StageOn(day)?.Dates.StatusOn(day, DueSoonDays);
    }
}
