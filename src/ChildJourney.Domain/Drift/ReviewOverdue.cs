using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Drift;

/// <summary>A statutory review is overdue.</summary>
public sealed class ReviewOverdue() : DriftIndicator("review-overdue", "Review overdue", "Any statutory review is overdue.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["review"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var obligation in obligations)
        {
            if (!obligation.Rule.IsStatutoryReview)
            {
                continue;
            }

            var wording = obligation.Rule.Text.Wording;
            foreach (var span in obligation.OverdueSpans())
            {
                var due = span.Value.DueOn!.Value;
                yield return new DriftSpan(
                    span.From,
                    span.From,
                    span.To,
                    () => $"{wording.Subject} was due by {PlainEnglish.Date(due)}, {span.Value.Deadline.Ground}; none has been {wording.Done}.",
                    new DriftFigure("days", null, due));
            }
        }
    }
}
