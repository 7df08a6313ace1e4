namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day consent to accommodation under Section 20 was re-affirmed.</summary>
public sealed class Section20Consent(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<ConsentBy> ByField = Fields.Code("by", Codes.Hyphenated<ConsentBy>(), "Who gave it.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("section20-consent", "Section 20 consent re-affirmed", (head, fields) => new Section20Consent(head, fields), ByField);

    /// <summary>Who gave it.</summary>
    public ConsentBy By => Values.Of(ByField);

    /// <summary>Builds a consent whose values are known to fit.</summary>
    public static Section20Consent New(EntryHead head, ConsentBy by) => (Section20Consent)Shape.New(head, ByField.Is(by));
}

/// <summary>Who consents to accommodation.</summary>
public enum ConsentBy
{
    /// <summary>A parent.</summary>
    Parent,

    /// <summary>The young person, at 16 or 17.</summary>
    YoungPerson,
}
