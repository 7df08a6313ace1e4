using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The first day of an exclusion from school.</summary>
public sealed class Exclusion(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<ExclusionKind> KindField =
        Fields.Code("kind", Codes.Hyphenated<ExclusionKind>(), "Suspension or permanent exclusion.").Required();

    internal static readonly Field<LocalDate> ProvisionStartedOnField =
        Fields.Date("provisionStartedOn", "The day suitable full-time education started.").NotBeforeEntry();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("exclusion", "Excluded from school", (head, fields) => new Exclusion(head, fields), KindField, ProvisionStartedOnField);

    /// <summary>Suspension or permanent exclusion.</summary>
    public ExclusionKind Kind => Values.Of(KindField);

    /// <summary>The day suitable full-time education started.</summary>
    public LocalDate? ProvisionStartedOn => Values.Maybe(ProvisionStartedOnField);

    /// <summary>Builds an exclusion whose values are known to fit.</summary>
    public static Exclusion New(EntryHead head, ExclusionKind kind, LocalDate? provisionStartedOn = null) =>
        (Exclusion)Shape.New(head, KindField.Is(kind), new(ProvisionStartedOnField, provisionStartedOn));
}

/// <summary>The kinds of exclusion.</summary>
public enum ExclusionKind
{
    /// <summary>For a fixed time.</summary>
    Suspension,

    /// <summary>For good.</summary>
    Permanent,
}
