using System.Security.Cryptography;
using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Batches;

/// <summary>Reads the entries that a batch has about a child.</summary>
internal static class BatchEntries
{
    /// <summary>The most entries that a batch has about a child.</summary>
    public const int Most = 10_000;

    private const int HashBytes = 8;

    /// <summary>Reads the entries, each with its place, and says everything that does not fit.</summary>
    public static IReadOnlyDictionary<Entry, int> Read(JsonElement json, List<InputProblem> problems)
    {
        var read = new Dictionary<Entry, int>();
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > Most)
        {
            problems.Add(new InputProblem("entries", $"an array of at most {PlainEnglish.Number(Most)} entries"));
            return read;
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        var made = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (place, item) in json.EnumerateArray().Index())
        {
            if (EntryShapes.Read(item, $"entries[{place}]", () => "", problems) is not { } entry)
            {
                continue;
            }

            entry = entry.Id.Length > 0 ? entry : WithId(entry, made);
            read.Add(entry, place);
            if (!ids.Add(entry.Id))
            {
                problems.Add(new InputProblem($"entries[{place}].id", $"an id of its own: {entry.Id} is used before", Impossible: true));
            }
        }

        return read;
    }

    /// <summary>The entry under an id that follows from what it says, so that it is known when it is sent again.</summary>
    /// <remarks>Several that say the same are numbered: two visits on one day stay two.</remarks>
    private static Entry WithId(Entry entry, Dictionary<string, int> made)
    {
        var id = $"{entry.Shape.Type}-{LocalDatePattern.Iso.Format(entry.On)}-{HashOf(entry)}";
        var number = made[id] = made.GetValueOrDefault(id) + 1;
        return entry.Shape.New(
            new EntryHead(number == 1 ? id : FormattableString.Invariant($"{id}-{number}"), entry.On, entry.Reference),
            [.. entry.Shape.Fields.Select(field => new FieldValue(field, entry.Values[field]))]);
    }

    private static string HashOf(Entry entry)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            entry.Shape.Write(json, entry.Values);
            json.WriteString("reference", entry.Reference);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(text.ToArray()).AsSpan(0, HashBytes));
    }
}
