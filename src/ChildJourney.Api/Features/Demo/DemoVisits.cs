using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the social worker's visits, as often as where and how the child lives asks for: some of them late, and some at which nobody was in.</summary>
internal static class DemoVisits
{
    private const int DaysUntilFirst = 7;
    private const int DaysOfAWeek = 7;
    private const int DaysOfFourWeeks = 28;
    private const int DaysOfSixWeeks = 42;
    private const int MonthsWhereLasting = 3;
    private const int MonthsWhereAgreed = 6;
    private const int NotSeen = 4;
    private const int NotMadeYet = 6;
    private const int NotMadeYetWithinDays = 40;
    private const int SeenAlone = 82;
    private const int SeenAloneFromAge = 4;

    private static readonly DemoPunctuality first = new(93, new(0, 6), (100, new(1, 12)));
    private static readonly DemoPunctuality weekly = new(93, new(0, 2), (100, new(1, 5)));
    private static readonly DemoPunctuality later = new(91, new(0, 14), (70, new(1, 12)), (30, new(13, 40)));
    private static readonly Spread daysSinceNotSeen = new(2, 5);

    /// <summary>Writes the visits of a stay with those placements and reviews.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<DemoPlacement> placements, IReadOnlyList<LocalDate> reviews)
    {
        foreach (var placement in placements)
        {
            if (!placement.IsYouthDetention)
            {
                WriteIn(life, stay, placement, reviews);
            }
        }
    }

    private static void WriteIn(DemoLife life, DemoStay stay, DemoPlacement placement, IReadOnlyList<LocalDate> reviews)
    {
        var last = placement.From;
        var due = placement.From.PlusDays(DaysUntilFirst);
        for (var isFirst = true; ; isFirst = false)
        {
            var earliest = isFirst ? placement.From : last.PlusDays(1);
            var punctuality = isFirst ? first : Period.DaysBetween(last, due) <= DaysOfAWeek ? weekly : later;
            var on = punctuality.Draw(life.Dice, earliest, due);
            WriteNotSeen(life, placement, on, earliest);
            if (on >= placement.To || on > life.Today || IsNotMadeYet(life, due))
            {
                return;
            }

            var seenAlone = stay.AgeOn(on) >= SeenAloneFromAge && life.Dice.Percent(SeenAlone);
            life.Add(on, head => Visit.Shape.Of(head, ("seenAlone", seenAlone)));
            (last, due) = (on, NextDue(stay, placement, reviews, on));
        }
    }

    private static LocalDate NextDue(DemoStay stay, DemoPlacement placement, IReadOnlyList<LocalDate> reviews, LocalDate on)
    {
        var due = placement.IsForAdoption && !reviews.Any(review => review > placement.From && review <= on) ? on.PlusDays(DaysOfAWeek)
            : IsClosest(stay, placement, on) ? on.PlusDays(reviews is [var firstReview, ..] && firstReview <= on ? DaysOfFourWeeks : DaysOfAWeek)
            : on < placement.From.PlusYears(1) || !placement.IsLasting(on) ? on.PlusDays(DaysOfSixWeeks)
            : on.PlusMonths(placement is { HasFewerVisits: true, Home.LongTermType: not null } ? MonthsWhereAgreed : MonthsWhereLasting);
        return placement.Home.Type == PlacementType.P1 && stay.CareOrderOn is { } careOrderOn && careOrderOn > on
            ? LocalDate.Min(due, careOrderOn.PlusDays(DaysOfAWeek))
            : due;
    }

    /// <summary>Whether the circumstances are those that call for the closest visits: carers approved for now, parents not assessed, or at home under an interim order.</summary>
    private static bool IsClosest(DemoStay stay, DemoPlacement placement, LocalDate on) =>
        (placement.Approval is { Kind: PlacementApproval.Temporary or PlacementApproval.ParentBeforeAssessment } approval && on < approval.SettledOn)
        || (placement.Home.Type == PlacementType.P1 && !(on >= stay.CareOrderOn));

    /// <summary>Whether a visit that fell due in these weeks has yet to be made: of the others the late ones were caught up with.</summary>
    private static bool IsNotMadeYet(DemoLife life, LocalDate due) =>
        due < life.Today && due >= life.Today.PlusDays(-NotMadeYetWithinDays) && life.Dice.Percent(NotMadeYet);

    private static void WriteNotSeen(DemoLife life, DemoPlacement placement, LocalDate seenOn, LocalDate earliest)
    {
        var on = seenOn.PlusDays(-life.Dice.Draw(daysSinceNotSeen));
        if (life.Dice.Percent(NotSeen) && on >= earliest && on < placement.To)
        {
            life.Add(on, head => Visit.Shape.Of(head, ("seen", false)));
        }
    }
}
