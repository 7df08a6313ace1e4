using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Tests;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests;

/// <summary>The random journeys with which the rules are tested, the same each time, of one child each.</summary>
public static class RandomJourneys
{
    /// <summary>Whole journeys.</summary>
    public static IReadOnlyList<Journey> Of(int count) =>
        [.. Told(count).Select((told, number) => Journey.Of(Child(told, number), told.Entries))];

    /// <summary>Journeys as they were known on a day on which, as a rule, something happened in each.</summary>
    public static IReadOnlyList<Journey> Of(LocalDate today, int count) =>
    [
        .. from it in Told(count).Select((told, number) => (told, number))
           let days = Period.DaysBetween(it.told.Entries[it.number % it.told.Entries.Count].On, today)
           let moved = new JourneyGenerator.Told(it.told.Born.PlusDays(days), it.told.Moves)
           let known = moved.UntilEndOf(today)
           where known.Entries.Count > 0
           select Journey.Of(Child(moved, it.number), known.Entries),
    ];

    private static IEnumerable<JourneyGenerator.Told> Told(int count) =>
        JourneyGenerator.Journeys.Generator.Sample(count, new Rnd(2026, 11), 50).Where(told => told.Entries.Count > 0);

    private static Child Child(JourneyGenerator.Told told, int number) => told.Child with { Id = FormattableString.Invariant($"R{number}") };
}
