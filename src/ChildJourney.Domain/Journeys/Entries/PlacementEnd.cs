namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a placement ended.</summary>
public sealed class PlacementEnd(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<PlacementChangeReason> ReasonForChangeField =
        Fields.Code("reasonForChange", Codes.AsNamed<PlacementChangeReason>(), "Why the placement changed (SSDA903).");

    internal static readonly Field<bool> WithoutNoticeField = Fields.Flag("withoutNotice", "Whether it ended without notice.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("placement-end", "Placement ended", (head, fields) => new PlacementEnd(head, fields), ReasonForChangeField, WithoutNoticeField);

    /// <summary>Why the placement changed (SSDA903).</summary>
    public PlacementChangeReason? ReasonForChange => Values.Maybe(ReasonForChangeField);

    /// <summary>Whether it ended without notice.</summary>
    public bool WithoutNotice => Values.Of(WithoutNoticeField);

    /// <summary>Makes one.</summary>
    public static PlacementEnd New(EntryHead head, PlacementChangeReason? reasonForChange = null, bool withoutNotice = false) =>
        (PlacementEnd)Shape.New(head, new(ReasonForChangeField, reasonForChange), WithoutNoticeField.Is(withoutNotice));
}

/// <summary>Why a placement changed.</summary>
public enum PlacementChangeReason
{
    /// <summary>As the care plan says.</summary>
    CARPL,

    /// <summary>The home or carer ceased.</summary>
    CLOSE,

    /// <summary>An allegation.</summary>
    ALLEG,

    /// <summary>Standards of care.</summary>
    STAND,

    /// <summary>Approval removed.</summary>
    APPRR,

    /// <summary>The carer asked, for the child's behaviour.</summary>
    CREQB,

    /// <summary>The carer asked, for another reason.</summary>
    CREQO,

    /// <summary>The child asked.</summary>
    CHILD,

    /// <summary>The authority asked.</summary>
    LAREQ,

    /// <summary>The placement was changed by its provider.</summary>
    PLACE,

    /// <summary>Custody.</summary>
    CUSTOD,

    /// <summary>Another reason.</summary>
    OTHER,
}
