using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Who the children are, and when they are in care.</summary>
internal static class DemoStays
{
    private const int LeftWithinDays = 3 * 365;
    private const int DaysOfAYearOfAge = 364;
    private const int SchoolAge = 5;
    private const int OldestAwaitingAdoption = 5;
    private const int MostNewbornDays = 14;
    private const int Restricted = 1;
    private const int Boys = 55;
    private const int BoysAmongUnaccompanied = 92;

    private static readonly Spread onRemand = new(10, 80);
    private static readonly Spread meantToGoHome = new(5, 700);
    private static readonly Spread inShortBreaks = new(60, 365);
    private static readonly Spread inProceedings = new(210, 560);
    private static readonly Spread betweenStays = new(60, 300);
    private static readonly Spread earlierStay = new(40, 200);

    private static readonly (int, Spread)[] agesToday = [(5, new(0, 0)), (14, new(1, 4)), (19, new(5, 9)), (36, new(10, 15)), (26, new(16, 17))];

    private static readonly (int, Spread)[] agesOfThoseWhoLeft =
        [(15, new(0, 0)), (17, new(1, 4)), (16, new(5, 9)), (29, new(10, 14)), (23, new(15, 17))];

    private static readonly (int, Spread)[] daysInCareToday =
        [(10, new(1, 30)), (12, new(31, 120)), (20, new(121, 365)), (38, new(366, 1095)), (20, new(1096, 4000))];

    private static readonly (int, Spread)[] daysUntilHome = [(25, new(5, 40)), (40, new(41, 200)), (35, new(201, 500))];

    /// <summary>A child who is looked after today.</summary>
    public static DemoStay LookedAfter(DemoDice dice, int number, LocalDate today)
    {
        var age = dice.Draw(dice.Pick<Spread>(agesToday));
        var child = NewChild(number, today.PlusYears(-age).PlusDays(-dice.Between(0, DaysOfAYearOfAge)));
        var from = today.PlusDays(-dice.Draw(dice.Pick<Spread>(daysInCareToday)));
        if (from < child.DateOfBirth)
        {
            from = LocalDate.Min(child.DateOfBirth.PlusDays(dice.Between(0, MostNewbornDays)), today);
        }

        var ageAtEntry = DemoStay.Age(child, from);
        var path = DemoPaths.Into(dice, ageAtEntry);
        var goal = DemoPaths.Goal(dice, path, ageAtEntry);
        if (MostDays(path, goal) is { } spread)
        {
            from = LocalDate.Max(from, today.PlusDays(-dice.Draw(spread)));
        }

        var orders = DemoOrders.Draw(dice, path, goal);
        if (orders.Adopted is { } adopted && from.PlusDays(adopted) <= today && age <= OldestAwaitingAdoption)
        {
            from = today.PlusDays(-dice.Between(1, adopted - 1));
        }
        else if (orders.Adopted is { } adoptedLongAgo && from.PlusDays(adoptedLongAgo) <= today)
        {
            goal = PermanenceRoute.LongTermFostering;
            orders = orders with { Placement = null, PlacedForAdoption = null, Adopted = null };
        }

        return new DemoStay(Describe(child, dice, path, number, today), from, child.EighteenthBirthday, path, goal, orders);
    }

    /// <summary>A child who has left care within the last years.</summary>
    public static DemoStay Left(DemoDice dice, int number, LocalDate today)
    {
        var to = today.PlusDays(-dice.Between(1, LeftWithinDays));
        var age = dice.Draw(dice.Pick<Spread>(agesOfThoseWhoLeft));
        var path = DemoPaths.Into(dice, age);
        var goal = DemoPaths.Goal(dice, path, age);
        var orders = DemoOrders.Draw(dice, path, goal);
        var from = to.PlusDays(-DaysInCare(dice, path, goal, orders));
        var born = from.PlusYears(-age).PlusDays(-(age == 0 ? dice.Between(0, MostNewbornDays) : dice.Between(0, DaysOfAYearOfAge)));
        if (DemoPaths.StaysTo18(path, goal))
        {
            born = to.PlusYears(-18);
            from = born.PlusYears(age).PlusDays(dice.Between(0, DaysOfAYearOfAge - 1));
        }

        var child = NewChild(number, born);
        return new DemoStay(Describe(child, dice, path, number, today), from, EndOf(child, goal, path, to), path, goal, orders);
    }

    /// <summary>A stay that came to nothing before the one asked about, or null where the child was too young.</summary>
    public static DemoStay? Earlier(DemoDice dice, DemoStay stay)
    {
        var to = stay.From.PlusDays(-dice.Draw(betweenStays));
        var from = to.PlusDays(-dice.Draw(earlierStay));
        return from < stay.Child.DateOfBirth ? null : new DemoStay(stay.Child, from, to, DemoPath.Section20, PermanenceRoute.ReturnHome, default);
    }

    /// <summary>How long a stay that is meant to be short may have lasted, or null.</summary>
    private static Spread? MostDays(DemoPath path, PermanenceRoute? goal) => (path, goal) switch
    {
        (DemoPath.Remand, _) => onRemand,
        (DemoPath.ShortBreakSeries, _) => inShortBreaks,
        (DemoPath.Section20, PermanenceRoute.ReturnHome) => meantToGoHome,
        _ => null,
    };

    private static LocalDate EndOf(Child child, PermanenceRoute? goal, DemoPath path, LocalDate to) =>
        DemoPaths.StaysTo18(path, goal) || to > child.EighteenthBirthday ? child.EighteenthBirthday : to;

    private static int DaysInCare(DemoDice dice, DemoPath path, PermanenceRoute? goal, DemoOrders orders) =>
        path == DemoPath.Remand ? dice.Draw(onRemand)
        : orders.Adopted is { } adopted ? adopted
        : path != DemoPath.Section20 && goal is PermanenceRoute.SpecialGuardianship or PermanenceRoute.ChildArrangements ? dice.Draw(inProceedings)
        : dice.Draw(dice.Pick<Spread>(daysUntilHome));

    private static Child NewChild(int number, LocalDate born) => new($"D{number:000000}", born);

    private static Child Describe(Child child, DemoDice dice, DemoPath path, int number, LocalDate today) => child with
    {
        Sex = dice.Percent(path == DemoPath.Unaccompanied ? BoysAmongUnaccompanied : Boys) ? Sex.M : Sex.F,
        Upn = path == DemoPath.Unaccompanied ? "UN3" : DemoStay.Age(child, today) < SchoolAge ? "UN1" : MadeUpUpn(number),
        Restricted = dice.Percent(Restricted),
    };

    /// <summary>No real pupil number begins with an I.</summary>
    private static string MadeUpUpn(int number) => $"I{number:000000000000}";
}
