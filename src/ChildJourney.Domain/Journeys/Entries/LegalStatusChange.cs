namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the legal status changed.</summary>
public sealed class LegalStatusChange(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LegalStatus> LegalStatusField =
        Fields.Code("legalStatus", CodeLists.LegalStatuses, "The legal status from that day (SSDA903).").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("legal-status", "Legal status changed", (head, fields) => new LegalStatusChange(head, fields), LegalStatusField);

    /// <summary>The legal status from that day.</summary>
    public LegalStatus LegalStatus { get; } = fields.Of(LegalStatusField);

    /// <inheritdoc/>
    public override string What => $"Legal status changed to {LegalStatusWords.Of(LegalStatus)}";

    /// <summary>Builds a change whose values are known to fit.</summary>
    public static LegalStatusChange New(EntryHead head, LegalStatus legalStatus) => (LegalStatusChange)Shape.New(head, LegalStatusField.Is(legalStatus));
}
