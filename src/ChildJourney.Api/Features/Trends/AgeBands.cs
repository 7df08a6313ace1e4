using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>The ages by which figures are split: 16 and 17 apart, as those who are soon to leave care.</summary>
internal static class AgeBands
{
    /// <summary>The age from which each band holds, up to the next.</summary>
    private static readonly (string Name, int From)[] bands = [("under-1", 0), ("1-4", 1), ("5-9", 5), ("10-15", 10), ("16-17", 16), ("18-and-over", 18)];

    /// <summary>The bands, youngest first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. bands.Select(band => band.Name)];

    /// <summary>The place of a band among them.</summary>
    public static int PlaceOf(string? name) => Array.FindIndex(bands, band => band.Name == name);

    /// <summary>The band of someone on a day; the unborn are under one.</summary>
    public static string Of(LocalDate dateOfBirth, LocalDate day)
    {
        var at = bands.Length - 1;
        while (at > 0 && dateOfBirth > LastBirth(bands[at].From, day))
        {
            at--;
        }

        return bands[at].Name;
    }

    /// <summary>The days of birth of those in a band on a day: null where they go on.</summary>
    public static (LocalDate? From, LocalDate? To) Born(string name, LocalDate day)
    {
        var at = PlaceOf(name);
        return (
            at == bands.Length - 1 ? null : LastBirth(bands[at + 1].From, day).PlusDays(1),
            at == 0 ? null : LastBirth(bands[at].From, day));
    }

    /// <summary>The last day of birth of those who have attained the age by the day. Someone born on 29 February attains it on 1 March in a common year.</summary>
    private static LocalDate LastBirth(int age, LocalDate day) => day.PlusYears(-age);
}
