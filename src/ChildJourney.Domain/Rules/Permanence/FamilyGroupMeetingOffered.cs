using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>Family group decision-making is offered by the letter before proceedings, or is not in the child's interests.</summary>
/// <remarks>On or before the day of the letter. Off until the section is commenced or an authority turns it on.</remarks>
public sealed class FamilyGroupMeetingOffered() : LetterBeforeProceedings(
    "family-group-meeting-offered",
    "Family group decision-making offered",
    Level.Local,
    new DatedLimit(
        PublicLawWorkingGroup2021.InForceFrom,
        Amount: null,
        new Citation(
            "Local standard, ahead of section 31ZA of the Children Act 1989, which section 1 of the Children's Wellbeing and Schools Act 2026 will insert",
            ParagraphConfirmed: false)))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The letter before proceedings is sent.",
        Due: "The same day.",
        MetBy: ["family-group-meeting"],
        EndedBy: "The 18th birthday.",
        Counting: "Offered, held or found not in the child's interests on or before the day of the letter.",
        Wording: new Wording("An offer of family group decision-making", "made"));

    /// <inheritdoc/>
    public override bool EnabledByDefault => false;

    /// <inheritdoc/>
    protected override LocalDate? DoneOn(Journey journey, PreProceedings letter) =>
        journey.All<FamilyGroupMeeting>().FirstOrDefault(meeting => meeting.On <= letter.On)?.On;
}
