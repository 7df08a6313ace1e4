using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Drift;

/// <summary>A statutory review is overdue.</summary>
public sealed class ReviewOverdue() : OverdueDrift("review-overdue", "Review overdue", "Any statutory review is overdue.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["review"];

    /// <inheritdoc/>
    protected override bool IsAbout(Rule rule) => rule.IsStatutoryReview;

    /// <inheritdoc/>
    protected override string Sentence(Rule rule, Stage stage) =>
        $"{rule.Text.Wording.Subject} was due by {PlainEnglish.Date(stage.DueOn!.Value)}, {stage.Deadline.Ground}; none has been {rule.Text.Wording.Done}.";
}
