using System.Collections.Frozen;
using System.Text;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A closed list of codes, each a member of an enumeration.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class Codes<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> byText;
    private readonly FrozenDictionary<T, string> byValue;
    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    internal Codes(Func<T, string> text)
    {
        var values = Enum.GetValues<T>();
        byText = values.ToFrozenDictionary(text, StringComparer.Ordinal);
        byValue = values.ToFrozenDictionary(value => value, text);
        bySpan = byText.GetAlternateLookup<ReadOnlySpan<char>>();
        Texts = [.. values.Select(text)];
    }

    /// <summary>The codes as they are written, in order.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>What was expected, said to someone who sent something else.</summary>
    public string Expectation => $"one of {string.Join(", ", Texts)}";

    /// <summary>The code as it is written.</summary>
    public string TextOf(T value) => byValue[value];

    /// <summary>The code that is so written, or null.</summary>
    public T? Find(ReadOnlySpan<char> text) => bySpan.TryGetValue(text, out var value) ? value : null;
}

/// <summary>The two ways in which codes are written.</summary>
public static class Codes
{
    /// <summary>As the enumeration's members are named, as in SSDA903: C1, PN0.</summary>
    public static Codes<T> AsNamed<T>()
        where T : struct, Enum => new(value => value.ToString());

    /// <summary>In lower case with hyphens: social-worker.</summary>
    public static Codes<T> Hyphenated<T>()
        where T : struct, Enum => new(value => Hyphenate(value.ToString()));

    private static string Hyphenate(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
