using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>Pre-proceedings conclude within 16 weeks of the letter.</summary>
/// <remarks>The day of the letter is day 0. Issuing proceedings concludes them too.</remarks>
public sealed class PreProceedings16Weeks() : LetterBeforeProceedings(
    "pre-proceedings-16-weeks",
    "Pre-proceedings within 16 weeks",
    Level.Guidance,
    new DatedLimit(PublicLawWorkingGroup2021.InForceFrom, new Amount(16, Unit.Weeks), PublicLawWorkingGroup2021.On("pre-proceedings")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The letter before proceedings is sent.",
        Due: "16 weeks after it.",
        MetBy: ["pre-proceedings", "proceedings"],
        EndedBy: "The 18th birthday.",
        Counting: "The day of the letter is day 0; concluded on the due date is on time.",
        Wording: new Wording("The conclusion of pre-proceedings", "reached"));

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PreProceedings letter) => ConcludedOn(journey, letter);
}
