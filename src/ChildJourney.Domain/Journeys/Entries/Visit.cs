namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A social worker's visit.</summary>
public sealed class Visit(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<bool> SeenField = Fields.Flag("seen", "Whether the child was seen; true where it is left out.").Otherwise(true);

    internal static readonly Field<bool> SeenAloneField = Fields.Flag("seenAlone", "Whether the child was seen alone.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("visit", "Visited", (head, fields) => new Visit(head, fields), SeenField, SeenAloneField);

    /// <summary>Whether the child was seen.</summary>
    public bool Seen => Values.Of(SeenField);

    /// <summary>Whether the child was seen alone.</summary>
    public bool SeenAlone => Values.Of(SeenAloneField);
}
