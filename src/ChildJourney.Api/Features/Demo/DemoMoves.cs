using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>How long a child lives in a home, on what terms, and from when it is meant for good.</summary>
internal static class DemoMoves
{
    private const int Teenager = 12;
    private const int HomeLasts = 62;
    private const int BecomesLongTerm = 70;
    private const int AgreesToFewerVisits = 45;
    private const int OldEnoughToAgreeToFewerVisits = 9;

    private static readonly Spread untilLongTerm = new(60, 250);
    private static readonly Spread firstHomeOfNewborn = new(2, 9);
    private static readonly Spread nightsInBedAndBreakfast = new(1, 2);
    private static readonly Spread daysInUnregisteredHome = new(30, 130);
    private static readonly Spread daysInSecureHome = new(40, 210);
    private static readonly (int, Spread)[] daysInAHome = [(22, new(20, 120)), (40, new(90, 400)), (38, new(400, 1500))];
    private static readonly (int, Spread)[] daysInAHomeOfTeenagers = [(30, new(12, 90)), (45, new(60, 300)), (25, new(300, 900))];

    /// <summary>The home to which a child moves on a day, until the next move or the end.</summary>
    public static DemoPlacement Draw(DemoLife life, DemoStay stay, LocalDate on, LocalDate end, int moves, bool inEmergency)
    {
        var dice = life.Dice;
        var home = DemoHomeChoice.Choose(life, stay, on, moves);
        var next = LocalDate.Min(on.PlusDays(DaysUntilMove(dice, stay, on, home)), end);
        var approval = DemoApproval.Draw(dice, stay, home, on, inEmergency);
        var lastsFrom = LastsFrom(dice, stay, home, on);
        lastsFrom = lastsFrom < approval?.SettledOn ? approval.SettledOn : lastsFrom;
        return new DemoPlacement(life, stay, home, on, next)
        {
            Approval = approval,
            LastsFrom = lastsFrom < next ? lastsFrom : null,
            HasFewerVisits = home.LongTermType is not null && stay.AgeOn(on) >= OldEnoughToAgreeToFewerVisits && dice.Percent(AgreesToFewerVisits),
        };
    }

    private static int DaysUntilMove(DemoDice dice, DemoStay stay, LocalDate on, DemoHome home)
    {
        if (home.Type == PlacementType.R2)
        {
            return dice.Draw(firstHomeOfNewborn);
        }

        if (home.IsStopgap)
        {
            return dice.Draw(home.Type == PlacementType.P2 ? nightsInBedAndBreakfast : home.Type == PlacementType.K1 ? daysInSecureHome : daysInUnregisteredHome);
        }

        if (home.IsGoal && dice.Percent(HomeLasts))
        {
            return Period.DaysBetween(on, stay.To);
        }

        return dice.Draw(dice.Pick<Spread>(stay.AgeOn(on) < Teenager ? daysInAHome : daysInAHomeOfTeenagers));
    }

    /// <summary>The day from which a home is meant for good: a foster home some time after the care order, a children's home at once.</summary>
    private static LocalDate? LastsFrom(DemoDice dice, DemoStay stay, DemoHome home, LocalDate on) =>
        home.LongTermType is not null && stay.CareOrderOn is { } careOrderOn && dice.Percent(BecomesLongTerm)
            ? LocalDate.Max(on, careOrderOn).PlusDays(dice.Draw(untilLongTerm))
            : home is { IsGoal: true, Type: PlacementType.K2 or PlacementType.K3 } && DemoPaths.StaysTo18(stay.Path, stay.Goal) ? on
            : null;
}
