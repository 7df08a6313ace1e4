using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>A day on which a health assessment or a dental check was held or refused.</summary>
/// <param name="On">The day.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Refused">Whether the child, informed, refused it.</param>
public sealed record HealthCheck(LocalDate On, Entry Entry, bool Refused)
{
    /// <summary>The checks of one type, a day each: of two on one day the one that was held counts.</summary>
    internal static List<HealthCheck> ReadFrom<T>(IReadOnlyList<T> entries, Func<T, bool> isRefused)
        where T : Entry
    {
        var checks = new List<HealthCheck>(entries.Count);
        foreach (var entry in entries)
        {
            var check = new HealthCheck(entry.On, entry, isRefused(entry));
            if (checks.Count == 0 || checks[^1].On < check.On)
            {
                checks.Add(check);
            }
            else if (checks[^1].Refused && !check.Refused)
            {
                checks[^1] = check;
            }
        }

        return checks;
    }
}
