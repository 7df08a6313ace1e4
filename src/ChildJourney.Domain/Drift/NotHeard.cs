using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>The child took no part, in any form, in the last two reviews.</summary>
public sealed class NotHeard() : DriftIndicator(
    "not-heard",
    "Not heard",
    "The child took no part, in any form (PN4 or PN7), in the last two reviews; those held under four (PN0) are left out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["review"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            LocalDate? firstSilent = null;
            LocalDate? since = null;
            foreach (var review in period.Reviews.Where(review => review.Participation != Participation.PN0))
            {
                if (review.Participation is Participation.PN4 or Participation.PN7)
                {
                    since ??= firstSilent is null ? null : review.On;
                    firstSilent ??= review.On;
                    continue;
                }

                if (since is { } from)
                {
                    yield return Silent(firstSilent!.Value, from, review.On);
                }

                (firstSilent, since) = (null, null);
            }

            if (since is { } last)
            {
                yield return Silent(firstSilent!.Value, last, period.To);
            }
        }
    }

    private static DriftSpan Silent(LocalDate firstSilent, LocalDate since, LocalDate to) => new(
        since,
        since,
        to,
        () => $"The child took no part in the reviews from {PlainEnglish.Date(firstSilent)} on, the second of them on {PlainEnglish.Date(since)}.",
        new DriftFigure("days", null, firstSilent));
}
