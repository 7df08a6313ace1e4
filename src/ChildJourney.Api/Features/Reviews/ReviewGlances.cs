using System.Linq.Expressions;
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
/// <param name="reviews">The day of the last review of any kind, up to the day asked about, by child.</param>
/// <param name="bookings">What was booked up to that day, by child.</param>
/// <param name="duties">The duties in force on that day, by child.</param>
/// <param name="care">The first day of the period of care, by child.</param>
internal sealed class ReviewGlances(
    IReadOnlyDictionary<string, LocalDate> reviews, ILookup<string, ReviewBooked> bookings, ILookup<string, ReviewGlances.Duty> duties, IReadOnlyDictionary<string, LocalDate> care)
{
    private static readonly string decisions = RuleCatalogue.Get<ReviewDecisions>().Id;
    private static readonly string record = RuleCatalogue.Get<ReviewRecord>().Id;
    private static readonly string[] pep = [RuleCatalogue.Get<PepTermly>().Id, RuleCatalogue.Get<PepInitiatedInTime>().Id];
    private static readonly string[] health = [RuleCatalogue.Get<ReviewHealthAssessment>().Id, RuleCatalogue.Get<InitialHealthAssessment>().Id];
    private static readonly string permanence = RuleCatalogue.Get<PermanencePlanBySecondReview>().Id;

    /// <summary>The entries that are reviews.</summary>
    public static IReadOnlyList<string> Reviews { get; } = [Review.Shape.Type, AdoptionReview.Shape.Type, ShortBreakReview.Shape.Type];

    /// <summary>The rules whose obligations are looked at.</summary>
    public static IReadOnlyList<string> Rules { get; } = [decisions, record, .. pep, .. health, permanence];

    public ListReviews.Row RowOf(Held<ObligationRow> held, LocalDate day, int dueSoonDays)
    {
        var next = held.Row;
        var lookedAfterSince = care.TryGetValue(next.ChildId, out var since) ? since : (LocalDate?)null;
        var lastReviewOn = reviews.TryGetValue(next.ChildId, out var last) && last >= lookedAfterSince ? last : (LocalDate?)null;
        var booking = bookings[next.ChildId]
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
                var latest = duties[next.ChildId].Where(duty => duty.Rule == rule && !(duty.OpensOn < lookedAfterSince)).MaxBy(duty => duty.OpensOn);
                if (latest is not null)
                {
                    return latest.Dates.StatusOn(day, dueSoonDays);
                }
            }

            return null;
        }
    }

    /// <summary>Of an obligation, what a glance at it needs.</summary>
    internal sealed record Duty(string ChildId, string Rule, LocalDate OpensOn, LocalDate? DueOn, LocalDate? MetOn, LocalDate? EndedOn, LocalDate? RefusedOn, bool? MetInTime, bool IsOpenEnded)
    {
        /// <summary>Reads it from a row.</summary>
        public static Expression<Func<ObligationRow, Duty>> FromRow { get; } = row => new Duty(
            row.ChildId, row.Rule, row.OpensOn, row.DueOn, row.MetOn, row.EndedOn, row.RefusedOn, row.MetInTime, row.DueOn == null && row.MissingFact == null);

        /// <summary>The dates that its status follows from.</summary>
        public StageDates Dates => new(DueOn, MetOn, EndedOn, RefusedOn) { MetInTime = MetInTime, IsOpenEnded = IsOpenEnded };
    }
}
