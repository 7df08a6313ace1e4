using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Which home a child comes to: by age, by where the stay leads, and by what could be found.</summary>
internal static class DemoHomeChoice
{
    private const int KinFromTheStart = 40;
    private const int ChildrensHomeFromTheStart = 45;
    private const int TeenagerInChildrensHome = 14;
    private const int SupportedFrom16 = 30;
    private const int HomeUnderOrder = 35;
    private const int ParentAndBabyUnit = 7;
    private const int Teenager = 12;
    private const int OldEnoughForSupported = 16;
    private const int OldEnoughForDetention = 15;
    private const int NewbornDays = 7;
    private const int MovesBeforeHomeUnderOrder = 1;
    private const int HomeUnderInterimOrder = 80;
    private const int Secure = 3;
    private const int SecureFromAge = 13;
    private const int BedAndBreakfast = 9;
    private const int NotRegistered = 4;
    private const int NotRegisteredOfLate = 40;
    private const int OfLateDays = 120;

    private static readonly LocalDate supportedAccommodationRegisteredFrom = new(2023, 10, 28);

    private static readonly (int, PlacementType)[] onRemand =
        [(25, PlacementType.K1), (45, PlacementType.R5), (18, PlacementType.K2), (12, PlacementType.U6)];

    /// <summary>The home a child comes to on a day, after so many moves.</summary>
    public static DemoHome Choose(DemoLife life, DemoStay stay, LocalDate on, int moves)
    {
        var dice = life.Dice;
        var type = TypeFor(dice, stay, on, moves);
        var isGoal = (type, stay.Goal) switch
        {
            (PlacementType.U3, _) => stay.WithKin,
            (PlacementType.U6, PermanenceRoute.LongTermFostering) => true,
            (PlacementType.K2, PermanenceRoute.Residential) => true,
            (PlacementType.K3 or PlacementType.H5, PermanenceRoute.Independence) => true,
            (PlacementType.P1, _) => true,
            (PlacementType.K1 or PlacementType.R5, _) => stay.Path == DemoPath.Remand,
            _ => false,
        };
        var isUnregistered = type == PlacementType.K2 && stay.Path != DemoPath.Remand
            && dice.Percent(on > life.Today.PlusDays(-OfLateDays) ? NotRegisteredOfLate : NotRegistered);
        return DemoHome.Of(dice, type) with
        {
            IsGoal = isGoal && !isUnregistered,
            IsUnregistered = isUnregistered,
            Setting = type == PlacementType.P2 ? PlacementSetting.BedAndBreakfast : null,
        };
    }

    private static PlacementType TypeFor(DemoDice dice, DemoStay stay, LocalDate on, int moves)
    {
        var age = stay.AgeOn(on);
        if (stay.Path == DemoPath.Remand)
        {
            var type = dice.Pick<PlacementType>(onRemand);
            return type == PlacementType.R5 && age < OldEnoughForDetention ? PlacementType.K1 : type;
        }

        if (moves == 0 && Period.DaysBetween(stay.Child.DateOfBirth, on) <= NewbornDays)
        {
            return PlacementType.R2;
        }

        if (stay.Path == DemoPath.Proceedings && stay.Goal == PermanenceRoute.ReturnHome && moves == 0 && dice.Percent(HomeUnderInterimOrder))
        {
            return PlacementType.P1;
        }

        if (age >= SecureFromAge && moves > 0 && dice.Percent(Secure))
        {
            return PlacementType.K1;
        }

        if (age >= OldEnoughForSupported && stay.Path is DemoPath.Section20 or DemoPath.Unaccompanied && moves == 0 && dice.Percent(BedAndBreakfast))
        {
            return PlacementType.P2;
        }

        if (age >= OldEnoughForSupported && (stay.Goal == PermanenceRoute.Independence || dice.Percent(SupportedFrom16)))
        {
            return on < supportedAccommodationRegisteredFrom ? PlacementType.H5 : PlacementType.K3;
        }

        if (stay.WithKin && (moves > 0 || dice.Percent(KinFromTheStart)))
        {
            return PlacementType.U3;
        }

        if (stay.Goal == PermanenceRoute.ReturnHome && moves > MovesBeforeHomeUnderOrder && on >= stay.CareOrderOn && dice.Percent(HomeUnderOrder))
        {
            return PlacementType.P1;
        }

        var inChildrensHome = stay.Goal == PermanenceRoute.Residential ? moves > 0 || dice.Percent(ChildrensHomeFromTheStart)
            : age >= Teenager && dice.Percent(TeenagerInChildrensHome);
        return inChildrensHome ? PlacementType.K2 : age == 0 && dice.Percent(ParentAndBabyUnit) ? PlacementType.R3 : PlacementType.U6;
    }
}
