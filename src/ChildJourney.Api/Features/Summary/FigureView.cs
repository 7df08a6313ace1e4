using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Api.Features.Summary;

/// <summary>What figures are of.</summary>
/// <param name="Team">The team that held the children when it was due; null: none, or not split by team.</param>
/// <param name="Rule">The rule; null: not split by rule.</param>
/// <param name="Iro">The independent reviewing officer when it was due; null: none, or not split so.</param>
/// <param name="SocialWorker">The social worker when it was due; null: none, or not split so.</param>
public sealed record KeyView(string? Team, string? Rule, string? Iro, string? SocialWorker);

/// <summary>The same of the stretch before.</summary>
/// <param name="Due">What fell due.</param>
/// <param name="OnTime">What of it was met by its due date.</param>
/// <param name="Rate">On time of due, in per cent with one decimal; null where nothing was due.</param>
public sealed record PreviousView(int Due, int OnTime, decimal? Rate)
{
    /// <summary>What a tally says.</summary>
    public static PreviousView Of(Tally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        return new(tally.Due, tally[Counted.OnTime], tally.Rate);
    }
}

/// <summary>What fell due in the stretch of days, and how much of it was on time.</summary>
/// <param name="Key">What the figures are of; null for all together.</param>
/// <param name="Due">What fell due before asOf, or on it and is met.</param>
/// <param name="OnTime">What of it was met by its due date.</param>
/// <param name="Late">What of it was not.</param>
/// <param name="Refused">Beside it: what the child, informed, refused.</param>
/// <param name="Relaxed">Beside it: what the law relaxed.</param>
/// <param name="Ended">Beside it: what ended before it fell due.</param>
/// <param name="NotYetDue">Beside it: what falls due in the stretch and has not yet, met already or not.</param>
/// <param name="CannotDetermine">Beside it: what has no due date on asOf because a fact was never recorded, and opened by the end of the stretch.</param>
/// <param name="Rate">On time of due, in per cent with one decimal; null where nothing was due.</param>
/// <param name="Target">The rate that is meant to be reached, in per cent; null where there is none, or not one for all the rules asked about.</param>
/// <param name="TargetMet">Whether it was reached, by the exact fraction; null without a target, or where nothing was due.</param>
/// <param name="Previous">The stretch before.</param>
/// <param name="LateFlags">Where the obligations behind late are listed; null with knownAt.</param>
/// <param name="DueFlags">Where those behind due are listed.</param>
/// <param name="RefusedFlags">Where those behind refused are listed; null where there is none.</param>
/// <param name="RelaxedFlags">Where those behind relaxed are listed; null where there is none.</param>
/// <param name="EndedFlags">Where those behind ended are listed; null where there is none.</param>
public sealed record FigureView(
    KeyView? Key,
    int Due,
    int OnTime,
    int Late,
    int Refused,
    int Relaxed,
    int Ended,
    int NotYetDue,
    int CannotDetermine,
    decimal? Rate,
    decimal? Target,
    bool? TargetMet,
    PreviousView Previous,
    string? LateFlags,
    string? DueFlags,
    string? RefusedFlags,
    string? RelaxedFlags,
    string? EndedFlags)
{
    /// <summary>The view of figures.</summary>
    public static FigureView Of(KeyView? key, Figure figure, decimal? target, FigureLinks? links)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var now = figure.Now;
        return new FigureView(
            key,
            now.Due,
            now[Counted.OnTime],
            now[Counted.Late],
            now[Counted.Refused],
            now[Counted.Relaxed],
            now[Counted.Ended],
            now[Counted.NotYetDue],
            now[Counted.CannotDetermine],
            now.Rate,
            target,
            Counting.Reaches(now[Counted.OnTime], now.Due, target),
            PreviousView.Of(figure.Before),
            links?.To(Counted.Late, key),
            links?.ToDue(key),
            now[Counted.Refused] == 0 ? null : links?.To(Counted.Refused, key),
            now[Counted.Relaxed] == 0 ? null : links?.To(Counted.Relaxed, key),
            now[Counted.Ended] == 0 ? null : links?.To(Counted.Ended, key));
    }
}
