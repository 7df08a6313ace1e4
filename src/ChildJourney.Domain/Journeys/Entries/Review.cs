using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A review of the child's case, on the day it was completed.</summary>
public sealed class Review(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<Participation> ParticipationField =
        Fields.Code("participation", CodeLists.Participations, "How the child took part (SSDA903).");

    internal static readonly Field<LocalDate> FirstSittingOnField = Fields.Date("firstSittingOn", "The day of the first sitting, where there were several.");

    internal static readonly Field<ReviewFormat> FormatField = Fields.Code("format", CodeLists.ReviewFormats, "How it was held.");

    internal static readonly Field<bool> CountsTowardsCycleField =
        Fields.Flag("countsTowardsCycle", "Whether the next review is counted from this one; true where it is left out.").Otherwise(true);

    internal static readonly Field<LocalDate> SpokeWithChildOnField =
        Fields.Date("spokeWithChildOn", "The day the independent reviewing officer spoke with the child in private.");

    internal static readonly Field<bool> ChildRefusedField = Fields.Flag("childRefused", "Whether the child refused to speak with the officer.");

    internal static readonly Field<bool> SpokeNotAppropriateField = Fields.Flag("spokeNotAppropriate", "Whether it was not appropriate to speak with the child.");

    internal static readonly Field<LocalDate> ReportReceivedOnField = Fields.Date("reportReceivedOn", "The day the social worker's report reached the officer.");

    internal static readonly Field<LocalDate> PapersSentOnField = Fields.Date("papersSentOn", "The day invitations and papers were sent.");

    internal static readonly Field<bool> PlanChangedField = Fields.Flag("planChanged", "Whether the review changed the care plan.");

    internal static readonly Field<LocalDate> DecisionsOnField = Fields.Date("decisionsOn", "The day the decisions were sent.").NotBeforeEntry();

    internal static readonly Field<LocalDate> RecordOnField = Fields.Date("recordOn", "The day the full record was written.").NotBeforeEntry();

    internal static readonly Field<LocalDate> DistributedOnField = Fields.Date("distributedOn", "The day the record was distributed.").NotBeforeEntry();

    internal static readonly Field<string> ChairField = Fields.Identifier("chair", "The code of the officer who chaired it.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } = new(
        "review",
        "Review held",
        (head, fields) => new Review(head, fields),
        ParticipationField,
        FirstSittingOnField,
        FormatField,
        CountsTowardsCycleField,
        SpokeWithChildOnField,
        ChildRefusedField,
        SpokeNotAppropriateField,
        ReportReceivedOnField,
        PapersSentOnField,
        PlanChangedField,
        DecisionsOnField,
        RecordOnField,
        DistributedOnField,
        ChairField);

    /// <summary>How the child took part.</summary>
    public Participation? Participation => Values.Maybe(ParticipationField);

    /// <summary>The day of the first sitting, where there were several.</summary>
    public LocalDate? FirstSittingOn => Values.Maybe(FirstSittingOnField);

    /// <summary>How it was held.</summary>
    public ReviewFormat? Format => Values.Maybe(FormatField);

    /// <summary>Whether the next review is counted from this one.</summary>
    public bool CountsTowardsCycle { get; } = fields.Of(CountsTowardsCycleField);

    /// <summary>The day the independent reviewing officer spoke with the child in private.</summary>
    public LocalDate? SpokeWithChildOn => Values.Maybe(SpokeWithChildOnField);

    /// <summary>Whether the child refused to speak with the officer.</summary>
    public bool ChildRefused => Values.Of(ChildRefusedField);

    /// <summary>Whether it was not appropriate to speak with the child.</summary>
    public bool SpokeNotAppropriate => Values.Of(SpokeNotAppropriateField);

    /// <summary>The day the social worker's report reached the officer.</summary>
    public LocalDate? ReportReceivedOn => Values.Maybe(ReportReceivedOnField);

    /// <summary>The day invitations and papers were sent.</summary>
    public LocalDate? PapersSentOn => Values.Maybe(PapersSentOnField);

    /// <summary>Whether the review changed the care plan.</summary>
    public bool PlanChanged => Values.Of(PlanChangedField);

    /// <summary>The day the decisions were sent.</summary>
    public LocalDate? DecisionsOn => Values.Maybe(DecisionsOnField);

    /// <summary>The day the full record was written.</summary>
    public LocalDate? RecordOn => Values.Maybe(RecordOnField);

    /// <summary>The day the record was distributed.</summary>
    public LocalDate? DistributedOn => Values.Maybe(DistributedOnField);

    /// <summary>Builds a review whose values are known to fit.</summary>
    public static Review New(
        EntryHead head,
        Participation? participation = null,
        string? chair = null,
        LocalDate? firstSittingOn = null,
        LocalDate? spokeWithChildOn = null,
        bool childRefused = false,
        bool spokeNotAppropriate = false,
        LocalDate? reportReceivedOn = null,
        LocalDate? papersSentOn = null,
        bool planChanged = false,
        LocalDate? decisionsOn = null,
        LocalDate? recordOn = null,
        LocalDate? distributedOn = null) => (Review)Shape.New(
            head,
            new(ParticipationField, participation),
            new(ChairField, chair),
            new(FirstSittingOnField, firstSittingOn),
            new(SpokeWithChildOnField, spokeWithChildOn),
            ChildRefusedField.Is(childRefused),
            SpokeNotAppropriateField.Is(spokeNotAppropriate),
            new(ReportReceivedOnField, reportReceivedOn),
            new(PapersSentOnField, papersSentOn),
            PlanChangedField.Is(planChanged),
            new(DecisionsOnField, decisionsOn),
            new(RecordOnField, recordOn),
            new(DistributedOnField, distributedOn));
}

/// <summary>How a child took part in a review.</summary>
public enum Participation
{
    /// <summary>Under four at the review.</summary>
    PN0,

    /// <summary>Attended and spoke.</summary>
    PN1,

    /// <summary>Attended, an advocate spoke.</summary>
    PN2,

    /// <summary>Attended and conveyed views without speech.</summary>
    PN3,

    /// <summary>Attended without contributing.</summary>
    PN4,

    /// <summary>Did not attend, briefed an advocate.</summary>
    PN5,

    /// <summary>Did not attend, conveyed views by other means.</summary>
    PN6,

    /// <summary>Did not attend nor convey views.</summary>
    PN7,
}

/// <summary>How a review was held.</summary>
public enum ReviewFormat
{
    /// <summary>As a meeting, or a series of them.</summary>
    Meeting,

    /// <summary>On paper.</summary>
    Paper,
}
