using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>Of whom figures are: which period, which team, which age.</summary>
/// <param name="Period">The place of the period.</param>
/// <param name="Team">The team, or null.</param>
/// <param name="AgeBand">The age band; null where figures are not split by it.</param>
internal readonly record struct TrendKey(int Period, string? Team, string? AgeBand);

/// <summary>By what figures are split, and of whom they are.</summary>
/// <param name="ByTeam">Whether by team.</param>
/// <param name="ByAgeBand">Whether by age band.</param>
/// <param name="Teams">Held by one of these teams; none for all.</param>
/// <param name="AgeBands">In one of these age bands; none for all.</param>
internal sealed record TrendSplit(bool ByTeam, bool ByAgeBand, IReadOnlyList<string> Teams, IReadOnlyList<string> AgeBands)
{
    /// <summary>The value that asks for those whom no team holds.</summary>
    public const string Nobody = Names.Nobody;

    /// <summary>Whether it must be known which team held a child.</summary>
    public bool NeedsTeams => ByTeam || Teams.Count > 0;

    /// <summary>Whether it must be known how old a child was.</summary>
    public bool NeedsAges => ByAgeBand || AgeBands.Count > 0;

    /// <summary>Where a child counts, or null where in none of the figures.</summary>
    public TrendKey? KeyOf(int period, string? team, LocalDate? dateOfBirth, LocalDate day)
    {
        var band = NeedsAges && dateOfBirth is { } born ? Trends.AgeBands.Of(born, day) : null;
        return (Teams.Count > 0 && !Teams.Contains(team ?? Nobody)) || (AgeBands.Count > 0 && !AgeBands.Contains(band!))
            ? null
            : new TrendKey(period, ByTeam ? team : null, ByAgeBand ? band : null);
    }
}

/// <summary>What was counted of one key.</summary>
internal sealed class TrendCount
{
    /// <summary>What was due, for a rule.</summary>
    public int Due { get; set; }

    /// <summary>What of it was on time.</summary>
    public int OnTime { get; set; }

    /// <summary>Children, or periods of care, short breaks left out.</summary>
    public int Value { get; set; }

    /// <summary>The same of short breaks.</summary>
    public int ShortBreaks { get; set; }
}

/// <summary>Figures by key.</summary>
internal sealed class TrendFigures
{
    private static readonly TrendCount nothing = new();

    private readonly Dictionary<TrendKey, TrendCount> counts = [];

    /// <summary>What was counted of a key.</summary>
    public TrendCount this[TrendKey key] => counts.GetValueOrDefault(key, nothing);

    /// <summary>The teams and ages of which anything was counted from a period on, in order; no team last.</summary>
    public IEnumerable<(string? Team, string? AgeBand)> KeysFrom(int period) => counts.Keys
        .Where(key => key.Period >= period)
        .Select(key => (key.Team, key.AgeBand))
        .Distinct()
        .OrderBy(key => key.Team is null)
        .ThenBy(key => key.Team, StringComparer.Ordinal)
        .ThenBy(key => AgeBands.PlaceOf(key.AgeBand));

    /// <summary>The count of a key, to be raised.</summary>
    public TrendCount At(TrendKey key)
    {
        if (!counts.TryGetValue(key, out var count))
        {
            counts.Add(key, count = new TrendCount());
        }

        return count;
    }
}
