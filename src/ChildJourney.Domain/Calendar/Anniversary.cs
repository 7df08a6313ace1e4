using NodaTime;

namespace ChildJourney.Domain.Calendar;

/// <summary>The same day of later years.</summary>
public static class Anniversary
{
    /// <summary>The day so many years later. Of 29 February it is 1 March in a common year.</summary>
    public static LocalDate Of(LocalDate day, int years)
    {
        var anniversary = day.PlusYears(years);
        return anniversary.Day == day.Day ? anniversary : anniversary.PlusDays(1);
    }
}
