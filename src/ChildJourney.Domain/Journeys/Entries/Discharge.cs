namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child ceased to be looked after.</summary>
public sealed class Discharge(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<DischargeReason> ReasonField =
        Fields.Code("reason", CodeLists.DischargeReasons, "Why the child ceased to be looked after (SSDA903 REC).").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("discharge", "Ceased to be looked after", (head, fields) => new Discharge(head, fields), ReasonField);

    /// <summary>Why the child ceased to be looked after.</summary>
    public DischargeReason Reason { get; } = fields.Of(ReasonField);

    /// <summary>Builds a discharge whose values are known to fit.</summary>
    public static Discharge New(EntryHead head, DischargeReason reason) => (Discharge)Shape.New(head, ReasonField.Is(reason));
}
