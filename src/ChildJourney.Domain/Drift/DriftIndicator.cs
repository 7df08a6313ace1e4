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

    /// <summary>The stretches of days on which it is true.</summary>
    public abstract IEnumerable<DriftSpan> For(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings);
}

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
