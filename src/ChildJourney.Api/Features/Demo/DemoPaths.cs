using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Which paths into care and out of it children of an age take, in shares of a hundred.</summary>
internal static class DemoPaths
{
    private const int Toddler = 3;
    private const int Teenager = 12;
    private const int YoungestAlone = 14;
    private const int LeftToAnotherAuthority = 3;

    private static readonly (int, DemoPath)[] intoCareInInfancy =
    [
        (28, DemoPath.Section20ThenOrders), (38, DemoPath.Proceedings), (16, DemoPath.EmergencyProtection), (18, DemoPath.PoliceProtection),
    ];

    private static readonly (int, DemoPath)[] intoCareInChildhood =
    [
        (20, DemoPath.Section20), (30, DemoPath.Section20ThenOrders), (26, DemoPath.Proceedings), (9, DemoPath.EmergencyProtection),
        (9, DemoPath.PoliceProtection), (3, DemoPath.ShortBreakAgreement), (3, DemoPath.ShortBreakSeries),
    ];

    private static readonly (int, DemoPath)[] intoCareAsTeenager =
    [
        (33, DemoPath.Section20), (25, DemoPath.Section20ThenOrders), (14, DemoPath.Proceedings), (2, DemoPath.EmergencyProtection),
        (7, DemoPath.PoliceProtection), (13, DemoPath.Unaccompanied), (4, DemoPath.Remand), (1, DemoPath.ShortBreakAgreement), (1, DemoPath.ShortBreakSeries),
    ];

    private static readonly (int, PermanenceRoute)[] infantUnderOrders =
    [
        (50, PermanenceRoute.Adoption), (20, PermanenceRoute.SpecialGuardianship), (10, PermanenceRoute.LongTermFostering),
        (15, PermanenceRoute.ReturnHome), (5, PermanenceRoute.Kinship),
    ];

    private static readonly (int, PermanenceRoute)[] childUnderOrders =
    [
        (45, PermanenceRoute.LongTermFostering), (15, PermanenceRoute.SpecialGuardianship), (12, PermanenceRoute.Kinship),
        (20, PermanenceRoute.ReturnHome), (8, PermanenceRoute.ChildArrangements),
    ];

    private static readonly (int, PermanenceRoute)[] teenagerUnderOrders =
    [
        (45, PermanenceRoute.LongTermFostering), (22, PermanenceRoute.Residential), (18, PermanenceRoute.ReturnHome), (15, PermanenceRoute.Independence),
    ];

    private static readonly (int, PermanenceRoute)[] childUnderSection20 =
        [(80, PermanenceRoute.ReturnHome), (10, PermanenceRoute.Kinship), (10, PermanenceRoute.LongTermFostering)];

    private static readonly (int, PermanenceRoute)[] teenagerUnderSection20 =
    [
        (66, PermanenceRoute.ReturnHome), (12, PermanenceRoute.LongTermFostering), (11, PermanenceRoute.Residential), (11, PermanenceRoute.Independence),
    ];

    private static readonly (int, PermanenceRoute)[] alone = [(60, PermanenceRoute.Independence), (40, PermanenceRoute.LongTermFostering)];

    private static readonly (int, PermanenceRoute)[] onRemand = [(75, PermanenceRoute.ReturnHome), (25, PermanenceRoute.Residential)];

    private static readonly (int, CategoryOfNeed)[] needs =
    [
        (65, CategoryOfNeed.N1), (15, CategoryOfNeed.N5), (9, CategoryOfNeed.N4), (4, CategoryOfNeed.N3), (3, CategoryOfNeed.N2),
        (2, CategoryOfNeed.N6), (2, CategoryOfNeed.N8),
    ];

