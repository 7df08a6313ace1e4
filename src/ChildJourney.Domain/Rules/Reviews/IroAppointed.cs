using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>An independent reviewing officer is appointed within five working days of entry.</summary>
/// <remarks>
/// The day of entry is day 0. An officer allocated before entry, and still then, counts as of entry. Short breaks less than twelve months
/// apart (V3) are one series with one duty, counted from the first.
/// </remarks>
public sealed class IroAppointed() : Rule(
    "iro-appointed",
    "Independent reviewing officer appointed",
    Level.Guidance,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(5, Unit.WorkingDays),
        new Citation($"{IroHandbook.Chapter("3").Text}; section 25A of the Children Act 1989 requires it before the first review")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after.",
        Due: "Five working days after it.",
        MetBy: ["allocation"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of entry is day 0; weekends and bank holidays are not counted; allocated on the due date is on time.",
        Wording: new Wording("Allocation of an independent reviewing officer", "made"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.CarePlanning | Regime.ShortBreaks;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var series in CareSeries.Of(journey, settings))
        {
            if (series[0] is { HistoryFrom: null } first && DueAfter(first, first.From, first.Admission, "becoming looked after", settings) is { } duty)
            {
                duty = duty with { MetOn = FirstAllocated(journey, series) };
                if (series.Count == 1)
                {
                    yield return duty;
                }
                else
                {
                    yield return duty with { Period = null, Openings = [.. series.Select((each, i) => Open(duty, each, i > 0))] };
                }
            }
        }
    }

    /// <summary>The duty in one short break of a series: it rests between two of them.</summary>
    private Opening Open(Duty duty, PeriodOfCare each, bool resumes) =>
        new(each.From, duty.Openings[0].Deadline, resumes, Ending: each.EndOfStretch(Regimes, each.From));

    private static LocalDate? FirstAllocated(Journey journey, List<PeriodOfCare> series)
    {
        foreach (var period in series)
        {
            foreach (var span in journey.Allocations(AllocationRole.Iro))
            {
                if (span.Value.Assignee is not null && !(span.To <= period.From) && (span.From < period.To || period == series[^1]))
                {
                    return LocalDate.Max(span.From, period.From);
                }
            }
        }

        return null;
    }
}
