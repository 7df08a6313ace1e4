using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>The independent reviewing officer speaks with the child in private before each review.</summary>
/// <remarks>On the day of the review is on time. A child who refuses holds it as refused; where speaking was not appropriate it falls away.</remarks>
public sealed class IroSpokeWithChild() : BeforeReview(
    "iro-spoke-with-child",
    "Independent reviewing officer spoke with the child",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, Amount: null, CarePlanning2010.Regulation("36(1)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A review is booked, or held without having been booked.",
        Due: "The day it is booked for; once it has been held, that day.",
        MetBy: ["review"],
        EndedBy: "The day after the review; the end of the period of care; placement for adoption.",
        Counting: "After the review before, on or before the day of this one. Not raised where it was not appropriate, or the child is under four (PN0).",
        Wording: new Wording("A private talk of the independent reviewing officer with the child", "held"));

    /// <inheritdoc/>
    protected override Duty? DutyFor(Journey journey, ReviewOccasion occasion, DatedLimit version, Settings settings)
    {
        if (occasion.Held is not { } held)
        {
            return Before(occasion, version, settings);
        }

        if (held.SpokeNotAppropriate || held.Participation == Participation.PN0)
        {
            return occasion.Bookings.Count == 0
                ? null
                : Before(occasion, version, settings) with { Ending = new Ending(held.On, "speaking with the child was not appropriate", Recorded: true) };
        }

        var spokeOn = held.SpokeWithChildOn is { } on && occasion.LeadsUpTo(on) ? on : (LocalDate?)null;
        return Before(occasion, version, settings, spokeOn) with { RefusedOn = held.ChildRefused ? held.On : null };
    }
}
