using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>Suitable full-time education starts by the sixth school day of a permanent exclusion.</summary>
/// <remarks>The first day of the exclusion is day 0.</remarks>
public sealed class ExclusionProvision() : PermanentExclusion(
    "exclusion-provision",
    "Education from the sixth day of a permanent exclusion",
    Level.Regulation,
    schoolDays: 6,
    new DatedLimit(EducationAct1996.ExclusionsFrom, Amount: null, EducationAct1996.Section("19")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child is permanently excluded.",
        Due: "The sixth school day after it.",
        MetBy: ["exclusion"],
        EndedBy: "The end of the period of care.",
        Counting: "The first day of the exclusion is day 0; only school days are counted; started on the sixth is on time.",
        Wording: new Wording("Suitable full-time education after the exclusion", "started"));
}
