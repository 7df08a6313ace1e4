using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>A made-up authority: children, the lives they might have led in care, and the slips that a real one has too.</summary>
public static class DemoAuthority
{
    private const int LookedAfterToday = 39;
    private const int SchoolYearsBefore = 12;

    /// <summary>Makes the children one after another, the same ones whenever today is the same.</summary>
    /// <param name="today">The last day on which anything has happened.</param>
    /// <param name="children">How many children are known; about two in five are looked after today, the others have left.</param>
    public static IEnumerable<(Child Child, IReadOnlyList<Entry> Entries)> Make(LocalDate today, int children = 300)
    {
        var staff = new DemoStaff(children);
        var schoolYear = DemoTerms.SchoolYearOf(today);
        var terms = DemoTerms.Between(schoolYear - SchoolYearsBefore, schoolYear + 1);
        var lookedAfter = 0;
        for (var number = 1; number <= children; number++)
        {
            var dice = new DemoDice(number);
            var isLookedAfter = dice.Percent(LookedAfterToday);
            var stay = isLookedAfter ? DemoStays.LookedAfter(dice, number, today) : DemoStays.Left(dice, number, today);
            var turn = isLookedAfter ? ++lookedAfter : number;
            var life = new DemoLife(stay.Child, turn, today, dice, staff, terms);
            DemoCare.Write(life, stay);
            yield return (stay.Child, life.Entries());
        }
    }
}
