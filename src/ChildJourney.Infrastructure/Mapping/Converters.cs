using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A date as the database has it.</summary>
public sealed class LocalDateConverter() : ValueConverter<LocalDate, DateOnly>(
    date => date.ToDateOnly(),
    date => LocalDate.FromDateOnly(date));

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
