using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>A home as a child lives in it: from its first day up to, not including, the day of the next move, be that past or yet to come.</summary>
/// <param name="life">The child's life.</param>
/// <param name="stay">The stay in care.</param>
/// <param name="home">The home.</param>
/// <param name="from">The first day.</param>
/// <param name="to">The day of the next move, or of leaving care.</param>
internal sealed class DemoPlacement(DemoLife life, DemoStay stay, DemoHome home, LocalDate from, LocalDate to)
{
    public DemoHome Home => home;

    public LocalDate From => from;

    public LocalDate To => to;

    /// <summary>On what terms the carers keep the child at first, where these are not the usual ones.</summary>
    public DemoApproval? Approval { get; init; }

    /// <summary>Whether carers whom the child already lived with adopt the child.</summary>
    public bool Continues { get; init; }

    /// <summary>The day from which it is meant to last to 18, or null.</summary>
    public LocalDate? LastsFrom { get; init; }

    /// <summary>Whether the child, once the home is for good, agrees to fewer visits.</summary>
    public bool HasFewerVisits { get; init; }

    /// <summary>The id of the entry that began it, from when that was written down.</summary>
    public string? EntryId { get; private set; }

    public bool IsForAdoption => home.Type is PlacementType.A5 or PlacementType.A6;

    /// <summary>Whether the child is there because of a remand to youth detention.</summary>
    public bool IsYouthDetention => stay.Path == DemoPath.Remand && home.Type is PlacementType.K1 or PlacementType.R5;

    /// <summary>Writes down that the child came there.</summary>
    public void Begin(bool inEmergency, bool losesSchool) => life.Add(stay, from, head =>
    {
        EntryId = head.Id;
        return Describe(head, isSameCarer: Continues, inEmergency, losesSchool);
    });

    /// <summary>Writes down the terms that hold from a day on: those of a home for good, or of a child who returns from a short time away.</summary>
    public void Write(LocalDate on, bool isSameCarer = false) => life.Add(stay, on, head => Describe(head, isSameCarer));

    /// <summary>Whether it is then meant to last to 18.</summary>
    public bool IsLasting(LocalDate on) => on >= LastsFrom;

    private Entry Describe(EntryHead head, bool isSameCarer, bool inEmergency = false, bool losesSchool = false)
    {
        var isLasting = IsLasting(head.On);
        var isForNow = head.On < Approval?.SettledOn;
        return PlacementStart.Shape.Of(
            head,
            ("placementType", isLasting ? home.LongTermType ?? home.Type : home.Type),
            ("sameCarer", isSameCarer),
            ("provider", home.Provider),
            ("carer", home.Carer),
            ("intendedToLastTo18", isLasting),
            ("childAgreesToFewerVisits", isLasting && HasFewerVisits),
            ("outsideAuthority", home.IsOutsideAuthority),
            ("distanceMiles", (decimal?)home.Miles),
            ("setting", home.Setting),
            ("registered", home.IsUnregistered ? false : null),
            ("emergency", inEmergency),
            ("schoolLost", losesSchool),
            ("approval", isForNow ? Approval?.Kind : Approval?.KindAfter),
            ("approvedOn", isForNow && Approval?.ApprovedOn is { } approvedOn ? life.IfPast(approvedOn) : null),
            ("approvalExtendedOn", Approval?.ExtendedOn is { } extendedOn && extendedOn >= head.On ? life.IfPast(extendedOn) : null));
    }
}
