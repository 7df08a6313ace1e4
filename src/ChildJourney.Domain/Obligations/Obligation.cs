using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Obligations;

/// <summary>What a rule requires for a child, once.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Period">The period of care it belongs to, or null where it hangs on the child.</param>
/// <param name="TriggerOn">The day it was triggered, which is part of its id.</param>
/// <param name="Trigger">The entry that triggered it.</param>
/// <param name="Version">The version of the rule that applies.</param>
/// <param name="Stages">Its stages in order; mostly one.</param>
public sealed record Obligation(Rule Rule, PeriodOfCare? Period, LocalDate TriggerOn, Entry Trigger, DatedLimit Version, IReadOnlyList<Stage> Stages)
{
    /// <summary>The fact that the rule needs and that was never recorded, or null.</summary>
    public string? MissingFact { get; init; }

    /// <summary>Whether another obligation of the rule may have been triggered on the same day.</summary>
    public bool SharesDay { get; init; }

    /// <summary>The rule and the trigger's day; for triggers that may fall on one day, the entry too.</summary>
    public string Id => Rule.TriggersMayShareDay || SharesDay
        ? $"{Rule.Id}:{LocalDatePattern.Iso.Format(TriggerOn)}:{Trigger.Id}"
        : $"{Rule.Id}:{LocalDatePattern.Iso.Format(TriggerOn)}";

    /// <summary>The stage in force on a day, or null before the first.</summary>
    public Stage? StageOn(LocalDate day)
    {
        for (var i = Stages.Count - 1; i >= 0; i--)
        {
            if (Stages[i].OpensOn <= day)
            {
                return Stages[i];
            }
        }

        return null;
    }

    /// <summary>The days on which it is overdue: each stage from the day after its due date until it was met, ended or moved.</summary>
    public IEnumerable<DateSpan<Stage>> OverdueSpans()
    {
        foreach (var stage in Stages)
        {
            if (stage.DueOn is { } due)
            {
                var from = LocalDate.Max(stage.OpensOn, due.PlusDays(1));
                var to = DateSpans.Earlier(DateSpans.Earlier(stage.MetOn, stage.RefusedOn), DateSpans.Earlier(stage.Ending?.On, stage.ClosesOn));
                if (!(from >= to))
                {
                    yield return new DateSpan<Stage>(from, to, stage);
                }
            }
        }
    }
}
