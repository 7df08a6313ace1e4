using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>Written notice follows within ten working days where a placement ended without any.</summary>
/// <remarks>
/// A notice that names a placement is about that one. One that names none is about the placement that last ended without notice on or
/// before its day. The end of a temporary move alone raises nothing.
/// </remarks>
public sealed class EndNoticeGiven() : Rule(
    "placement-end-notice",
    "Notice of a placement's end",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(10, Unit.WorkingDays), CarePlanning2010.Regulation("14(4)")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement ends without notice.",
        Due: "Ten working days after it.",
        MetBy: ["placement-end-notice"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day it ended is day 0; weekends and bank holidays are not counted; given on the due date is on time.",
        Wording: new Wording("Written notice of the placement's end", "given"));

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var end in journey.All<PlacementEnd>())
        {
            var eve = end.On.PlusDays(-1);
            if (end.WithoutNotice
                && journey.PeriodOn(eve) is { } period
                && period.PlacementOn(eve) is { } ended
                && ended.To == end.On
                && DueAfter(period, end.On, end, "the end of the placement", settings) is { } duty)
            {
                yield return duty with { MetOn = journey.All<PlacementEndNotice>().FirstOrDefault(notice => IsAbout(notice, ended, journey))?.On };
            }
        }
    }

    private static bool IsAbout(PlacementEndNotice notice, Placement ended, Journey journey) =>
        notice.On >= ended.To
        && (notice.Placement is { } named
            ? ended.Terms.Any(terms => terms.Id == named)
            : !journey.All<PlacementEnd>().Any(later => later.WithoutNotice && later.On > ended.To && later.On <= notice.On));
}
