namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The offer or the holding of family group decision-making.</summary>
public sealed class FamilyGroupMeeting(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<FamilyGroupMeetingKind> KindField =
        Fields.Code("kind", Codes.Hyphenated<FamilyGroupMeetingKind>(), "Offered, held, or not in the child's interests.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("family-group-meeting", "Family group decision-making", (head, fields) => new FamilyGroupMeeting(head, fields), KindField) { MayPrecedeBirth = true };

    /// <summary>Offered, held, or not in the child's interests.</summary>
    public FamilyGroupMeetingKind Kind => Values.Of(KindField);

    /// <summary>Builds an offer or a meeting whose values are known to fit.</summary>
    public static FamilyGroupMeeting New(EntryHead head, FamilyGroupMeetingKind kind) => (FamilyGroupMeeting)Shape.New(head, KindField.Is(kind));
}

/// <summary>What became of family group decision-making.</summary>
public enum FamilyGroupMeetingKind
{
    /// <summary>Offered.</summary>
    Offered,

    /// <summary>Held.</summary>
    Held,

    /// <summary>Not in the child's interests.</summary>
    NotInInterests,
}
