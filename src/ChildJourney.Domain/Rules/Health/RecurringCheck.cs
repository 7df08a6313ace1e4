using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>What the health checks that come round again share: each, held or refused, opens the next.</summary>
/// <remarks>A refusal holds the duty that is open. Where another body of rules interrupts it, the duty goes on from the last check afterwards.</remarks>
public abstract class RecurringCheck(string id, string title, Level level, DatedLimit limit) : Rule(id, title, level, limit)
{
    /// <summary>The checks in order, a day each.</summary>
    protected abstract IReadOnlyList<HealthCheck> ChecksOf(Journey journey);

    /// <summary>What the first check of a period of care is counted from; null where that is the first one held in it.</summary>
    protected abstract CountedFrom? BeginningOf(PeriodOfCare period, IReadOnlyList<HealthCheck> checks, Settings settings);

    /// <summary>How long after a check the next is due.</summary>
    protected virtual Amount IntervalAfter(LocalDate last, Child child, Amount limit, Settings settings) => limit;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var checks = ChecksOf(journey);
        foreach (var period in journey.PeriodsOfCare)
        {
            if ((period.HistoryFrom ?? period.FirstDayUnder(Regimes)) is not { } since)
            {
                continue;
            }

            var last = BeginningOf(period, checks, settings);
            var sharesDay = false;
            foreach (var check in checks)
            {
                if (check.On < since || check.On >= period.To || check.Entry == last?.Entry)
                {
                    continue;
                }

                if (last is { } before && DutyAfter(before, period, journey.Child, check, settings) is { } duty)
                {
                    yield return duty with { SharesDay = sharesDay };
                }

                sharesDay = last?.TriggerOn == check.On;
                last = new CountedFrom(check.On, check.On, check.Entry, check.Refused ? "the last was refused" : "the last");
            }

            if (last is { } latest && DutyAfter(latest, period, journey.Child, null, settings) is { } open)
            {
                yield return open with { SharesDay = sharesDay };
            }
        }
    }

    private Duty? DutyAfter(CountedFrom last, PeriodOfCare period, Child child, HealthCheck? next, Settings settings)
    {
        if (settings.VersionOf(this, last.TriggerOn) is not { } version)
        {
            return null;
        }

        var interval = IntervalAfter(last.On, child, version.Amount!.Value, settings);
        var deadline = Deadline.After(last.On, last.What, interval, settings.Calendar);
        return new Duty(period, last.TriggerOn, last.Entry, version, [.. period.StretchesUnder(Regimes, last.TriggerOn, next?.On).Select((on, i) => new Opening(on, deadline, Resumes: i > 0))])
        {
            MetOn = next is { Refused: false } held ? held.On : null,
            RefusedOn = next is { Refused: true } refused ? refused.On : null,
        };
    }

    /// <summary>What a check is counted from.</summary>
    /// <param name="TriggerOn">The day from which the duty exists.</param>
    /// <param name="On">The day it is counted from.</param>
    /// <param name="Entry">The entry it is counted from.</param>
    /// <param name="What">What that is, as a sentence goes on: "the last".</param>
    protected sealed record CountedFrom(LocalDate TriggerOn, LocalDate On, Entry Entry, string What);
}
