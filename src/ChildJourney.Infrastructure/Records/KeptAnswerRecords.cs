using System.Data.Common;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Keeps answers under the keys of the requests that they answer, and forgets them in time.</summary>
public sealed class KeptAnswerRecords(JourneyDb db, IClock clock)
{
    private const int SqlitePrimaryKey = 1555;
    private const string UniqueViolation = "23505";
    private const int Together = 1000;

    /// <summary>How long an answer is kept.</summary>
    public static Duration Kept { get; } = Duration.FromHours(24);

    /// <summary>The answer that is kept under the key, or null.</summary>
    public Task<KeptAnswerRow?> FindAsync(string authorityId, string sentBy, string operation, string key, CancellationToken cancellationToken)
    {
        var forgotten = clock.GetCurrentInstant() - Kept;
        return db.KeptAnswers.AsNoTracking()
            .FirstOrDefaultAsync(row => row.AuthorityId == authorityId && row.SentBy == sentBy && row.Operation == operation && row.IdempotencyKey == key && row.AnsweredAt > forgotten, cancellationToken);
    }

    /// <summary>The answers of several operations that are kept under the key.</summary>
    public async Task<IReadOnlyList<KeptAnswerRow>> FindManyAsync(
        string authorityId, string sentBy, IReadOnlyCollection<string> operations, string key, CancellationToken cancellationToken)
    {
        var forgotten = clock.GetCurrentInstant() - Kept;
        return await db.KeptAnswers.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.SentBy == sentBy && operations.Contains(row.Operation) && row.IdempotencyKey == key && row.AnsweredAt > forgotten)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Keeps what was answered to one request in the caller's transaction, in the place of what was to be forgotten.</summary>
    /// <exception cref="KeyTakenException">Another request was answered under the key meanwhile.</exception>
    public async Task KeepAsync(IReadOnlyList<KeptAnswerRow> answers, CancellationToken cancellationToken)
    {
        if (answers is null or [])
        {
            return;
        }

        var (authorityId, sentBy, key) = (answers[0].AuthorityId, answers[0].SentBy, answers[0].IdempotencyKey);
        var operations = answers.Select(row => row.Operation).ToList();
        var forgotten = answers[0].AnsweredAt - Kept;
        await db.KeptAnswers
            .Where(row => row.AuthorityId == authorityId && row.SentBy == sentBy && operations.Contains(row.Operation) && row.IdempotencyKey == key && row.AnsweredAt <= forgotten)
            .ExecuteDeleteAsync(cancellationToken);
        await using var rows = new RowInserter<KeptAnswerRow>(db);
        try
        {
            await rows.InsertAsync(answers, cancellationToken);
        }
        catch (DbException problem) when (problem is SqliteException { SqliteExtendedErrorCode: SqlitePrimaryKey } or { SqlState: UniqueViolation })
        {
            throw new KeyTakenException(problem);
        }
    }

    /// <summary>Forgets some of an authority's answers that have been kept for long enough. Returns whether there may be more.</summary>
    public async Task<bool> ForgetAsync(string authorityId, CancellationToken cancellationToken)
    {
        var forgotten = clock.GetCurrentInstant() - Kept;
        var old = db.KeptAnswers.Where(row => row.AuthorityId == authorityId && row.AnsweredAt <= forgotten);
        var upTo = await old.OrderBy(row => row.AnsweredAt).Skip(Together).Select(row => (Instant?)row.AnsweredAt).FirstOrDefaultAsync(cancellationToken);
        await (upTo is { } last ? old.Where(row => row.AnsweredAt <= last) : old).ExecuteDeleteAsync(cancellationToken);
        return upTo is not null;
    }
}

/// <summary>Another request was answered under the same key meanwhile.</summary>
/// <param name="cause">What the database says.</param>
public sealed class KeyTakenException(Exception cause) : Exception("Another request was answered under the same key.", cause);
