using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>For a looked-after child, suitable full-time education starts on the first school day after a permanent exclusion.</summary>
/// <remarks>The first day of the exclusion is day 0.</remarks>
public sealed class ExclusionProvisionFirstDay() : PermanentExclusion(
    "exclusion-provision-first-day",
    "Education from the first day after a permanent exclusion",
    Level.Guidance,
    schoolDays: 1,
    new DatedLimit(PromotingEducation2018.InForceFrom, Amount: null, PromotingEducation2018.On("exclusion")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is permanently excluded.",
        Due: "The first school day after it.",
        MetBy: ["exclusion"],
        EndedBy: "The end of the period of care.",
        Counting: "The first day of the exclusion is day 0; only school days are counted; started on the first school day after it is on time.",
        Wording: new Wording("Suitable full-time education after the exclusion", "started"));
}
