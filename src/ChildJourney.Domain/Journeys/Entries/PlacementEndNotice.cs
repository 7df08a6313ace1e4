namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day written notice of a placement's end was given.</summary>
public sealed class PlacementEndNotice(EntryHead head, FieldValues fields) : Entry(head, fields), IAboutPlacement
{
    internal static readonly Field<string> PlacementField =
        Fields.EntryId("placement", "The id of the placement entry it is about; left out, the placement in force on its day.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("placement-end-notice", "Notice of a placement's end given", (head, fields) => new PlacementEndNotice(head, fields), PlacementField);

    /// <summary>The id of the placement entry it is about.</summary>
    public string? Placement => Values.MaybeText(PlacementField);
}
