using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>The target date of the return-home plan, or of the permanence plan, has passed.</summary>
public sealed class PlanNotProgressing() : DriftIndicator(
    "plan-not-progressing",
    "Plan not progressing",
    "The target date of the return-home plan or of the permanence plan has passed, and the plan still stands.")
{
    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            var plans = journey.Entries.Where(entry => entry is ReturnHomePlan or PermanencePlan && period.Holds(entry.On)).ToList();
            var spans = new List<DriftSpan>();
            for (var i = 0; i < plans.Count; i++)
            {
                var next = plans.Skip(i + 1).FirstOrDefault(later => later is PermanencePlan || plans[i] is ReturnHomePlan)?.On ?? period.To;
                if (SpanOf(plans[i], next) is { } span)
                {
                    spans.Add(span);
                }
            }

            foreach (var span in OneAfterAnother(spans))
            {
                yield return span;
            }
        }
    }

    private static DriftSpan? SpanOf(Entry plan, LocalDate replacedOn)
    {
        var (name, targetOn, endedOn) = plan switch
        {
            ReturnHomePlan home => ("plan for return home", home.TargetOn, home.EndedOn),
            PermanencePlan permanence => ("permanence plan", permanence.TargetOn, null),
            _ => throw new InvalidOperationException("Not a plan."),
        };
        if (targetOn is not { } target)
        {
            return null;
        }

        var from = LocalDate.Max(target.PlusDays(1), plan.On);
        var to = DateSpans.Earlier(endedOn, replacedOn)!.Value;
        return from < to
            ? new DriftSpan(
                from,
                from,
                to,
                () => $"The {name} of {PlainEnglish.Date(plan.On)} was to be reached by {PlainEnglish.Date(target)}; it still stands.",
                new DriftFigure("days", null, target))
            : null;
    }
}
