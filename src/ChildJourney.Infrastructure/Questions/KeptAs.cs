namespace ChildJourney.Infrastructure.Questions;

/// <summary>As which a question is kept, and the values it is asked with this time.</summary>
/// <param name="Key">Whatever decides what the question looks like, but for the values in it.</param>
/// <param name="Values">The values; it may need fewer.</param>
public sealed record KeptAs(object Key, IReadOnlyList<Given> Values)
{
    /// <summary>The same with more values.</summary>
    public KeptAs With(params ReadOnlySpan<Given> values) => this with { Values = [.. Values, .. values] };

    /// <summary>Another question of the same.</summary>
    public KeptAs Besides(string part) => this with { Key = (Key, part) };

    /// <summary>The value of a name.</summary>
    internal object? ValueOf(string name)
    {
        foreach (var value in Values)
        {
            if (value.Name == name)
            {
                return value.Boxed;
            }
        }

        throw new InvalidOperationException($"The question is asked without its {name}.");
    }
}
