using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>What the signs share that rest on obligations being overdue: the days on which any is, each once.</summary>
public abstract class OverdueDrift(string id, string title, string trueWhen) : DriftIndicator(id, title, trueWhen)
{
    /// <summary>Whether obligations of a rule are meant.</summary>
    protected abstract bool IsAbout(Rule rule);

    /// <summary>How many days after its due date an obligation may be overdue without being a sign.</summary>
    protected virtual int DaysAllowed(Settings settings) => 0;

    /// <summary>The reason, in one sentence.</summary>
    protected abstract string Sentence(Rule rule, Stage stage);

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        List<DriftSpan>? spans = null;
        foreach (var obligation in obligations)
        {
            if (!IsAbout(obligation.Rule))
            {
                continue;
            }

            foreach (var overdue in obligation.OverdueSpans())
            {
                var stage = overdue.Value;
                var from = LocalDate.Max(overdue.From, stage.DueOn!.Value.PlusDays(DaysAllowed(settings) + 1));
                if (!(from >= overdue.To))
                {
                    (spans ??= []).Add(new DriftSpan(from, from, overdue.To, () => Sentence(obligation.Rule, stage), new DriftFigure("days", null, stage.DueOn)));
                }
            }
        }

        return spans switch
        {
            null => [],
            [_] => spans,
            _ => OneAfterAnother(spans),
        };
    }
}
