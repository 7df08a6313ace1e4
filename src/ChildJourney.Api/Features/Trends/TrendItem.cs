using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>A figure of a period, of all or of one team and age band.</summary>
/// <param name="Period">The period: 2026-10, or 2026-Q4.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Running">Whether it is not over by the asOf day, so that the figure is that of the days up to it.</param>
/// <param name="Team">The team; null where figures are not split by team, and where they are, for children whom no team held.</param>
/// <param name="AgeBand">The age band on the day counted; null where figures are not split by it.</param>
/// <param name="Due">For a rule: the obligations that fell due.</param>
/// <param name="OnTime">For a rule: those of them that were met on time.</param>
/// <param name="Late">For a rule: those of them that were not.</param>
/// <param name="Rate">For a rule: on time of due, in per cent; null where nothing was due.</param>
/// <param name="Value">Otherwise: how many, short breaks left out.</param>
/// <param name="ShortBreaks">Otherwise: how many of short breaks (V3, V4), which stand beside and not within value.</param>
/// <param name="Change">Against the same figure six months earlier; null for a period that is running, and where either has no figure.</param>
/// <param name="LateFlags">For a rule: where the late ones are listed; null where there are none, or an age was asked for.</param>
/// <param name="Children">For children in care: where those of value are listed.</param>
public sealed record TrendItem(
    string Period,
    LocalDate From,
    LocalDate To,
    bool Running,
    string? Team,
    string? AgeBand,
    int? Due,
    int? OnTime,
    int? Late,
    decimal? Rate,
    int? Value,
    int? ShortBreaks,
    TrendChange? Change,
    string? LateFlags,
    string? Children);

/// <summary>How a figure has changed.</summary>
/// <param name="Since">The period compared with.</param>
/// <param name="By">The difference: of rates in percentage points, otherwise in number.</param>
/// <param name="Percent">The difference in per cent of what it was; null for rates, and where it was none.</param>
public sealed record TrendChange(string Since, decimal By, decimal? Percent);
