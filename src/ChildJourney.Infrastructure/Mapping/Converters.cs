using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A date as a database has it that knows dates.</summary>
public sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
    date => date.ToDateOnly(),
    date => LocalDate.FromDateOnly(date));

/// <summary>A date as SQLite has it, which knows texts alone. Lists have hundreds of them, and the provider would look for a date of any form in each.</summary>
public sealed class LocalDateTextConverter() : ValueConverter<LocalDate, string>(
    date => LocalDatePattern.Iso.Format(date),
    text => Read(text))
{
    private const int Month = 5;
    private const int Day = 8;

    internal static LocalDate Read(ReadOnlySpan<char> text) =>
        text.Length == "yyyy-MM-dd".Length
        && NumberOf(text[..4]) is > 0 and var year
        && NumberOf(text.Slice(Month, 2)) is >= 1 and <= 12 and var month
        && NumberOf(text.Slice(Day, 2)) is >= 1 and var day
        && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day)
            : LocalDatePattern.Iso.Parse(text.ToString()).Value;

    private static int? NumberOf(ReadOnlySpan<char> digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>A date within a JSON text.</summary>
internal sealed class LocalDateJsonConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char["yyyy-MM-dd".Length];
        return reader.ValueSpan.Length == text.Length ? LocalDateTextConverter.Read(text[..reader.CopyString(text)]) : throw new JsonException("A date has ten characters.");
    }

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>An instant as the database has it: in UTC, cut to microseconds where it was made.</summary>
public sealed class InstantConverter() : ValueConverter<Instant, DateTime>(
    instant => instant.ToDateTimeUtc(),
    time => Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc)));

/// <summary>Instants as every database can keep them.</summary>
public static class StoredInstants
{
    private const long TicksInMicrosecond = 10;

    /// <summary>The instant without what is finer than a microsecond.</summary>
    public static Instant CutToMicroseconds(this Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        return Instant.FromUnixTimeTicks(ticks / TicksInMicrosecond * TicksInMicrosecond);
    }
}
