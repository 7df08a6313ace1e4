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
using NodaTime;

namespace ChildJourney.Api.Features.Reviews;

/// <summary>What stands beside the next review of each child on a page.</summary>
/// <param name="reviews">The day of the last review of any kind, up to the day asked about, by child.</param>
/// <param name="bookings">What was booked up to that day, by child.</param>
/// <param name="duties">The duties in force on that day, by child.</param>
internal sealed class ReviewGlances(
    IReadOnlyDictionary<string, LocalDate> reviews, ILookup<string, ReviewBooked> bookings, ILookup<string, ReviewGlances.Duty> duties)
{
    private static readonly string decisions = RuleCatalogue.Get<ReviewDecisions>().Id;
    private static readonly string record = RuleCatalogue.Get<ReviewRecord>().Id;
    private static readonly string[] pep = [RuleCatalogue.Get<PepTermly>().Id, RuleCatalogue.Get<PepInitiatedInTime>().Id];
    private static readonly string[] health = [RuleCatalogue.Get<ReviewHealthAssessment>().Id, RuleCatalogue.Get<InitialHealthAssessment>().Id];
    private static readonly string permanence = RuleCatalogue.Get<PermanencePlanBySecondReview>().Id;

    /// <summary>The entries that are looked at.</summary>
    public static IReadOnlyList<string> Types { get; } = [Review.Shape.Type, AdoptionReview.Shape.Type, ShortBreakReview.Shape.Type, ReviewBooked.Shape.Type];

    /// <summary>The rules whose obligations are looked at.</summary>
    public static IReadOnlyList<string> Rules { get; } = [decisions, record, .. pep, .. health, permanence];

    public ListReviews.Row RowOf(NextReview next, LocalDate day, int dueSoonDays)
    {
        var lookedAfterSince = next.LookedAfterSince;
        var lastReviewOn = reviews.TryGetValue(next.ChildId, out var last) && last >= lookedAfterSince ? last : (LocalDate?)null;
        var booking = bookings[next.ChildId]
            .Where(booked => booked.On >= lookedAfterSince && !(booked.On < lastReviewOn) && !(booked.BookedFor <= lastReviewOn))
            .OrderBy(booked => booked.On).ThenBy(booked => booked.Id, StringComparer.Ordinal)
            .LastOrDefault();
        return new ListReviews.Row(
            next.ChildId,
            next.Team,
            next.SocialWorker,
            next.Iro,
            lookedAfterSince,
            lastReviewOn,
            next.Rule,
            next.DueOn,
            next.BookBy,
            booking?.BookedFor,
            next.Dates.StatusOn(day, dueSoonDays),
            next.Dates.DaysOverdueOn(day, dueSoonDays),
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

/// <summary>Of a child, the duty to hold a review that is due first, and who holds the child.</summary>
internal sealed record NextReview
{
    /// <summary>Reads it from a row: what the list shows, and no more.</summary>
    /// <param name="care">The periods of care on the day.</param>
    public static Expression<Func<Held<ObligationRow>, NextReview>> FromRow(IQueryable<SpanRow> care) => held => new NextReview
    {
        ChildId = held.Row.ChildId,
        Rule = held.Row.Rule,
        DueOn = held.Row.DueOn,
        BookBy = held.Row.BookBy,
        MetOn = held.Row.MetOn,
        EndedOn = held.Row.EndedOn,
        RefusedOn = held.Row.RefusedOn,
        MetInTime = held.Row.MetInTime,
        IsOpenEnded = held.Row.DueOn == null && held.Row.MissingFact == null,
        Team = held.Team,
        SocialWorker = held.SocialWorker,
        Iro = held.Iro,
        LookedAfterSince = care.Where(span => span.AuthorityId == held.Row.AuthorityId && span.ChildId == held.Row.ChildId).Select(span => (LocalDate?)span.FromOn).FirstOrDefault(),
    };

    public required string ChildId { get; init; }

    public required string Rule { get; init; }

    public LocalDate? DueOn { get; init; }

    public LocalDate? BookBy { get; init; }

    public LocalDate? MetOn { get; init; }

    public LocalDate? EndedOn { get; init; }

    public LocalDate? RefusedOn { get; init; }

    public bool? MetInTime { get; init; }

    public bool IsOpenEnded { get; init; }

    public string? Team { get; init; }

    public string? SocialWorker { get; init; }

    public string? Iro { get; init; }

    public LocalDate? LookedAfterSince { get; init; }

    /// <summary>The dates that its status follows from.</summary>
    public StageDates Dates => new(DueOn, MetOn, EndedOn, RefusedOn) { MetInTime = MetInTime, IsOpenEnded = IsOpenEnded };
}
