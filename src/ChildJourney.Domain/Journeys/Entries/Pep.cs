using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A meeting about the child's personal education plan.</summary>
public sealed class Pep(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LocalDate> CompletedOnField = Fields.Date("completedOn", "The day the plan was completed.").NotBeforeEntry();

    internal static readonly Field<string> QualityField = Fields.Identifier("quality", "The virtual school's code for the plan's quality.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("pep", "Personal education plan meeting held", (head, fields) => new Pep(head, fields), CompletedOnField, QualityField);

    /// <summary>The day the plan was completed.</summary>
    public LocalDate? CompletedOn => Values.Maybe(CompletedOnField);

    /// <summary>The virtual school's code for the plan's quality.</summary>
    public string? Quality => Values.MaybeText(QualityField);

    /// <summary>Builds a meeting whose values are known to fit.</summary>
    public static Pep New(EntryHead head, LocalDate? completedOn = null, string? quality = null) =>
        (Pep)Shape.New(head, new(CompletedOnField, completedOn), new(QualityField, quality));
}
