using System.Text.Json;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using NodaTime;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>The key that this request was sent under, if it was.</summary>
internal sealed class CurrentKey
{
    /// <summary>The key, or null.</summary>
    public RequestKey? Value { get; set; }
}

/// <summary>What a key stands for.</summary>
/// <param name="AuthorityId">The caller's authority.</param>
/// <param name="SentBy">The caller.</param>
/// <param name="Operation">The operation's id.</param>
/// <param name="Key">The key, or the name of its seal.</param>
/// <param name="Hash">The hash of what was sent, and where to.</param>
/// <param name="Seal">What closes the answer, or null where it is kept open.</param>
/// <param name="Http">The request.</param>
internal sealed record RequestKey(string AuthorityId, string SentBy, string Operation, string Key, string Hash, AnswerSeal? Seal, HttpContext Http);

/// <summary>What is kept under a key.</summary>
/// <param name="Answer">The answer, or null where there is none yet.</param>
internal sealed record Kept(KeptAnswer? Answer);

/// <summary>Keeps answers with what the commands store: a request that is cut off leaves both or neither.</summary>
internal sealed class KeptAnswers(CurrentKey current, KeptAnswerRecords records, JourneyDb db, IClock clock)
{
    /// <summary>What is kept under the key; a refusal where another request was sent under it.</summary>
    public async Task<Result<Kept>> FindAsync(RequestKey key, CancellationToken cancellationToken) =>
        await records.FindAsync(key.AuthorityId, key.SentBy, key.Operation, key.Key, cancellationToken) switch
        {
            null => new Kept(null),
            var kept when kept.RequestHash != key.Hash => new KeyUsedOtherwise(),
            var kept => new Kept(new(kept.Status, kept.Location, kept.Tag, key.Seal?.Open(kept.Body, key.Hash) ?? kept.Body)),
        };

    /// <summary>Those of the parts that are kept, by number; a refusal where another request was sent under the key. Without a key there are none.</summary>
    public async Task<Result<Dictionary<int, AnswerPart>>> FindPartsAsync(IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        var found = new Dictionary<int, AnswerPart>();
        if (current.Value is { } key)
        {
            var named = numbers.ToDictionary(number => PartOf(key, number), StringComparer.Ordinal);
            foreach (var kept in await records.FindManyAsync(key.AuthorityId, key.SentBy, named.Keys, key.Key, cancellationToken))
            {
                if (kept.RequestHash != key.Hash)
                {
                    return new KeyUsedOtherwise();
                }

                var number = named[kept.Operation];
                found.Add(number, new AnswerPart(number, kept.ChildId, kept.Body));
            }
        }

        return found;
    }

    /// <summary>Keeps the answer of a command in its own transaction, where it was sent under a key.</summary>
    public async Task KeepAsync(object command, object answer, CancellationToken cancellationToken)
    {
        if (current.Value is not { } key)
        {
            return;
        }

        if (command is IRepeatableInParts inParts)
        {
            await records.KeepAsync(
                [.. inParts.PartsOf(answer, key.Http).Select(part => RowOf(
                    key with { Operation = PartOf(key, part.Number) }, new KeptAnswer(StatusCodes.Status200OK, Location: null, Tag: null, part.Body), part.ChildId))],
                cancellationToken);
            return;
        }

        await KeepAsync(key, ((IRepeatable)command).AnswerOf(answer, key.Http), cancellationToken);
    }

    /// <summary>Keeps an answer in the caller's transaction.</summary>
    public Task KeepAsync(RequestKey key, KeptAnswer answer, CancellationToken cancellationToken)
    {
        var child = key.Http.Request.RouteValues.TryGetValue("childId", out var childId) ? (string)childId! : null;
        return records.KeepAsync([RowOf(key, answer, child)], cancellationToken);
    }

    /// <summary>Keeps a refusal, which has undone all else.</summary>
    public async Task KeepAsync(Error refusal, CancellationToken cancellationToken)
    {
        if (current.Value is not { } key || refusal.Type.Status >= StatusCodes.Status500InternalServerError)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var document = JsonSerializer.Serialize(Problems.DocumentOf(refusal, key.Http), Json.Options);
        await KeepAsync(key, new KeptAnswer(refusal.Type.Status, Location: null, Tag: null, document), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string PartOf(RequestKey key, int number) => FormattableString.Invariant($"{key.Operation} {number}");

    private KeptAnswerRow RowOf(RequestKey key, KeptAnswer answer, string? childId) => new()
    {
        AuthorityId = key.AuthorityId,
        SentBy = key.SentBy,
        Operation = key.Operation,
        IdempotencyKey = key.Key,
        RequestHash = key.Hash,
        Status = answer.Status,
        Location = answer.Location,
        Tag = answer.Tag,
        Body = key.Seal?.Close(answer.Body, key.Hash) ?? answer.Body,
        ChildId = childId,
        AnsweredAt = clock.GetCurrentInstant().CutToMicroseconds(),
    };

    private sealed record KeyUsedOtherwise() : Error(ProblemTypes.KeyUsedOtherwise, "The request that was sent first had another body or address.");
}
