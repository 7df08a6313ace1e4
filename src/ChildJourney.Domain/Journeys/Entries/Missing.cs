namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>An episode of being missing, or away without authorisation.</summary>
public sealed class Missing(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<MissingKind> KindField =
        Fields.Code("kind", CodeLists.MissingKinds, "Missing, or away without authorisation.").Required();

    internal static readonly Field<LocalMoment> FromField = Fields.Moment("from", "When the child was first missing.").Required().NotBeforeEntry();

    internal static readonly Field<LocalMoment> ReturnedAtField = Fields.Moment("returnedAt", "When the child returned.").NotBefore(FromField);

    internal static readonly Field<LocalMoment> InterviewOfferedAtField =
        Fields.Moment("interviewOfferedAt", "When an interview on return was offered.").NotBefore(ReturnedAtField);

    internal static readonly Field<LocalMoment> InterviewAtField = Fields.Moment("interviewAt", "When the interview on return was held.").NotBefore(ReturnedAtField);

    internal static readonly Field<bool> InterviewDeclinedField = Fields.Flag("interviewDeclined", "Whether the child declined the interview.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } = new(
        "missing",
        "Went missing",
        (head, fields) => new Missing(head, fields),
        KindField,
        FromField,
        ReturnedAtField,
        InterviewOfferedAtField,
        InterviewAtField,
        InterviewDeclinedField);

    /// <summary>Missing, or away without authorisation.</summary>
    public MissingKind Kind => Values.Of(KindField);

    /// <summary>When the child was first missing.</summary>
    public LocalMoment From => Values.Of(FromField);

    /// <summary>When the child returned.</summary>
    public LocalMoment? ReturnedAt => Values.Maybe(ReturnedAtField);

    /// <summary>When an interview on return was offered.</summary>
    public LocalMoment? InterviewOfferedAt => Values.Maybe(InterviewOfferedAtField);

    /// <summary>When the interview on return was held.</summary>
    public LocalMoment? InterviewAt => Values.Maybe(InterviewAtField);

    /// <summary>Whether the child declined the interview.</summary>
    public bool InterviewDeclined => Values.Of(InterviewDeclinedField);

    /// <inheritdoc/>
    public override string What => Kind == MissingKind.Missing ? "Went missing" : "Away without authorisation";

    /// <summary>Builds an episode whose values are known to fit.</summary>
    public static Missing New(
        EntryHead head,
        MissingKind kind,
        LocalMoment from,
        LocalMoment? returnedAt = null,
        LocalMoment? interviewOfferedAt = null,
        LocalMoment? interviewAt = null,
        bool interviewDeclined = false) => (Missing)Shape.New(
            head,
            KindField.Is(kind),
            FromField.Is(from),
            new(ReturnedAtField, returnedAt),
            new(InterviewOfferedAtField, interviewOfferedAt),
            new(InterviewAtField, interviewAt),
            InterviewDeclinedField.Is(interviewDeclined));
}

/// <summary>Missing, or away without authorisation.</summary>
public enum MissingKind
{
    /// <summary>Where the child was is not known (SSDA903 M).</summary>
    Missing,

    /// <summary>Where the child was is known, but not agreed (SSDA903 A).</summary>
    AwayWithoutAuthorisation,
}
