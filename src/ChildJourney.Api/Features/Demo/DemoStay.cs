using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>How a child comes into care.</summary>
internal enum DemoPath
{
    /// <summary>Section 20 throughout.</summary>
    Section20,

    /// <summary>Section 20, then care proceedings.</summary>
    Section20ThenOrders,

    /// <summary>An interim care order at once.</summary>
    Proceedings,

    /// <summary>Police protection, then an interim care order.</summary>
    PoliceProtection,

    /// <summary>An emergency protection order, then an interim care order.</summary>
    EmergencyProtection,

    /// <summary>Section 20 for a young person who came to England alone.</summary>
    Unaccompanied,

    /// <summary>Remand.</summary>
    Remand,

    /// <summary>Short breaks, each of them recorded.</summary>
    ShortBreakSeries,

    /// <summary>Short breaks of which the agreement is recorded.</summary>
    ShortBreakAgreement,
}

/// <summary>One stay in care as it is meant to go: from its first day up to, not including, the day it ends, be that past or yet to come.</summary>
/// <param name="Child">The child.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day it ends.</param>
/// <param name="Path">How the child came into care.</param>
/// <param name="Goal">Where it leads, or null for short breaks.</param>
/// <param name="Orders">When courts make their orders.</param>
internal sealed record DemoStay(Child Child, LocalDate From, LocalDate To, DemoPath Path, PermanenceRoute? Goal, DemoOrders Orders)
{
    /// <summary>Whether carers are relatives who become special guardians, or keep the child.</summary>
    public bool WithKin => Goal is PermanenceRoute.Kinship or PermanenceRoute.SpecialGuardianship;

    public bool IsShortBreaks => Path is DemoPath.ShortBreakSeries or DemoPath.ShortBreakAgreement;

    /// <summary>Whether Section 20 was ever in force.</summary>
    public bool HasSection20 => Path is DemoPath.Section20 or DemoPath.Section20ThenOrders or DemoPath.Unaccompanied;

    public LocalDate? InterimOrderOn => After(Orders.Interim);

    public LocalDate? CareOrderOn => After(Orders.Care);

    public LocalDate? PlacementOrderOn => After(Orders.Placement);

    public LocalDate? PlacedForAdoptionOn => After(Orders.PlacedForAdoption);

    /// <summary>The day Section 20 ends, where it was ever in force.</summary>
    public LocalDate Section20To => InterimOrderOn ?? To;

    public bool Holds(LocalDate day) => From <= day && day < To;

    public int AgeOn(LocalDate day) => Age(Child, day);

    /// <summary>How old a child is on a day.</summary>
    public static int Age(Child child, LocalDate day)
    {
        var years = day.Year - child.DateOfBirth.Year;
        return day < child.Birthday(years) ? years - 1 : years;
    }

    /// <summary>The working day on which what was meant for so many days after the first could be done.</summary>
    private LocalDate? After(int? days) => days is { } count ? WorkingDayCalendar.EnglandAndWales.Add(From.PlusDays(count - 1), 1) : null;
}

/// <summary>Court orders and what follows from them, in days from the first in care; null where there is none.</summary>
/// <param name="Interim">The interim care order, where the stay began without it.</param>
/// <param name="Care">The care order.</param>
/// <param name="Placement">The placement order.</param>
/// <param name="PlacedForAdoption">The move to adopters.</param>
/// <param name="Adopted">The adoption.</param>
internal readonly record struct DemoOrders(int? Interim, int? Care, int? Placement, int? PlacedForAdoption, int? Adopted)
{
    private static readonly Spread fromSection20ToInterim = new(45, 240);
    private static readonly Spread fromPoliceProtectionToInterim = new(1, 2);
    private static readonly Spread fromEmergencyOrderToInterim = new(3, 8);
    private static readonly (int, Spread)[] fromInterimToCare = [(62, new(126, 172)), (38, new(182, 310))];
    private static readonly Spread fromCareToPlacementOrder = new(14, 90);
    private static readonly Spread fromPlacementOrderToMatch = new(40, 260);
    private static readonly Spread fromMatchToAdoption = new(130, 450);

    /// <summary>Draws the orders of a stay.</summary>
    public static DemoOrders Draw(DemoDice dice, DemoPath path, PermanenceRoute? goal)
    {
        int? interim = path switch
        {
            DemoPath.Section20ThenOrders => dice.Draw(fromSection20ToInterim),
            DemoPath.PoliceProtection => dice.Draw(fromPoliceProtectionToInterim),
            DemoPath.EmergencyProtection => dice.Draw(fromEmergencyOrderToInterim),
            _ => null,
        };
        if (interim is null && path != DemoPath.Proceedings)
        {
            return default;
        }

        var care = interim.GetValueOrDefault() + dice.Draw(dice.Pick<Spread>(fromInterimToCare));
        if (goal != PermanenceRoute.Adoption)
        {
            return new DemoOrders(interim, care, null, null, null);
        }

        var placement = care + dice.Draw(fromCareToPlacementOrder);
        var placed = placement + dice.Draw(fromPlacementOrderToMatch);
        return new DemoOrders(interim, care, placement, placed, placed + dice.Draw(fromMatchToAdoption));
    }
}
