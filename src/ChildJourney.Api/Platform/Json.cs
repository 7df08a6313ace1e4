using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Platform;

/// <summary>How answers are written as JSON.</summary>
public static class Json
{
    /// <summary>The options that all answers share.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.Converters.Add(new Writer<LocalDate>(WriteDate));
        options.Converters.Add(new Writer<Instant>((json, instant) => json.WriteStringValue(InstantPattern.ExtendedIso.Format(instant))));
        options.Converters.Add(new Writer<Status>((json, status) => json.WriteStringValue(Words.Of(status))));
        options.Converters.Add(new Writer<Level>((json, level) => json.WriteStringValue(Words.Of(level))));
        options.Converters.Add(new Writer<Severity>((json, severity) => json.WriteStringValue(Words.Of(severity))));
        options.Converters.Add(new Writer<Sex>((json, sex) => json.WriteStringValue(CodeLists.Sexes.TextOf(sex))));
        options.Converters.Add(new Writer<ClosedBy>((json, closedBy) => json.WriteStringValue(ClosedBys.TextOf(closedBy))));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>What closed a period of care, in a word.</summary>
    public static Codes<ClosedBy> ClosedBys { get; } = Codes.Hyphenated<ClosedBy>();

    /// <summary>A list has hundreds of dates: each is written without a text in between.</summary>
    private static void WriteDate(Utf8JsonWriter json, LocalDate date)
    {
        Span<byte> text = stackalloc byte["yyyy-MM-dd".Length];
        if (date.Year is > 0 and <= 9999 && date.ToDateOnly().TryFormat(text, out var written, "O", CultureInfo.InvariantCulture))
        {
            json.WriteStringValue(text[..written]);
            return;
        }

        json.WriteStringValue(LocalDatePattern.Iso.Format(date));
    }

    private sealed class Writer<T>(Action<Utf8JsonWriter, T> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Requests are read by their own readers.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => write(writer, value);
    }
}
