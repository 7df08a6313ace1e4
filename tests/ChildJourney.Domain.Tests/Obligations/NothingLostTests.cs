using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Law;
using NodaTime;
using Told = ChildJourney.Domain.Tests.JourneyGenerator.Told;

namespace ChildJourney.Domain.Tests.Obligations;

/// <summary>What comes round again and again leaves no day out: whatever happens, the next is awaited, and only one.</summary>
public sealed class NothingLostTests
{
    private static readonly string[] cycle = ["review-first", "review-second", "review-subsequent"];

    /// <summary>The longest that anything is awaited for, so that it falls due before the 18th birthday.</summary>
    private static readonly Period longest = Period.FromMonths(13);

    [Fact]
    public void On_every_day_in_care_one_review_is_awaited() =>
        Properties.Hold(JourneyGenerator.Journeys, told =>
        {
            var (journey, obligations) = Read(told);
            foreach (var period in journey.PeriodsOfCare)
            {
                foreach (var day in DaysOf(told, period.HistoryFrom ?? period.From, period.To).Where(day => period.IsUnder(Regime.CarePlanning, day)))
                {
                    Awaited(obligations, day, rule => cycle.Contains(rule.Id)).Should().ContainSingle("a review is awaited on {0}", day);
                }
            }
        });

    [Fact]
    public void On_every_day_of_a_placement_one_visit_is_awaited() =>
        Properties.Hold(JourneyGenerator.Journeys, told =>
        {
            var (journey, obligations) = Read(told);
            foreach (var period in journey.PeriodsOfCare)
            {
                foreach (var placement in period.Placements.Where(placement => placement.From >= LocalDate.Max(CarePlanning2010.InForceFrom, period.HistoryFrom ?? period.From)))
                {
                    foreach (var day in DaysOf(told, placement.From, placement.To).Where(day => period.IsUnder(Regime.CarePlanning, day) && !period.IsYouthDetention(day)))
                    {
                        Awaited(obligations, day, rule => rule.Family == "Visits").Should().ContainSingle("a visit is awaited on {0}", day);
                    }
                }
            }
        });

    [Fact]
    public void On_every_day_placed_for_adoption_one_adoption_review_is_awaited() =>
        Properties.Hold(JourneyGenerator.Journeys, told =>
        {
            var (journey, obligations) = Read(told);
            foreach (var period in journey.PeriodsOfCare.Where(period => period.HistoryFrom is null && period.From >= AdoptionAgencies2005.InForceFrom && period.Regimes.All(span => span.Value != Regime.ShortBreaks)))
            {
                foreach (var day in DaysOf(told, period.From, period.To).Where(day => period.IsUnder(Regime.PlacedForAdoption, day)))
                {
                    Awaited(obligations, day, rule => rule.Id is "adoption-review-first" or "adoption-review-second" or "adoption-review-subsequent")
                        .Should().ContainSingle("an adoption review is awaited on {0}", day);
                }
            }
        });

    [Fact]
    public void On_every_day_in_care_one_dental_check_is_awaited() =>
        Properties.Hold(JourneyGenerator.Journeys, told =>
        {
            var (journey, obligations) = Read(told);
            foreach (var period in journey.PeriodsOfCare.Where(period => period.HistoryFrom is null && period.From >= CarePlanning2010.InForceFrom))
            {
                foreach (var day in DaysOf(told, period.From, period.To).Where(day => period.IsUnder(Regime.FullCare, day)))
                {
                    Awaited(obligations, day, rule => rule.Id == "dental-check").Should().ContainSingle("a dental check is awaited on {0}", day);
                }
            }
        });

    private static (Journey Journey, IReadOnlyList<Obligation> Obligations) Read(Told told) =>
        (told.Journey, Assessment.Of(told.Journey, Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms }).Obligations);

    /// <summary>What is open on a day.</summary>
    private static IEnumerable<string> Awaited(IReadOnlyList<Obligation> obligations, LocalDate day, Func<Rule, bool> isMeant) =>
        from obligation in obligations
        where isMeant(obligation.Rule) && obligation.MissingFact is null
        where obligation.StageOn(day)?.Dates.StatusOn(day, dueSoonDays: 14) is Status.Upcoming or Status.DueSoon or Status.Overdue
        select obligation.Id;

    /// <summary>The first and the last of the days, and those on which something happens and the days after, but for the months before the 18th birthday.</summary>
    private static IEnumerable<LocalDate> DaysOf(Told told, LocalDate from, LocalDate to)
    {
        var until = LocalDate.Min(to, told.Child.EighteenthBirthday - longest);
        return told.Days.SelectMany(day => new[] { day, day.PlusDays(1) }).Append(from).Append(until.PlusDays(-1)).Distinct().Where(day => from <= day && day < until);
    }
}
