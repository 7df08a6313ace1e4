using System.Text;
using ChildJourney.Domain.Journeys;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The children by identifier, while the files are read.</summary>
internal sealed class ChildIndex
{
    private const int LongestId = 36;

    private readonly Dictionary<string, ChildRows> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChildRows>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public ChildIndex() => bySpan = byId.GetAlternateLookup<ReadOnlySpan<char>>();

    public IEnumerable<ChildRows> All => byId.Values;

    /// <summary>The child of that identifier, or null where it is none.</summary>
    public ChildRows? Find(ReadOnlySpan<byte> id)
    {
        if (id.Length is 0 or > LongestId || !Ascii.IsValid(id))
        {
            return null;
        }

        Span<char> text = stackalloc char[LongestId];
        text = text[..Encoding.ASCII.GetChars(id, text)];
        if (bySpan.TryGetValue(text, out var known))
        {
            return known;
        }

        var name = text.ToString();
        if (!Identifiers.IsChild(name))
        {
            return null;
        }

        var rows = new ChildRows(name);
        byId.Add(name, rows);
        return rows;
    }
}
