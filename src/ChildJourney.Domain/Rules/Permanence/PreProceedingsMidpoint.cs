using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>Pre-proceedings are reviewed within six weeks of the letter.</summary>
/// <remarks>The day of the letter is day 0.</remarks>
public sealed class PreProceedingsMidpoint() : LetterBeforeProceedings(
    "pre-proceedings-midpoint",
    "Midpoint review of pre-proceedings",
    Level.Local,
    new DatedLimit(PublicLawWorkingGroup2021.InForceFrom, new Amount(6, Unit.Weeks), new Citation("Local standard: a review meeting midway through pre-proceedings")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The letter before proceedings is sent.",
        Due: "Six weeks after it.",
        MetBy: ["pre-proceedings"],
        EndedBy: "The conclusion of pre-proceedings, or the 18th birthday.",
        Counting: "The day of the letter is day 0; held on the due date is on time.",
        Wording: new Wording("The review meeting of pre-proceedings", "held"));

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PreProceedings letter) => letter.ReviewedOn;

    /// <inheritdoc/>
    protected override Ending EndOf(Journey journey, PreProceedings letter) =>
        ConcludedOn(journey, letter) is { } on
            ? Ending.Earlier(new Ending(on, "pre-proceedings had concluded", Recorded: true), base.EndOf(journey, letter))
            : base.EndOf(journey, letter);
}
