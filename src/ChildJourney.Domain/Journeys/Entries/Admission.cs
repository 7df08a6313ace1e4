using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child became looked after.</summary>
public sealed class Admission(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<LegalStatus> LegalStatusField =
        Fields.Code("legalStatus", CodeLists.LegalStatuses, "Under which legal status (SSDA903).").Required();

    internal static readonly Field<CategoryOfNeed> CategoryOfNeedField =
        Fields.Code("categoryOfNeed", CodeLists.CategoriesOfNeed, "The category of need (SSDA903).");

    internal static readonly Field<bool> UnaccompaniedField =
        Fields.Flag("unaccompanied", "Whether the child is an unaccompanied asylum-seeking child.");

    internal static readonly Field<LocalDate> HistoryFromField =
        Fields.Date("historyFrom", "The day recording began, where the child was looked after before it; nothing earlier is raised.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("admission", "Became looked after", (head, fields) => new Admission(head, fields), LegalStatusField, CategoryOfNeedField, UnaccompaniedField, HistoryFromField);

    /// <summary>Under which legal status.</summary>
    public LegalStatus LegalStatus { get; } = fields.Of(LegalStatusField);

    /// <summary>Whether the child is an unaccompanied asylum-seeking child.</summary>
    public bool Unaccompanied => Values.Of(UnaccompaniedField);

    /// <summary>Why the child came to need help, where recorded.</summary>
    public CategoryOfNeed? CategoryOfNeed => Values.Maybe(CategoryOfNeedField);

    /// <summary>The day recording began, where the child was looked after before it.</summary>
    public LocalDate? HistoryFrom => Values.Maybe(HistoryFromField);

    /// <inheritdoc/>
    public override string What => $"Became looked after under {LegalStatusWords.Of(LegalStatus)}";

    /// <inheritdoc/>
    public override InputProblem? Impossible(Child child) =>
        On >= child.EighteenthBirthday
            ? new InputProblem("on", $"a date before the child's 18th birthday, {PlainEnglish.Date(child.EighteenthBirthday)}", Impossible: true)
            : null;

    /// <summary>Builds an admission whose values are known to fit.</summary>
    public static Admission New(EntryHead head, LegalStatus legalStatus, CategoryOfNeed? need = null, bool unaccompanied = false, LocalDate? historyFrom = null) =>
        (Admission)Shape.New(head, LegalStatusField.Is(legalStatus), new(CategoryOfNeedField, need), UnaccompaniedField.Is(unaccompanied), new(HistoryFromField, historyFrom));
}

/// <summary>Why a child came to need help.</summary>
public enum CategoryOfNeed
{
    /// <summary>Abuse or neglect.</summary>
    N1,

    /// <summary>The child's disability.</summary>
    N2,

    /// <summary>A parent's illness or disability.</summary>
    N3,

    /// <summary>Family in acute stress.</summary>
    N4,

    /// <summary>Family dysfunction.</summary>
    N5,

    /// <summary>Socially unacceptable behaviour.</summary>
    N6,

    /// <summary>Low income.</summary>
    N7,

    /// <summary>Absent parenting.</summary>
    N8,
}
