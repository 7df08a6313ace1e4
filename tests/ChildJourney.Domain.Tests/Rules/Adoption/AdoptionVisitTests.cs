using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Adoption;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Adoption;

public sealed class AdoptionVisitTests
{
    private static readonly Entry[] placed = [Admitted("2026-01-05", LegalStatus.E1), Placed("2026-11-02", PlacementType.A5)];

    [Fact]
    public void A_visit_on_the_day_of_the_placing_meets_the_first_and_the_next_has_an_id_of_its_own() =>
        Visits([.. placed, Visited("2026-11-02")]).Should().Equal(
            "adoption-visit:2026-11-02 due 2026-11-09 met 2026-11-02",
            "adoption-visit:2026-11-02:visit.2026-11-02 due 2026-11-09");

    [Fact]
    public void Of_two_visits_on_one_day_one_counts() =>
        Visits([.. placed, Visited("2026-11-05"), Visited("2026-11-05", "again")]).Should().Equal(
            "adoption-visit:2026-11-02 due 2026-11-09 met 2026-11-05",
            "adoption-visit:2026-11-05 due 2026-11-12");

    [Fact]
    public void A_change_between_adoptive_terms_with_the_same_carer_begins_nothing() =>
        Visits([.. placed, Placed("2026-11-06", PlacementType.A6, sameCarer: true)]).Should().Equal("adoption-visit:2026-11-02 due 2026-11-09");

    private static string[] Visits(Entry[] entries) =>
        [.. RuleCatalogue.Get<AdoptionVisit>().For(JourneyOf(entries), Settings.Default).Select(obligation =>
            $"{obligation.Id} due {obligation.Stages[0].DueOn:uuuu-MM-dd}{(obligation.Stages[0].MetOn is { } met ? $" met {met:uuuu-MM-dd}" : "")}")];

    private static Visit Visited(string on, string? id = null) => (Visit)Visit.Shape.New(new EntryHead(id ?? $"visit.{on}", Day(on)));
}
