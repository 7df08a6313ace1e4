using NodaTime;
using NodaTime.TimeZones;

namespace ChildJourney.Domain.Calendar;

/// <summary>The day and the clock in England.</summary>
public static class LondonTime
{
    /// <summary>The time zone Europe/London.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/London"];

    /// <summary>The day it is in England at that instant.</summary>
    public static LocalDate DayOf(Instant instant) => instant.InZone(Zone).Date;

    /// <summary>The instant at which a day begins in England.</summary>
    public static Instant StartOf(LocalDate day) => Zone.AtStartOfDay(day).ToInstant();

    /// <summary>Whether the clocks skip that local time when they go forward.</summary>
    public static bool IsSkipped(LocalDateTime local) => Zone.MapLocal(local).Count == 0;

    /// <summary>The instant of a local time; one that occurs twice is the first.</summary>
    public static Instant InstantOf(LocalDateTime local) =>
        Zone.ResolveLocal(local, Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ThrowWhenSkipped)).ToInstant();
}
