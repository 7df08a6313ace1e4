using NodaTime;

namespace ChildJourney.Infrastructure.Questions;

/// <summary>A value that a question to the database is asked with. One that has a name may be another the next time.</summary>
public abstract class Given
{
    /// <summary>What the number of rows is called.</summary>
    internal const string MostName = "most";

    private protected Given(string? name) => Name = name;

    /// <summary>What it is called in the question; null for what is asked once.</summary>
    internal string? Name { get; }

    /// <summary>The value, of whatever type.</summary>
    internal abstract object? Boxed { get; }

    /// <summary>The value that it was worked out from, or null.</summary>
    private Given? Origin { get; init; }

    /// <summary>The authority that is asked about.</summary>
    internal static Given<string> Authority(string id) => Of("authority", id);

    /// <summary>The generation of what is stored.</summary>
    internal static Given<int> Generation(int number) => Of("generation", number);

    /// <summary>The day that is asked about.</summary>
    public static Given<LocalDate> Day(LocalDate day) => Of("day", day);

    /// <summary>The last day that is soon.</summary>
    public static Given<LocalDate> Soon(Given<LocalDate> day, int dueSoonDays)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new(day.Name is null ? null : "soon", day.Value.PlusDays(dueSoonDays)) { Origin = day };
    }

    /// <summary>Some children, who are few.</summary>
    public static Given<IReadOnlyList<string>> Children(IReadOnlyList<string> ids) => Of("children", ids);

    /// <summary>How many rows are read at most.</summary>
    public static Given<int> Most(int rows) => Of(MostName, rows);

    /// <summary>A value by its name.</summary>
    public static Given<T> Of<T>(string? name, T value) => new(name, value);

    /// <summary>Whether it stands for the same as another of its name. Days may be equal by chance: they have to come from one.</summary>
    internal bool IsSameAs(Given other) => Equals(Boxed, other.Boxed) && (this is not Given<LocalDate> || ReferenceEquals(Origin ?? this, other.Origin ?? other));
}

/// <inheritdoc/>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class Given<T> : Given
{
    internal Given(string? name, T value)
        : base(name) => Value = value;

    /// <summary>The value.</summary>
    public T Value { get; }

    internal override object? Boxed => Value;

    /// <summary>A value that is asked once.</summary>
    public static implicit operator Given<T>(T value) => Of(null, value);
}
