using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Reviews;

/// <summary>When the first review of a period of care is due and was held, for the rules that rest on it.</summary>
/// <param name="DueOn">Its due date.</param>
/// <param name="Held">The review that met it, or null.</param>
public sealed record FirstReviewDates(LocalDate DueOn, Entry? Held)
{
    /// <summary>The arithmetic that leads to its due date.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>The day it was held, or null.</summary>
    public LocalDate? HeldOn => Held?.On;

    /// <summary>The dates of a period of care; null where the first review lies before recording began.</summary>
    public static FirstReviewDates? Of(PeriodOfCare period, Settings settings)
    {
        var rule = RuleCatalogue.Get<FirstReview>();
        return period.ReviewDuties is [{ Order: ReviewOrder.First } link, ..] && settings.VersionOf(rule, link.FromOn) is { Amount: { } amount }
            && Deadline.After(link.FromOn, "becoming looked after", amount, settings.Calendar) is { On: { } dueOn, Steps: var steps }
            ? new FirstReviewDates(dueOn, link.Met) { Steps = steps }
            : null;
    }

    /// <summary>A due date that is counted from that of the first review, with the arithmetic that leads there.</summary>
    /// <param name="deadline">The due date, counted from that of the first review.</param>
    public Deadline LeadingTo(Deadline deadline) => deadline with { Steps = [.. Steps, .. deadline.Steps] };
}
