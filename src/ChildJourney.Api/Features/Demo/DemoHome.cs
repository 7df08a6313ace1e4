using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>A home for a child in care.</summary>
/// <param name="Type">The placement type.</param>
/// <param name="Carer">The carer's or the home's code, where there is one.</param>
/// <param name="Provider">Who provides it.</param>
internal readonly record struct DemoHome(PlacementType Type, string? Carer, PlacementProvider Provider)
{
    private const int FarFromHome = 20;
    private const int OutsideIfFar = 85;
    private const int OutsideIfNear = 12;
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
    private const int CodesOfAKind = 900;

    private static readonly LocalDate supportedAccommodationRegisteredFrom = new(2023, 10, 28);

    private static readonly (int, PlacementProvider)[] ofFosterCarers =
        [(58, PlacementProvider.PR1), (36, PlacementProvider.PR4), (6, PlacementProvider.PR5)];

    private static readonly (int, PlacementProvider)[] ofHomes =
        [(18, PlacementProvider.PR1), (76, PlacementProvider.PR4), (6, PlacementProvider.PR5)];

    private static readonly (int, PlacementType)[] onRemand =
        [(25, PlacementType.K1), (45, PlacementType.R5), (18, PlacementType.K2), (12, PlacementType.U6)];

    private static readonly (int, PlacementType)[] onShortBreaks =
        [(50, PlacementType.K2), (40, PlacementType.U6), (10, PlacementType.S1)];

    private static readonly (int, Spread)[] milesFromHome = [(55, new(1, 9)), (25, new(10, 20)), (20, new(21, 140))];

    /// <summary>Whether it is the kind of home that the stay is meant to lead to.</summary>
    public bool IsGoal { get; private init; }

    /// <summary>How far it is from where the child lived, where that matters.</summary>
    public int? Miles { get; private init; }

    /// <summary>Whether it lies outside the authority's area.</summary>
    public bool IsOutsideAuthority { get; private init; }

    /// <summary>The type it becomes once it is meant to last, or null.</summary>
    public PlacementType? LongTermType => !IsGoal ? null : Type switch
    {
        PlacementType.U3 => PlacementType.U1,
        PlacementType.U6 => PlacementType.U4,
        _ => null,
    };

    private bool MayBeFar => Type is PlacementType.U6 or PlacementType.U4 or PlacementType.K1 or PlacementType.K2 or PlacementType.K3
        or PlacementType.H5 or PlacementType.R3 or PlacementType.R5 or PlacementType.S1 or PlacementType.A6;

    /// <summary>The home a child comes to on a day, after so many moves.</summary>
    public static DemoHome Choose(DemoDice dice, DemoStay stay, LocalDate on, int moves)
    {
        var type = TypeFor(dice, stay, on, moves);
        var isGoal = (type, stay.Goal) switch
        {
            (PlacementType.U3, _) => stay.WithKin,
            (PlacementType.U6, PermanenceRoute.LongTermFostering) => true,
            (PlacementType.K2, PermanenceRoute.Residential) => true,
            (PlacementType.K3 or PlacementType.H5, PermanenceRoute.Independence) => true,
            (PlacementType.P1, _) => true,
            (PlacementType.K1 or PlacementType.R5, _) => true,
            _ => false,
        };
        return Of(dice, type) with { IsGoal = isGoal };
    }

    /// <summary>A place for short breaks.</summary>
    public static DemoHome ForShortBreaks(DemoDice dice) => Of(dice, dice.Pick<PlacementType>(onShortBreaks));

    /// <summary>The home of people who adopt.</summary>
    public static DemoHome OfAdopters(DemoDice dice) => Of(dice, PlacementType.A6);

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

    private static DemoHome Of(DemoDice dice, PlacementType type)
    {
        var home = type switch
        {
            PlacementType.A6 => new DemoHome(type, Code("AD", dice), PlacementProvider.PR1),
            PlacementType.U3 => new DemoHome(type, Code("KC", dice), PlacementProvider.PR1),
            PlacementType.P1 => new DemoHome(type, null, PlacementProvider.PR0),
            PlacementType.R2 or PlacementType.R5 => new DemoHome(type, null, PlacementProvider.PR3),
            PlacementType.K3 or PlacementType.H5 => new DemoHome(type, Code("SA", dice), PlacementProvider.PR4),
            PlacementType.K1 or PlacementType.K2 or PlacementType.R3 or PlacementType.S1 =>
                new DemoHome(type, Code("CH", dice), dice.Pick<PlacementProvider>(ofHomes)),
            _ => new DemoHome(type, Code("FC", dice), dice.Pick<PlacementProvider>(ofFosterCarers)),
        };
        if (!home.MayBeFar)
        {
            return home;
        }

        var miles = dice.Draw(dice.Pick<Spread>(milesFromHome));
        return home with { Miles = miles, IsOutsideAuthority = dice.Percent(miles > FarFromHome ? OutsideIfFar : OutsideIfNear) };
    }

    private static string Code(string kind, DemoDice dice) => $"{kind}-{100 + dice.Between(0, CodesOfAKind - 1)}";
}
