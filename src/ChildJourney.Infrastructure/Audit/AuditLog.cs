using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>Reads back what the audit log says of a child, the newest first. Whoever asks has settled that the caller may know.</summary>
public sealed class AuditLog(JourneyDb db)
{
    /// <summary>So many rows, from a place in the order on.</summary>
    public async Task<IReadOnlyList<AuditRow>> NewestAsync(AuditQuestion question, AuditPlace? after, int most, CancellationToken cancellationToken)
    {
        var rows = Index(question);
        if (after is var (at, chain, number))
        {
            // The first condition is the index's to follow; the second follows from it and orders what happened at one instant.
            rows = rows.Where(row => row.At <= at)
                .Where(row => row.At < at || string.Compare(row.Chain, chain) < 0 || (row.Chain == chain && row.Number < number));
        }

        return await rows.OrderByDescending(row => row.At).ThenByDescending(row => row.Chain).ThenByDescending(row => row.Number)
            .Take(most)
            .Join(db.Audit.AsNoTracking(), row => new { row.AuthorityId, row.Chain, row.Number }, row => new { row.AuthorityId, row.Chain, row.Number }, (_, row) => row)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Chain).ThenByDescending(row => row.Number)
            .ToListAsync(cancellationToken);
    }

    /// <summary>How many rows there are.</summary>
    public Task<int> CountAsync(AuditQuestion question, CancellationToken cancellationToken) => Index(question).CountAsync(cancellationToken);

    private IQueryable<AuditChildRow> Index(AuditQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var (authorityId, childId) = (question.AuthorityId, question.ChildId);
        var rows = db.AuditChildren.AsNoTracking().Where(row => row.AuthorityId == authorityId && row.ChildId == childId);
        rows = question.From is { } from ? rows.Where(row => row.At >= from) : rows;
        return question.To is { } to ? rows.Where(row => row.At <= to) : rows;
    }
}

/// <summary>Which rows of the audit log.</summary>
/// <param name="AuthorityId">Of this authority.</param>
/// <param name="ChildId">About this child.</param>
/// <param name="From">At that instant or after; null for all.</param>
/// <param name="To">At that instant or before; null for all.</param>
public sealed record AuditQuestion(string AuthorityId, string ChildId, Instant? From, Instant? To);

/// <summary>A place in the order of a child's rows.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Chain">The row's chain.</param>
/// <param name="Number">The row's place in it.</param>
public sealed record AuditPlace(Instant At, string Chain, long Number);
