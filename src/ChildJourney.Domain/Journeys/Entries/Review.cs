namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of the child's case, on the day it was completed.</summary>
public sealed class Review(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<Participation> ParticipationField =
        Fields.Code("participation", CodeLists.Participations, "How the child took part (SSDA903).");

    internal static readonly Field<bool> CountsTowardsCycleField =
        Fields.Flag("countsTowardsCycle", "Whether the next review is counted from this one; true where it is left out.").Otherwise(true);

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } = new(
        "review",
        "Review held",
        (head, fields) => new Review(head, fields),
        ParticipationField,
        Fields.Date("firstSittingOn", "The day of the first sitting, where there were several."),
        Fields.Code("format", CodeLists.ReviewFormats, "How it was held."),
        CountsTowardsCycleField,
        Fields.Date("spokeWithChildOn", "The day the independent reviewing officer spoke with the child in private."),
        Fields.Flag("childRefused", "Whether the child refused to speak with the officer."),
        Fields.Flag("spokeNotAppropriate", "Whether it was not appropriate to speak with the child."),
        Fields.Date("reportReceivedOn", "The day the social worker's report reached the officer."),
        Fields.Date("papersSentOn", "The day invitations and papers were sent."),
        Fields.Flag("planChanged", "Whether the review changed the care plan."),
        Fields.Date("decisionsOn", "The day the decisions were sent.").NotBeforeEntry(),
        Fields.Date("recordOn", "The day the full record was written.").NotBeforeEntry(),
        Fields.Date("distributedOn", "The day the record was distributed.").NotBeforeEntry(),
        Fields.Identifier("chair", "The code of the officer who chaired it."));

    /// <summary>How the child took part.</summary>
    public Participation? Participation => Values.Maybe(ParticipationField);

    /// <summary>Whether the next review is counted from this one.</summary>
    public bool CountsTowardsCycle { get; } = fields.Of(CountsTowardsCycleField);

    /// <summary>Builds a review whose values are known to fit.</summary>
    public static Review New(EntryHead head, Participation? participation = null) => (Review)Shape.New(head, new FieldValue(ParticipationField, participation));
}
