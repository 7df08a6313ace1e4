namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A strengths and difficulties questionnaire, scored.</summary>
public sealed class Sdq(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<int> ScoreField = Fields.Whole("score", 0, 40, "The total difficulties score.").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("sdq", "Strengths and difficulties questionnaire scored", (head, fields) => new Sdq(head, fields), ScoreField);

    /// <summary>The total difficulties score.</summary>
    public int Score => Values.Of(ScoreField);

    /// <summary>Builds a questionnaire whose values are known to fit.</summary>
    public static Sdq New(EntryHead head, int score) => (Sdq)Shape.New(head, ScoreField.Is(score));
}
