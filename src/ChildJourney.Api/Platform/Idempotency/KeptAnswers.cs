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
/// <param name="Key">The key.</param>
/// <param name="Hash">The hash of what was sent, and where to.</param>
/// <param name="Http">The request.</param>
internal sealed record RequestKey(string AuthorityId, string SentBy, string Operation, string Key, string Hash, HttpContext Http);

/// <summary>Keeps answers with what the commands store: a request that is cut off leaves both or neither.</summary>
internal sealed class KeptAnswers(CurrentKey current, KeptAnswerRecords records, JourneyDb db, IClock clock)
{
    /// <summary>Keeps the answer of a command in its own transaction, where it was sent under a key.</summary>
    public async Task KeepAsync(object command, object answer, CancellationToken cancellationToken)
    {
        if (current.Value is { } key)
        {
            await records.KeepAsync(RowOf(key, ((IRepeatable)command).AnswerOf(answer)), cancellationToken);
        }
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
        await records.KeepAsync(RowOf(key, new KeptAnswer(refusal.Type.Status, Location: null, Tag: null, document)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private KeptAnswerRow RowOf(RequestKey key, KeptAnswer answer) => new()
    {
        AuthorityId = key.AuthorityId,
        SentBy = key.SentBy,
        Operation = key.Operation,
        IdempotencyKey = key.Key,
        RequestHash = key.Hash,
        Status = answer.Status,
        Location = answer.Location,
        Tag = answer.Tag,
        Body = answer.Body,
        ChildId = key.Http.Request.RouteValues.TryGetValue("childId", out var childId) ? (string)childId! : null,
        AnsweredAt = clock.GetCurrentInstant().CutToMicroseconds(),
    };
}
