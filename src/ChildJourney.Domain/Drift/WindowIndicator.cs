using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>What the indicators share that count what began in a length of time ending on the day.</summary>
/// <remarks>
/// The window is the days after the one that lies its length before the day, up to the day itself. It looks back beyond the period of
/// care; the indicator is true only while the child is looked after.
/// </remarks>
public abstract class WindowIndicator(string id, string title, string trueWhen, DriftThreshold atLeast, DriftThreshold length, Unit unit) : DriftIndicator(id, title, trueWhen)
{
    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [atLeast, length];

    /// <summary>What began, as a sentence goes on: "placements have begun".</summary>
    protected abstract string WhatBegan { get; }

    /// <summary>What began and when; what is equal counts once.</summary>
    protected abstract IEnumerable<(LocalDate On, object What)> Begun(Journey journey);

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        var least = Threshold(atLeast.Name, settings);
        var window = new Amount(Threshold(length.Name, settings), unit);
        var begun = Begun(journey).Select(it => (it.On, LeavesOn: LeavesOn(it.On, window, settings.Calendar), it.What)).ToList();
        if (begun.Count < least)
        {
            yield break;
        }

        foreach (var period in journey.PeriodsOfCare)
        {
            LocalDate? since = null;
            var from = period.HistoryFrom ?? period.From;
            LocalDate[] days = [from, .. begun.SelectMany(it => new[] { it.On, it.LeavesOn }).Where(day => day > from && day < period.To).Distinct().Order(), period.To];
            for (var i = 0; i < days.Length - 1 && from < period.To; i++)
            {
                var within = begun.Where(it => it.On <= days[i] && days[i] < it.LeavesOn).ToList();
                var count = within.Select(it => it.What).Distinct().Count();
                since = count < least ? null : since ?? days[i];
                if (since is { } first)
                {
                    var oldest = within.Min(it => it.On);
                    yield return new DriftSpan(
                        first,
                        days[i],
                        days[i + 1],
                        () => $"Since {PlainEnglish.Date(oldest)}, {PlainEnglish.Number(count)} {WhatBegan}.",
                        new DriftFigure(atLeast.Name, count, null));
                }
            }
        }
    }

    /// <summary>The first day whose window no longer holds what began on that day.</summary>
    /// <remarks>Counted back from the day, as the window is: at the ends of months that can be a day later than counting on.</remarks>
    internal static LocalDate LeavesOn(LocalDate began, Amount window, WorkingDayCalendar calendar)
    {
        var back = window with { Count = -window.Count };
        var on = window.After(began, calendar);
        return back.After(on, calendar) >= began ? on : on.PlusDays(1);
    }
}
