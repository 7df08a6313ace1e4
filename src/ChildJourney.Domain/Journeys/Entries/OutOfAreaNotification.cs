namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the area authority was told of a placement outside the authority.</summary>
public sealed class OutOfAreaNotification(EntryHead head, FieldValues fields) : Entry(head, fields), IAboutPlacement
{
    internal static readonly Field<string> PlacementField =
        Fields.EntryId("placement", "The id of the placement entry it is about; left out, the placement in force on its day.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("out-of-area-notification", "Area authority notified", (head, fields) => new OutOfAreaNotification(head, fields), PlacementField);

    /// <summary>The id of the placement entry it is about.</summary>
    public string? Placement => Values.MaybeText(PlacementField);
}
