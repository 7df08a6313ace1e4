using System.Linq.Expressions;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Reviews;

/// <summary>Of a child, the duty to hold a review that is due first, who holds the child, and what stands beside it.</summary>
internal sealed record NextReview
{
    /// <summary>Reads it from a row: what the list shows, and no more.</summary>
    /// <param name="care">The periods of care on the day.</param>
    /// <param name="glances">What stands beside the next review.</param>
    public static Expression<Func<Held<ObligationRow>, NextReview>> FromRow(IQueryable<SpanRow> care, IQueryable<ReviewGlanceRow> glances) => held => new NextReview
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
        Beside = glances.Where(glance => glance.AuthorityId == held.Row.AuthorityId && glance.ChildId == held.Row.ChildId).Select(glance => glance.Body).FirstOrDefault(),
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

    public string? Beside { get; init; }

    /// <summary>As the list shows it on a day.</summary>
    public ListReviews.Row RowOn(LocalDate day, int dueSoonDays)
    {
        var dates = new StageDates(DueOn, MetOn, EndedOn, RefusedOn) { MetInTime = MetInTime, IsOpenEnded = IsOpenEnded };
        var beside = ReviewGlance.Read(Beside);
        return new ListReviews.Row(
            ChildId,
            Team,
            SocialWorker,
            Iro,
            LookedAfterSince,
            beside.LastReviewOn(day, LookedAfterSince),
            Rule,
            DueOn,
            BookBy,
            beside.BookedFor(day, LookedAfterSince),
            dates.StatusOn(day, dueSoonDays),
            dates.DaysOverdueOn(day, dueSoonDays),
            StatusOf(ReviewGlance.Decisions),
            StatusOf(ReviewGlance.Record),
            StatusOf(ReviewGlance.Pep),
            StatusOf(ReviewGlance.Health),
            StatusOf(ReviewGlance.PermanencePlan));

        Status? StatusOf(IReadOnlyList<string> rules) => beside.StatusOf(rules, day, LookedAfterSince, dueSoonDays);
    }
}
