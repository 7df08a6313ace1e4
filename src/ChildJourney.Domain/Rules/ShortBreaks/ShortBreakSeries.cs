using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>Short breaks that belong together: an agreement (V4), or breaks (V3) less than twelve months apart.</summary>
/// <remarks>
/// A series goes on between its breaks, when the child is at home. It ends when twelve months have passed without a break, an agreement
/// is discharged, full care or another agreement begins, or the child turns 18.
/// </remarks>
public sealed class ShortBreakSeries
{
    private const int MonthsApart = 12;

    private readonly List<(PeriodOfCare Period, DateSpan<Regime> Span)> breaks = [];
    private Ending latest;

    private ShortBreakSeries(Child child, PeriodOfCare period, DateSpan<Regime> first)
    {
        breaks.Add((period, first));
        latest = Ending.AtEighteen(child);
    }

    /// <summary>The first day.</summary>
    public LocalDate From => breaks[0].Span.From;

    /// <summary>The entry that began it.</summary>
    public Entry Began => breaks[0].Period.Admission;

    /// <summary>Whether its first day lies before recording began, so that nothing can be counted from it.</summary>
    public bool BeganUnrecorded => breaks[0].Period.HistoryFrom is not null;

    /// <summary>The first day on which a placement is recorded in its first break, or null.</summary>
    public LocalDate? FirstPlacedOn
    {
        get
        {
            foreach (var span in breaks[0].Period.PlacementSpans)
            {
                if (!(span.To <= From) && span.From < breaks[0].Span.To)
                {
                    return LocalDate.Max(span.From, From);
                }
            }

            return null;
        }
    }

    /// <summary>When and why it ends, as far as is known.</summary>
    public Ending Ending
    {
        get
        {
            var (period, span) = breaks[^1];
            var ending = period.EndOfStretch(Regime.ShortBreaks, span.From);
            if (IsSeparateBreak(period, span) && period.ClosedBy == ClosedBy.Discharge && span.To == period.To)
            {
                ending = new Ending(period.To.PlusMonths(MonthsApart), "twelve months had passed without a short break", Recorded: false);
            }

            return Ending.Earlier(ending, latest);
        }
    }

    /// <summary>The series of a journey, in order.</summary>
    public static IReadOnlyList<ShortBreakSeries> ReadFrom(Journey journey)
    {
        ArgumentNullException.ThrowIfNull(journey);
        return journey.Derived<ShortBreakSeries[], Child>(journey.Child, static (read, _) => [.. Read(read)]);
    }

    /// <summary>Whether the day lies in the series, between two breaks too.</summary>
    public bool Holds(LocalDate day) => From <= day && day < Ending.On;

    /// <summary>Whether a break, or an agreement, was under way on the day.</summary>
    public bool IsUnderWayOn(LocalDate day)
    {
        foreach (var (_, span) in breaks)
        {
            if (span.Holds(day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first day of the next break that begins after a day, or null.</summary>
    public LocalDate? NextAfter(LocalDate day)
    {
        foreach (var (_, span) in breaks)
        {
            if (span.From > day && span.Holds(span.From))
            {
                return span.From;
            }
        }

        return null;
    }

    /// <summary>Whether the child was placed that day: on a break, and in a placement unless none had been recorded in it by then.</summary>
    public bool IsPlacedOn(LocalDate day)
    {
        foreach (var (period, span) in breaks)
        {
            if (span.Holds(day))
            {
                return period.PlacementSpans is not [{ From: var first }, ..] || day < first || period.PlacementSpans.On(day) is not null;
            }
        }

        return false;
    }

    private static List<ShortBreakSeries> Read(Journey journey)
    {
        var all = new List<ShortBreakSeries>();
        ShortBreakSeries? open = null;
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var span in period.Regimes)
            {
                if (span.Value != Regime.ShortBreaks)
                {
                    open?.EndWith(new Ending(span.From, "full care began", Recorded: true));
                    open = null;
                }
                else if (open is not null && open.IsFollowedBy(period, span))
                {
                    open.breaks.Add((period, span));
                }
                else
                {
                    open?.EndWith(new Ending(span.From, "other short breaks began", Recorded: true));
                    open = new ShortBreakSeries(journey.Child, period, span);
                    all.Add(open);
                }
            }
        }

        return all;
    }

    private static bool IsSeparateBreak(PeriodOfCare period, DateSpan<Regime> span) =>
        period.LegalStatuses.On(span.To!.Value.PlusDays(-1)) is { Value: LegalStatus.V3 };

    private bool IsFollowedBy(PeriodOfCare period, DateSpan<Regime> next) =>
        IsSeparateBreak(breaks[^1].Period, breaks[^1].Span)
        && period.LegalStatuses.On(next.From) is { Value: LegalStatus.V3 }
        && next.From < breaks[^1].Span.To!.Value.PlusMonths(MonthsApart);

    private void EndWith(Ending ending) => latest = Ending.Earlier(latest, ending);
}
