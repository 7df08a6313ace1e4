using ChildJourney.Api.Features.Flags;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Education;
using ChildJourney.Domain.Rules.Health;
using ChildJourney.Domain.Rules.Permanence;
using ChildJourney.Domain.Rules.Reviews;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Reviews;

/// <summary>What stands beside the next review of each child on a page.</summary>
/// <param name="entries">The reviews of every kind, and the bookings, up to the day, by child.</param>
/// <param name="obligations">The obligations in force on the day, by child.</param>
/// <param name="care">The first day of the period of care, by child.</param>
internal sealed class ReviewGlances(ILookup<string, Entry> entries, ILookup<string, ObligationRow> obligations, IReadOnlyDictionary<string, LocalDate> care)
{
    private static readonly string decisions = RuleCatalogue.Get<ReviewDecisions>().Id;
    private static readonly string record = RuleCatalogue.Get<ReviewRecord>().Id;
    private static readonly string[] pep = [RuleCatalogue.Get<PepTermly>().Id, RuleCatalogue.Get<PepInitiatedInTime>().Id];
    private static readonly string[] health = [RuleCatalogue.Get<ReviewHealthAssessment>().Id, RuleCatalogue.Get<InitialHealthAssessment>().Id];
    private static readonly string permanence = RuleCatalogue.Get<PermanencePlanBySecondReview>().Id;

    /// <summary>The entries that are looked at.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [Review.Shape.Type, AdoptionReview.Shape.Type, ShortBreakReview.Shape.Type, ReviewBooked.Shape.Type];

    /// <summary>The rules whose obligations are looked at.</summary>
    public static IReadOnlyList<string> Rules { get; } = [decisions, record, .. pep, .. health, permanence];

    public ListReviews.Row RowOf(Held<ObligationRow> held, LocalDate day, int dueSoonDays)
    {
        var next = held.Row;
        var lookedAfterSince = care.TryGetValue(next.ChildId, out var since) ? since : (LocalDate?)null;
        var lastReviewOn = entries[next.ChildId].Where(entry => entry is not ReviewBooked && entry.On >= lookedAfterSince).Max(review => (LocalDate?)review.On);
        var booking = entries[next.ChildId].OfType<ReviewBooked>()
            .Where(booked => booked.On >= lookedAfterSince && !(booked.On < lastReviewOn) && !(booked.BookedFor <= lastReviewOn))
            .OrderBy(booked => booked.On).ThenBy(booked => booked.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return new ListReviews.Row(
            next.ChildId,
            held.Team,
            held.SocialWorker,
            held.Iro,
            lookedAfterSince,
            lastReviewOn,
            next.Rule,
            next.DueOn,
            next.BookBy,
            booking?.BookedFor,
            next.Dates().StatusOn(day, dueSoonDays),
            next.Dates().DaysOverdueOn(day, dueSoonDays),
            Glance(decisions),
            Glance(record),
            Glance(pep),
            Glance(health),
            Glance(permanence));

        // The latest duty of the first of the rules that has raised any in this period of care.
        Status? Glance(params ReadOnlySpan<string> rules)
        {
            foreach (var rule in rules)
            {
                var latest = obligations[next.ChildId].Where(row => row.Rule == rule && !(row.OpensOn < lookedAfterSince)).MaxBy(row => row.OpensOn);
                if (latest is not null)
                {
                    return latest.Dates().StatusOn(day, dueSoonDays);
                }
            }

            return null;
        }
    }
}
