namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child was told of rights, advocacy and complaints.</summary>
public sealed class RightsInformation(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("rights-information", "Told of rights, advocacy and complaints", (head, fields) => new RightsInformation(head, fields));
}
