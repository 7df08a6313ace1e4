using ChildJourney.Domain.Calendar;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Api.Platform;

/// <summary>The machine's clock, cut to the microseconds that every database keeps.</summary>
public sealed class MicrosecondClock : IClock
{
    /// <inheritdoc/>
    public Instant GetCurrentInstant() => SystemClock.Instance.GetCurrentInstant().CutToMicroseconds();
}

/// <summary>What day it is.</summary>
public static class Today
{
    /// <summary>The day it is in England.</summary>
    public static LocalDate InEngland(this IClock clock) => LondonTime.DayOf(clock.GetCurrentInstant());
}
