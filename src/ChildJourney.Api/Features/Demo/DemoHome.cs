using ChildJourney.Domain.Journeys.Entries;

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
    private const int CodesOfAKind = 900;

    private static readonly (int, PlacementProvider)[] ofFosterCarers =
        [(58, PlacementProvider.PR1), (36, PlacementProvider.PR4), (6, PlacementProvider.PR5)];

    private static readonly (int, PlacementProvider)[] ofHomes =
        [(18, PlacementProvider.PR1), (76, PlacementProvider.PR4), (6, PlacementProvider.PR5)];

    private static readonly (int, PlacementType)[] onShortBreaks =
        [(50, PlacementType.K2), (40, PlacementType.U6), (10, PlacementType.S1)];

    private static readonly (int, Spread)[] milesFromHome = [(55, new(1, 9)), (25, new(10, 20)), (20, new(21, 140))];

    /// <summary>Whether it is the kind of home that the stay is meant to lead to.</summary>
    public bool IsGoal { get; init; }

    /// <summary>How far it is from where the child lived, where that matters.</summary>
    public int? Miles { get; init; }

    /// <summary>Whether it lies outside the authority's area.</summary>
    public bool IsOutsideAuthority { get; init; }

    /// <summary>What it is where it is no home: the slip of a night for which nothing else was found.</summary>
    public PlacementSetting? Setting { get; init; }

    /// <summary>Whether nobody had registered it: the slip of some weeks in which no other home would take the child.</summary>
    public bool IsUnregistered { get; init; }

    /// <summary>Whether it is for a while only, whatever the plan.</summary>
    public bool IsStopgap => IsUnregistered || Setting is not null || (Type == PlacementType.K1 && !IsGoal);

    /// <summary>The type it becomes once it is meant to last, or null.</summary>
    public PlacementType? LongTermType => !IsGoal ? null : Type switch
    {
        PlacementType.U3 => PlacementType.U1,
        PlacementType.U6 => PlacementType.U4,
        _ => null,
    };

    private bool MayBeFar => Type is PlacementType.U6 or PlacementType.U4 or PlacementType.K1 or PlacementType.K2 or PlacementType.K3
        or PlacementType.H5 or PlacementType.R3 or PlacementType.R5 or PlacementType.S1 or PlacementType.A6;

    /// <summary>A place for short breaks.</summary>
    public static DemoHome ForShortBreaks(DemoDice dice) => Of(dice, dice.Pick<PlacementType>(onShortBreaks));

    /// <summary>The home of people who adopt.</summary>
    public static DemoHome OfAdopters(DemoDice dice) => Of(dice, PlacementType.A6);

    /// <summary>A home of that type.</summary>
    public static DemoHome Of(DemoDice dice, PlacementType type)
    {
        var home = type switch
        {
            PlacementType.A6 => new DemoHome(type, Code("AD", dice), PlacementProvider.PR1),
            PlacementType.U3 => new DemoHome(type, Code("KC", dice), PlacementProvider.PR1),
            PlacementType.P1 => new DemoHome(type, null, PlacementProvider.PR0),
            PlacementType.P2 => new DemoHome(type, null, PlacementProvider.PR4),
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
