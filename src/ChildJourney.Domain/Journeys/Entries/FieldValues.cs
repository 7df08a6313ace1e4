namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The values of one entry's fields, in the order of its shape; defaults are filled in.</summary>
public sealed class FieldValues(EntryShape shape, object?[] values)
{
    /// <summary>The shape whose fields these are.</summary>
    public EntryShape Shape { get; } = shape;

    /// <summary>The value, or null where it was left out.</summary>
    public object? this[Field field] => values[field.Index];

    /// <summary>A value that is always there: required, or with a default.</summary>
    public T Of<T>(Field<T> field) => (T)values[field.Index]!;

    /// <summary>A value that may have been left out.</summary>
    public T? Maybe<T>(Field<T> field)
        where T : struct => values[field.Index] is T value ? value : null;

    /// <summary>A text that may have been left out.</summary>
    public string? MaybeText(Field<string> field) => (string?)values[field.Index];

    /// <summary>Whether both say the same.</summary>
    public bool SameAs(FieldValues other) =>
        ReferenceEquals(Shape, other.Shape) && Shape.Fields.All(field => Equals(this[field], other[field]));
}
