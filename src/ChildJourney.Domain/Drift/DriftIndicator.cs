using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A sign that a child drifts: a fact about a day, with its reason in words, never a score.</summary>
public abstract class DriftIndicator(string id, string title, string trueWhen)
{
    /// <summary>The indicator's id, which integrators store.</summary>
    public string Id { get; } = id;

    /// <summary>The indicator's name.</summary>
    public string Title { get; } = title;

    /// <summary>When it is true.</summary>
    public string TrueWhen { get; } = trueWhen;

    /// <summary>The numbers that an authority may set.</summary>
    public virtual IReadOnlyList<DriftThreshold> Thresholds => [];

    /// <summary>The entry types without which it cannot be told; where none of them is recorded, it is not said.</summary>
    public virtual IReadOnlyList<string> RestsOn => [];

    /// <summary>The stretches of days on which it is true.</summary>
    public IEnumerable<DriftSpan> For(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        var own = settings.Policy.Drift.Count == 0 ? null : settings.Policy.Drift.GetValueOrDefault(Id);
        return own is { Enabled: false } ? []
            : settings.Policy.RecordedFrom.Count == 0 ? Find(journey, obligations, settings)
            : Find(journey, obligations, settings).Where(span => settings.Policy.IsAnyRecorded(RestsOn, span.Since));
    }

    /// <summary>The stretches that the indicator's own terms find.</summary>
    protected abstract IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings);

    /// <summary>The same days, each once: while two reasons hold, the one that began first speaks.</summary>
    protected static IEnumerable<DriftSpan> OneAfterAnother(IEnumerable<DriftSpan> spans)
    {
        DriftSpan? before = null;
        foreach (var span in spans.OrderBy(span => span.From))
        {
            if (before is { To: null })
            {
                yield break;
            }

            var from = before?.To is { } end ? LocalDate.Max(end, span.From) : span.From;
            if (!(from >= span.To))
            {
                before = span with { Since = before?.To == from ? before.Since : from, From = from };
                yield return before;
            }
        }
    }

    /// <summary>A threshold as the authority set it, or its default.</summary>
    protected int Threshold(string name, Settings settings) =>
        settings.Policy.Drift.TryGetValue(Id, out var own) && own.Thresholds.TryGetValue(name, out var number)
            ? number
            : Thresholds.First(threshold => threshold.Name == name).Default;
}

/// <summary>A number of an indicator that an authority may set.</summary>
/// <param name="Name">Its name: months, days, placements.</param>
/// <param name="Default">The published number.</param>
public sealed record DriftThreshold(string Name, int Default);

/// <summary>How grave a sign of drift is.</summary>
public enum Severity
{
    /// <summary>To be acted on.</summary>
    Red,

    /// <summary>To be watched.</summary>
    Amber,
}

/// <summary>Days on which an indicator is true for the same reason.</summary>
/// <param name="Since">The first day of the unbroken stretch in which it is true, for whatever reason.</param>
/// <param name="From">The first day of this reason.</param>
/// <param name="To">The day the reason had ended, or null.</param>
/// <param name="Sentence">Writes the reason: most spans are never read out.</param>
/// <param name="Figures">The numbers behind it.</param>
public sealed record DriftSpan(LocalDate Since, LocalDate From, LocalDate? To, Func<string> Sentence, params DriftFigure[] Figures)
{
    /// <summary>The reason, in one sentence.</summary>
    public string Because => Sentence();

    /// <summary>How grave it is.</summary>
    public Severity Severity { get; init; }

    /// <summary>Whether it is true on the day.</summary>
    public bool Holds(LocalDate day) => From <= day && !(day >= To);
}

/// <summary>A number behind an indicator: a fixed one, or the days since a date.</summary>
/// <param name="Name">Its name: days, placements.</param>
/// <param name="Value">The number, or null where it counts days.</param>
/// <param name="DaysSince">The day it counts from, or null where it is fixed.</param>
public readonly record struct DriftFigure(string Name, int? Value, LocalDate? DaysSince)
{
    /// <summary>The number on a day.</summary>
    public int On(LocalDate day) => DaysSince is { } since ? Period.DaysBetween(since, day) : Value.GetValueOrDefault();
}
