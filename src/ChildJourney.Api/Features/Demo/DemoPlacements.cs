using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes where a child lives: moves, homes that last, short times away with a return, and adoptive homes.</summary>
internal static class DemoPlacements
{
    private const int Teenager = 12;
    private const int HomeLasts = 62;
    private const int ShortTimeAway = 18;
    private const int LeastDaysForTimeAway = 60;
    private const int BecomesLongTerm = 70;
    private const int AdoptedByFosterCarer = 20;
    private const int MovedInEmergency = 14;
    private const int SchoolLost = 55;
    private const int SchoolAge = 5;
    private const int SchoolLeavingAge = 16;

    private static readonly Spread untilLongTerm = new(60, 250);
    private static readonly Spread firstHomeOfNewborn = new(2, 9);
    private static readonly (int, Spread)[] daysInAHome = [(22, new(20, 120)), (40, new(90, 400)), (38, new(400, 1500))];
    private static readonly (int, Spread)[] daysInAHomeOfTeenagers = [(30, new(12, 90)), (45, new(60, 300)), (25, new(300, 900))];

    private static readonly (int, (PlacementType Type, Spread Days))[] timesAway =
        [(35, (PlacementType.T1, new(2, 14))), (15, (PlacementType.T3, new(5, 14))), (50, (PlacementType.T4, new(2, 7)))];

    /// <summary>Writes the placements of a stay.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        if (stay.IsShortBreaks)
        {
            life.Add(stay, stay.From, ShortBreakHome(life.Dice));
            return;
        }

        var end = LocalDate.Min(stay.PlacedForAdoptionOn ?? stay.To, stay.To);
        var home = default(DemoHome);
        var moves = 0;
        for (var on = stay.From; on < end && on <= life.Today; moves++)
        {
            home = DemoHome.Choose(life.Dice, stay, on, moves);
            var next = LocalDate.Min(on.PlusDays(DaysUntilMove(life.Dice, stay, on, home)), end);
            Begin(life, stay, on, home, inEmergency: moves > 0 && life.Dice.Percent(MovedInEmergency));
            WriteWithin(life, stay, on, next, home);
            on = next;
        }

        if (stay.PlacedForAdoptionOn is { } placedOn)
        {
            var stays = life.Dice.Percent(AdoptedByFosterCarer);
            Begin(life, stay, placedOn, stays ? home with { Type = PlacementType.A5 } : DemoHome.OfAdopters(life.Dice), stays);
        }
    }

    /// <summary>A place for short breaks, the same each time.</summary>
    public static Func<EntryHead, Entry> ShortBreakHome(DemoDice dice)
    {
        var home = DemoHome.ForShortBreaks(dice);
        return head => Start(head, home);
    }

    private static int DaysUntilMove(DemoDice dice, DemoStay stay, LocalDate on, DemoHome home)
    {
        if (home.Type == PlacementType.R2)
        {
            return dice.Draw(firstHomeOfNewborn);
        }

        if (home.IsGoal && dice.Percent(HomeLasts))
        {
            return Period.DaysBetween(on, stay.To);
        }

        return dice.Draw(dice.Pick<Spread>(stay.AgeOn(on) < Teenager ? daysInAHome : daysInAHomeOfTeenagers));
    }

    /// <summary>A home becomes one for good with the same carer, or the child is away for a few days and returns.</summary>
    private static void WriteWithin(DemoLife life, DemoStay stay, LocalDate on, LocalDate next, DemoHome home)
    {
        var upTo = next;
        if (home.LongTermType is { } longTerm && stay.CareOrderOn is { } careOrderOn && life.Dice.Percent(BecomesLongTerm))
        {
            var longTermOn = LocalDate.Max(on, careOrderOn).PlusDays(life.Dice.Draw(untilLongTerm));
            if (longTermOn < next)
            {
                upTo = longTermOn;
                Begin(life, stay, longTermOn, home with { Type = longTerm }, true);
            }
        }

        var (type, spread) = life.Dice.Pick<(PlacementType, Spread)>(timesAway);
        var days = life.Dice.Draw(spread);
        var within = Period.DaysBetween(on, upTo);
        if (within > LeastDaysForTimeAway && home.Type != PlacementType.R5 && life.Dice.Percent(ShortTimeAway))
        {
            var awayOn = on.PlusDays(life.Dice.Between(1, within - spread.Most - 1));
            Begin(life, stay, awayOn, new DemoHome(type, null, home.Provider));
            Begin(life, stay, awayOn.PlusDays(days), home);
        }
    }

    private static void Begin(DemoLife life, DemoStay stay, LocalDate on, DemoHome home, bool isSameCarer = false, bool inEmergency = false)
    {
        var losesSchool = inEmergency && stay.AgeOn(on) is >= SchoolAge and < SchoolLeavingAge && life.Dice.Percent(SchoolLost);
        life.Add(stay, on, head => Start(head, home, isSameCarer, inEmergency, losesSchool));
        if (losesSchool)
        {
            DemoSchoolLost.WriteNewPlace(life, stay, on);
        }
    }

    private static PlacementStart Start(EntryHead head, DemoHome home, bool isSameCarer = false, bool inEmergency = false, bool losesSchool = false) => PlacementStart.New(
        head,
        home.Type,
        isSameCarer,
        home.Provider,
        carer: home.Carer,
        intendedToLastTo18: home.Type is PlacementType.U1 or PlacementType.U4,
        outsideAuthority: home.IsOutsideAuthority,
        distanceMiles: home.Miles,
        emergency: inEmergency,
        schoolLost: losesSchool);
}
