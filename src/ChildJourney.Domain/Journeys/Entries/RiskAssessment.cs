namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A risk assessment.</summary>
public sealed class RiskAssessment(EntryHead head, FieldValues fields) : Entry(head, fields), IAboutPlacement
{
    internal static readonly Field<RiskKind> KindField = Fields.Code("kind", Codes.Hyphenated<RiskKind>(), "Of which risk.").Required();

    internal static readonly Field<string> PlacementField =
        Fields.EntryId("placement", "The id of the placement entry it is about; left out, the placement in force on its day.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("risk-assessment", "Risk assessed", (head, fields) => new RiskAssessment(head, fields), KindField, PlacementField);

    /// <summary>Of which risk.</summary>
    public RiskKind Kind => Values.Of(KindField);

    /// <summary>The id of the placement entry it is about.</summary>
    public string? Placement => Values.MaybeText(PlacementField);
}

/// <summary>The risks that are assessed.</summary>
public enum RiskKind
{
    /// <summary>Living in bed and breakfast.</summary>
    BedAndBreakfast,

    /// <summary>Exploitation.</summary>
    Exploitation,
}