    private static readonly (int, DischargeReason)[] home = [(80, DischargeReason.E4A), (20, DischargeReason.E4B)];
    private static readonly (int, DischargeReason)[] adopted = [(45, DischargeReason.E11), (55, DischargeReason.E12)];
    private static readonly (int, DischargeReason)[] guardian = [(80, DischargeReason.E45), (20, DischargeReason.E47)];
    private static readonly (int, DischargeReason)[] fromRemand = [(75, DischargeReason.E14), (25, DischargeReason.E9)];
    private static readonly (int, DischargeReason)[] fromCarersAt18 = [(45, DischargeReason.E17), (48, DischargeReason.E5), (7, DischargeReason.E6)];
    private static readonly (int, DischargeReason)[] fromHomesAt18 = [(65, DischargeReason.E5), (20, DischargeReason.E7), (15, DischargeReason.E6)];
    private static readonly (int, DischargeReason)[] independentAt18 = [(80, DischargeReason.E5), (20, DischargeReason.E6)];

    /// <summary>How a child of that age comes into care.</summary>
    public static DemoPath Into(DemoDice dice, int age)
    {
        var path = dice.Pick<DemoPath>(age < Toddler ? intoCareInInfancy : age < Teenager ? intoCareInChildhood : intoCareAsTeenager);
        return path is DemoPath.Unaccompanied or DemoPath.Remand && age < YoungestAlone ? DemoPath.Section20 : path;
    }

    /// <summary>Where a stay leads.</summary>
    public static PermanenceRoute? Goal(DemoDice dice, DemoPath path, int age) => path switch
    {
        DemoPath.ShortBreakSeries or DemoPath.ShortBreakAgreement => null,
        DemoPath.Unaccompanied => dice.Pick<PermanenceRoute>(alone),
        DemoPath.Remand => dice.Pick<PermanenceRoute>(onRemand),
        DemoPath.Section20 => dice.Pick<PermanenceRoute>(age < Teenager ? childUnderSection20 : teenagerUnderSection20),
        _ => dice.Pick<PermanenceRoute>(age < Toddler ? infantUnderOrders : age < Teenager ? childUnderOrders : teenagerUnderOrders),
    };

    /// <summary>Whether that goal keeps a child in care until 18.</summary>
    public static bool StaysTo18(DemoPath path, PermanenceRoute? goal) => path != DemoPath.Remand
        && goal is PermanenceRoute.LongTermFostering or PermanenceRoute.Kinship or PermanenceRoute.Residential or PermanenceRoute.Independence;

    /// <summary>Why a child came to need care.</summary>
    public static CategoryOfNeed Need(DemoDice dice, DemoStay stay) => stay.Path switch
    {
        DemoPath.Unaccompanied => CategoryOfNeed.N8,
        DemoPath.Remand => CategoryOfNeed.N6,
        DemoPath.ShortBreakSeries or DemoPath.ShortBreakAgreement => CategoryOfNeed.N2,
        _ => dice.Pick<CategoryOfNeed>(needs),
    };

    /// <summary>Why a stay ended.</summary>
    public static DischargeReason Reason(DemoDice dice, DemoStay stay)
    {
        if (stay.IsShortBreaks)
        {
            return DischargeReason.E4A;
        }

        if (stay.To == stay.Child.EighteenthBirthday)
        {
            return dice.Pick<DischargeReason>(stay.Goal switch
            {
                PermanenceRoute.LongTermFostering or PermanenceRoute.Kinship => fromCarersAt18,
                PermanenceRoute.Residential => fromHomesAt18,
                _ => independentAt18,
            });
        }

        return stay switch
        {
            { Path: DemoPath.Remand } => dice.Pick<DischargeReason>(fromRemand),
            { Goal: PermanenceRoute.Adoption } => dice.Pick<DischargeReason>(adopted),
            { Goal: PermanenceRoute.SpecialGuardianship } => dice.Pick<DischargeReason>(guardian),
            { Goal: PermanenceRoute.ChildArrangements } => DischargeReason.E41,
            _ => dice.Percent(LeftToAnotherAuthority) ? DischargeReason.E3 : dice.Pick<DischargeReason>(home),
        };
    }
}
