using System.Text.Json;
using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Entries;

/// <summary>An entry as it is answered: id, type, on, the fields of its type, and what is known of its recording.</summary>
/// <param name="Stored">The entry.</param>
/// <param name="VoidReason">Why this revision voided it, or null.</param>
[JsonConverter(typeof(Converter))]
public sealed record EntryView(StoredEntry Stored, string? VoidReason = null) : IVersioned, ITabular
{
    /// <summary>The columns of a table of entries: a column a field of any type.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "id", "type", "on",
        .. EntryShapes.All.SelectMany(shape => shape.Fields).Select(field => field.Name).Distinct(StringComparer.Ordinal),
        "reference", "revision", "recordedAt", "recordedBy", "voided",
    ];

    /// <inheritdoc/>
    public string Tag => FormattableString.Invariant($"{Stored.Revision}");

    private sealed class Converter : JsonConverter<EntryView>
    {
        public override EntryView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Entries are read by their shapes.");

        public override void Write(Utf8JsonWriter writer, EntryView value, JsonSerializerOptions options)
        {
            var (entry, revision, recordedAt, recordedBy) = value.Stored;
            writer.WriteStartObject();
            writer.WriteString("id", entry.Id);
            writer.WriteString("type", entry.Shape.Type);
            writer.WriteString("on", LocalDatePattern.Iso.Format(entry.On));
            entry.Shape.Write(writer, entry.Values);
            writer.WriteString("reference", entry.Reference);
            writer.WriteNumber("revision", revision);
            writer.WriteString("recordedAt", InstantPattern.ExtendedIso.Format(recordedAt));
            writer.WriteString("recordedBy", recordedBy);
            if (value.VoidReason is { } reason)
            {
                writer.WriteString("voided", reason);
            }

            writer.WriteEndObject();
        }
    }
}
