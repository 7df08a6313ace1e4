using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>An independent reviewing officer is appointed within five working days of entry.</summary>
/// <remarks>The day of entry is day 0. An officer allocated before entry, and still then, counts as of entry.</remarks>
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
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.HistoryFrom is null && DueAfter(period, period.From, period.Admission, "becoming looked after", settings) is { } duty)
            {
                yield return duty with { MetOn = FirstAllocated(journey, period) };
            }
        }
    }

    private static LocalDate? FirstAllocated(Journey journey, PeriodOfCare period)
    {
        foreach (var span in journey.Allocations(AllocationRole.Iro))
        {
            if (span.Value.Assignee is not null && !(span.To <= period.From))
            {
                return LocalDate.Max(span.From, period.From);
            }
        }

        return null;
    }
}
