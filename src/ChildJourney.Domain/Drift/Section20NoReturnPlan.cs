using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Section20;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child under Section 20 has passed the first review without a plan for return home in force.</summary>
public sealed class Section20NoReturnPlan() : DriftIndicator(
    "section20-no-return-plan",
    "Section 20 without a plan for return home",
    "The child is under Section 20, the first review has been held or is overdue, and no plan for return home is in force.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["return-home-plan", "permanence-plan"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var stay in Section20Stay.ReadFrom(journey, settings))
        {
            if (stay.Unaccompanied)
            {
                continue;
            }

            var from = FirstDay(stay);
            foreach (var plan in stay.Plans)
            {
                if (plan.From > from && from < stay.To)
                {
                    yield return Without(stay, from, LocalDate.Min(plan.From, stay.To));
                }

                if (plan.To > from)
                {
                    from = plan.To.Value;
                }
            }

            if (from < stay.To)
            {
                yield return Without(stay, from, stay.To);
            }
        }
    }

    /// <summary>The day the first review was held, or the day it was first overdue; no earlier than Section 20 or the record of it.</summary>
    private static LocalDate FirstDay(Section20Stay stay)
    {
        var reviewed = stay.FirstReview is { } review
            ? DateSpans.Earlier(review.HeldOn, review.DueOn.PlusDays(1))!.Value
            : stay.Period.HistoryFrom ?? stay.From;
        return LocalDate.Max(reviewed, stay.From);
    }

    private static DriftSpan Without(Section20Stay stay, LocalDate from, LocalDate to) => new(
        from,
        from,
        to,
        () => $"Under Section 20 since {PlainEnglish.Date(stay.From)}; {Review(stay, from)}; no plan for return home has been in force since {PlainEnglish.Date(from)}.",
        new DriftFigure("days", null, from),
        new DriftFigure("daysUnderSection20", null, stay.From));

    private static string Review(Section20Stay stay, LocalDate from) => stay.FirstReview switch
    {
        null => "the first review was before recording began",
        { HeldOn: { } held } when held <= from => $"the first review was held on {PlainEnglish.Date(held)}",
        { DueOn: var due } => $"the first review was due by {PlainEnglish.Date(due)}",
    };
}
