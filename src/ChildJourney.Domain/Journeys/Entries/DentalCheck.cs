namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A dental check.</summary>
public sealed class DentalCheck(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<bool> RefusedField = Fields.Flag("refused", "Whether the child, informed, refused it.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("dental-check", "Dental check held", (head, fields) => new DentalCheck(head, fields), RefusedField);

    /// <summary>Whether the child, informed, refused it.</summary>
    public bool Refused => Values.Of(RefusedField);
}
