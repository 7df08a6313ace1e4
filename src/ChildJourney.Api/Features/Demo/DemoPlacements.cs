using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes where a child lives: moves, homes that last, short times away with a return, and adoptive homes.</summary>
internal static class DemoPlacements
{
    private const int ShortTimeAway = 18;
    private const int LeastDaysForTimeAway = 60;
    private const int AdoptedByFosterCarer = 20;
    private const int MovedInEmergency = 14;
    private const int SchoolLost = 55;
    private const int SchoolAge = 5;
    private const int SchoolLeavingAge = 16;
    private const int NotRecordedYet = 15;
    private const int NotRecordedAfterDays = 8;
    private const int NotRecordedWithinDays = 30;

    private static readonly (int, (PlacementType Type, Spread Days))[] timesAway =
        [(35, (PlacementType.T1, new(2, 14))), (15, (PlacementType.T3, new(5, 14))), (50, (PlacementType.T4, new(2, 7)))];

    /// <summary>Writes the placements of a stay, and gives them.</summary>
    public static IReadOnlyList<DemoPlacement> Write(DemoLife life, DemoStay stay)
    {
        var placements = new List<DemoPlacement>();
        if (stay.IsShortBreaks)
        {
            life.Add(stay, stay.From, ShortBreakHome(life.Dice));
            return placements;
        }

        if (IsNotRecordedYet(life, stay))
        {
            return placements;
        }

        var end = LocalDate.Min(stay.PlacedForAdoptionOn ?? stay.To, stay.To);
        for (var on = stay.From; on < end && on <= life.Today; on = placements[^1].To)
        {
            var inEmergency = placements.Count > 0 && life.Dice.Percent(MovedInEmergency);
            if (placements.Count > 0)
            {
                DemoPapers.WriteEnd(life, stay, placements[^1], inEmergency);
            }

            placements.Add(DemoMoves.Draw(life, stay, on, end, placements.Count, inEmergency));
            Begin(life, stay, placements[^1], inEmergency);
            WriteWithin(life, stay, placements[^1]);
        }

        if (stay.PlacedForAdoptionOn is { } placedOn)
        {
            var stays = placements.Count > 0 && life.Dice.Percent(AdoptedByFosterCarer);
            var home = stays ? placements[^1].Home with { Type = PlacementType.A5 } : DemoHome.OfAdopters(life.Dice);
            placements.Add(new DemoPlacement(life, stay, home, placedOn, stay.To) { Continues = stays });
            Begin(life, stay, placements[^1], inEmergency: false);
        }

        return placements;
    }

    /// <summary>A place for short breaks, the same each time.</summary>
    public static Func<EntryHead, Entry> ShortBreakHome(DemoDice dice)
    {
        var home = DemoHome.ForShortBreaks(dice);
        return head => Start(head, home);
    }

    /// <summary>The slip of a desk that has not got round to it: where a child who came of late lives is not on record.</summary>
    private static bool IsNotRecordedYet(DemoLife life, DemoStay stay) =>
        stay.Holds(life.Today)
        && stay.From < life.Today.PlusDays(-NotRecordedAfterDays)
        && stay.From > life.Today.PlusDays(-NotRecordedWithinDays)
        && life.Dice.Percent(NotRecordedYet);

    /// <summary>A home becomes one for good with the same carer, or the child is away for a few days and returns.</summary>
    private static void WriteWithin(DemoLife life, DemoStay stay, DemoPlacement placement)
    {
        var upTo = placement.To;
        if (placement.LastsFrom is { } lastsFrom && lastsFrom > placement.From)
        {
            upTo = lastsFrom;
            placement.Write(lastsFrom, isSameCarer: true);
        }

        var (type, spread) = life.Dice.Pick<(PlacementType, Spread)>(timesAway);
        var days = life.Dice.Draw(spread);
        var within = Period.DaysBetween(placement.From, upTo);
        if (within > LeastDaysForTimeAway && placement.Home.Type != PlacementType.R5 && life.Dice.Percent(ShortTimeAway))
        {
            var awayOn = placement.From.PlusDays(life.Dice.Between(1, within - spread.Most - 1));
            life.Add(stay, awayOn, head => Start(head, new DemoHome(type, null, placement.Home.Provider)));
            placement.Write(awayOn.PlusDays(days));
        }
    }

    private static void Begin(DemoLife life, DemoStay stay, DemoPlacement placement, bool inEmergency)
    {
        var losesSchool = inEmergency && stay.AgeOn(placement.From) is >= SchoolAge and < SchoolLeavingAge && life.Dice.Percent(SchoolLost);
        placement.Begin(inEmergency, losesSchool);
        if (losesSchool)
        {
            DemoSchoolLost.WriteNewPlace(life, stay, placement.From);
        }
    }

    private static PlacementStart Start(EntryHead head, DemoHome home) => PlacementStart.New(
        head,
        home.Type,
        provider: home.Provider,
        carer: home.Carer,
        outsideAuthority: home.IsOutsideAuthority,
        distanceMiles: home.Miles);
}
