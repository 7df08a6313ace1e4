using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A connected person is fully approved before the temporary approval runs out: 16 weeks, and eight more where it is extended.</summary>
/// <remarks>
/// The first day of the approval is day 1. A recorded extension moves the date from the day it is given, once, by eight weeks at most.
/// While a review of the decision on approval is pending there is no due date. Not for fostering for adoption (U2, U5).
/// </remarks>
public sealed class TemporaryApprovalEnds() : Rule(
    "temporary-approval-ends",
    "Temporary approval of a connected person",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(16, Unit.Weeks, FirstDayCounts: true), CarePlanning2010.Regulation("24 and 25")),
    new DatedLimit(Coronavirus2020.From, new Amount(24, Unit.Weeks, FirstDayCounts: true), Coronavirus2020.TemporaryApproval),
    new DatedLimit(Coronavirus2020.To, new Amount(16, Unit.Weeks, FirstDayCounts: true), CarePlanning2010.Regulation("24 and 25")))
{
    private const int WeeksOfExtension = 8;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins with a connected person who is temporarily approved, or its terms become that.",
        Due: "The last day of 16 weeks (24 where it was given from 24 April to 24 September 2020); extended, of eight weeks more at most.",
        MetBy: ["placement"],
        EndedBy: "The end of the placement, placement for adoption, or the end of the period of care.",
        Counting: "The first day is day 1; fully approved on the last day is on time. No due date while a review of the decision is pending.",
        Wording: new Wording("Full approval of the connected person", "given"));

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                foreach (var approval in placement.StretchesWhere(terms => terms.IsTemporarilyApproved))
                {
                    if (settings.VersionOf(this, approval.From) is { } version)
                    {
                        var end = ApprovalForNow.Of(placement, approval);
                        yield return new Duty(period, approval.From, approval.Value, version, [.. OpeningsOf(placement, approval, version.Amount!.Value, settings)])
                        {
                            MetOn = end.ApprovedOn,
                            Ending = end.Ending,
                        };
                    }
                }
            }
        }
    }

    private static IEnumerable<Opening> OpeningsOf(Placement placement, DateSpan<PlacementStart> approval, Amount limit, Settings settings)
    {
        var deadline = Deadline.After(approval.From, "the temporary approval was given", limit, settings.Calendar);
        var longest = Deadline.After(approval.From, "the temporary approval was given", limit with { Count = limit.Count + WeeksOfExtension }, settings.Calendar);
        var last = default(Deadline?);
        for (var i = 0; i < placement.Terms.Count; i++)
        {
            var terms = placement.Terms[i];
            if (!approval.Holds(terms.On))
            {
                continue;
            }

            if (terms.PendingDecisionReview)
            {
                last = Deadline.Open(terms.On, "the pending review of the decision on approval");
                yield return new Opening(terms.On, last.Value);
            }
            else if (last is null || last.Value.IsOpenEnded)
            {
                last = deadline;
                yield return new Opening(terms.On, deadline);
            }

            if (terms.ApprovalExtendedOn is { } extendedOn && extendedOn < (i + 1 < placement.Terms.Count ? placement.Terms[i + 1].On : placement.To))
            {
                deadline = terms.ApprovalExtendedTo is not { } to || to >= longest.On ? longest
                    : to > deadline.On ? Deadline.OnTheDay(to, "the last day of the extended approval")
                    : deadline;
                if (!last.Value.IsOpenEnded && deadline.On != last.Value.On)
                {
                    last = deadline;
                    yield return new Opening(extendedOn, deadline);
                }
            }
        }
    }
}
