using ChildJourney.Api.Features.Summary;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Api.Features.Exceptions;

/// <summary>A rule that missed its target; or, without one, a duty of law of which something was late.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Title">Its title.</param>
/// <param name="Target">The rate that is meant to be reached, in per cent; null where the authority has set none: only what is law then counts.</param>
/// <param name="Due">What fell due in the month.</param>
/// <param name="OnTime">What of it was met by its due date.</param>
/// <param name="Late">What of it was not.</param>
/// <param name="Rate">On time of due, in per cent with one decimal.</param>
/// <param name="ShortfallPoints">By how many percentage points the target was missed; null without one.</param>
/// <param name="ShortfallEvents">How many more would have had to be on time; null without a target.</param>
/// <param name="MonthBefore">The month before.</param>
/// <param name="YearBefore">The same month a year before.</param>
/// <param name="Teams">The teams below the target, or with something late where there is none, by team.</param>
/// <param name="LateFlags">Where the obligations behind late are listed.</param>
public sealed record RuleShortfall(
    string Rule,
    string Title,
    decimal? Target,
    int Due,
    int OnTime,
    int Late,
    decimal? Rate,
    decimal? ShortfallPoints,
    int? ShortfallEvents,
    PreviousView MonthBefore,
    PreviousView YearBefore,
    IReadOnlyList<TeamShortfall> Teams,
    string LateFlags);

/// <summary>A team that fell short of a rule's target.</summary>
/// <param name="Team">The team that held the children on the due date; null: none.</param>
/// <param name="Due">What fell due.</param>
/// <param name="OnTime">What of it was met by its due date.</param>
/// <param name="Late">What of it was not.</param>
/// <param name="Rate">On time of due, in per cent with one decimal.</param>
/// <param name="ShortfallPoints">By how many percentage points the target was missed; null without one.</param>
/// <param name="ShortfallEvents">How many more would have had to be on time; null without a target.</param>
public sealed record TeamShortfall(string? Team, int Due, int OnTime, int Late, decimal? Rate, decimal? ShortfallPoints, int? ShortfallEvents);

/// <summary>By how much targets are missed.</summary>
internal static class Shortfall
{
    /// <summary>Whether it is an exception: below the target, or without one anything late.</summary>
    public static bool IsShort(this Tally tally, decimal? target) =>
        target is null ? tally[Counted.Late] > 0 : Counting.Reaches(tally[Counted.OnTime], tally.Due, target) == false;

    /// <summary>Percentage points below the target, of the exact rate.</summary>
    public static decimal? Points(Tally tally, decimal? target) =>
        target is { } wanted && tally.Due > 0 ? Math.Round(wanted - (100m * tally[Counted.OnTime] / tally.Due), 1) : null;

    /// <summary>How many more on time would have reached the target.</summary>
    public static int? Events(Tally tally, decimal? target) =>
        target is { } wanted ? (int)Math.Ceiling(wanted * tally.Due / 100) - tally[Counted.OnTime] : null;

    /// <summary>The team's.</summary>
    public static TeamShortfall Of(string? team, Tally tally, decimal? target) =>
        new(team, tally.Due, tally[Counted.OnTime], tally[Counted.Late], tally.Rate, Points(tally, target), Events(tally, target));
}
