namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a placement plan was signed.</summary>
public sealed class PlacementPlan(EntryHead head, FieldValues fields) : Entry(head, fields), IAboutPlacement
{
    internal static readonly Field<string> PlacementField =
        Fields.EntryId("placement", "The id of the placement entry it is about; left out, the placement in force on its day.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("placement-plan", "Placement plan signed", (head, fields) => new PlacementPlan(head, fields), PlacementField);

    /// <summary>The id of the placement entry it is about.</summary>
    public string? Placement => Values.MaybeText(PlacementField);
}
