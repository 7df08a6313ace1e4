using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Section20;

/// <summary>A child under Section 20 has a plan for return home from the first review on.</summary>
/// <remarks>
/// Due, and open, on the later of the first review and the start of Section 20. Of the first review's day and its due date the earlier
/// counts. A plan made earlier meets it if it is then in force. When a plan ends, the drift indicator speaks; no second obligation opens.
/// </remarks>
public sealed class ReturnPlan() : Rule(
    "section20-return-plan",
    "Plan for return home under Section 20",
    Level.Local,
    new DatedLimit(
        ChildrenAct1989.InForceFrom,
        Amount: null,
        LocalStandard.Southampton("Sec 20s to be tracked if no plan for return home after first CIC review")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is under Section 20 (V2) and the first review has been held or fallen due.",
        Due: "That day.",
        MetBy: ["return-home-plan", "permanence-plan"],
        EndedBy: "Any other legal status, or the end of the period of care.",
        Counting: "The plan is in force on the day itself, or later than due from the day after. Not for an unaccompanied child.",
        Wording: new Wording("A plan for return home", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var stay in Section20Stay.ReadFrom(journey, settings))
        {
            var opensOn = stay.FirstReviewOn is { } review ? LocalDate.Max(review, stay.From) : stay.From;
            if (stay.Unaccompanied || stay.BeganUnrecorded || opensOn >= stay.To || settings.VersionOf(this, opensOn) is not { } version)
            {
                continue;
            }

            var deadline = Deadline.OnTheDay(opensOn, opensOn == stay.FirstReviewOn ? stay.FirstReviewInWords : "the day Section 20 began");
            yield return new Duty(stay.Period, opensOn, stay.TriggerOn(opensOn), version, new Opening(opensOn, deadline))
            {
                MetOn = stay.PlanInForceFrom(opensOn)?.From,
                Ending = stay.Ending,
            };
        }
    }
}
