using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Section20;

/// <summary>Consent to accommodation under Section 20 is re-affirmed by each review.</summary>
/// <remarks>By a parent, or from 16 by the young person; after the review before, on or before the day of this one.</remarks>
public sealed class ConsentReaffirmed() : BeforeReview(
    "section20-consent-reaffirmed",
    "Section 20 consent re-affirmed",
    Level.Guidance,
    new DatedLimit(PublicLawWorkingGroup2021.InForceFrom, Amount: null, PublicLawWorkingGroup2021.On("section 20 accommodation")))
{
    private const int AgeOfOwnConsent = 16;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review of a child under Section 20 (V2) is booked, or held without having been booked.",
        Due: "The day it is booked for; once it has been held, that day.",
        MetBy: ["section20-consent"],
        EndedBy: "The day after the review; any other legal status; the end of the period of care.",
        Counting: "After the review before, or from entry, on or before the day of this one; the young person's own consent counts from 16.",
        Wording: new Wording("Re-affirmed consent to Section 20", "recorded"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override Duty? DutyFor(Journey journey, ReviewOccasion occasion, DatedLimit version, Settings settings)
    {
        var duty = Before(occasion, version, settings);
        Opening[] openings = [.. duty.Openings.Where(opening => StayOn(occasion.Period, opening.On) is not null)];
        if (openings.Length == 0)
        {
            return null;
        }

        var stayEnds = StayOn(occasion.Period, openings[0].On)!.Value.To!.Value;
        var section20Ends = stayEnds < occasion.Period.To ? new Ending(stayEnds, "Section 20 ended", Recorded: true) : (Ending?)null;
        return duty with
        {
            Openings = openings,
            MetOn = journey.All<Section20Consent>().FirstOrDefault(consent => occasion.LeadsUpTo(consent.On) && IsValid(consent, journey.Child))?.On,
            Ending = duty.Ending is { } held && section20Ends is { } ends ? Ending.Earlier(held, ends) : duty.Ending ?? section20Ends,
        };
    }

    private static DateSpan<LegalStatus>? StayOn(PeriodOfCare period, LocalDate day) =>
        period.LegalStatuses.On(day) is { Value: LegalStatus.V2 } stay ? stay : null;

    private static bool IsValid(Section20Consent consent, Child child) =>
        consent.By == ConsentBy.Parent || consent.On >= child.Birthday(AgeOfOwnConsent);
}
