using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Batches;

/// <summary>Answers groups of a batch's children: as they were answered before, where that is kept under the batch's key, and otherwise by storing them.</summary>
internal sealed class GroupAnswers(IMediator mediator, KeptAnswers kept, CurrentUse use, Caller caller, AuditTrail trail, IClock clock)
{
    /// <summary>How large a child may be.</summary>
    public const long ChildBytes = 4 * 1024 * 1024;

    private readonly BatchProgress progress = new();
    private int answeredNow;
    private int answeredBefore;

    /// <summary>Whether every answer was given before.</summary>
    public bool AreAllKept => answeredBefore > 0 && answeredNow == 0;

    /// <summary>The answers about a group, a line of JSON each; a refusal where the key was used for another batch.</summary>
    public async Task<Result<List<string>>> OfAsync(Stream body, IReadOnlyList<Extent> group, HttpContext http)
    {
        var known = await kept.FindPartsAsync(group.Select(child => child.Line), http.RequestAborted);
        if (known.Error is { } error)
        {
            return error;
        }

        var answers = known.Value!;
        var asked = group.Where(child => !answers.ContainsKey(child.Line)).ToList();
        if (answers.Count > 0)
        {
            await AuditAsync(answers.Values, http);
        }

        if (asked.Count > 0)
        {
            try
            {
                var told = await StoreAsync(body, asked, http.RequestAborted);
                foreach (var part in told.PartsOf(http))
                {
                    answers.Add(part.Number, part);
                }
            }
            catch (KeyTakenException)
            {
                // Another instance of the service stores the same batch; what it answered is there now.
                return await OfAsync(body, group, http);
            }
        }

        answeredNow += asked.Count;
        answeredBefore += group.Count - asked.Count;
        progress.AddStoredBefore(group.Count - asked.Count);
        return group.Select(child => answers[child.Line].Body).ToList();
    }

    /// <summary>Sends children as a command of its own: a transaction, and a turn at the database, for each group.</summary>
    private async Task<StoreGroup.Outcomes> StoreAsync(Stream body, List<Extent> group, CancellationToken cancellationToken)
    {
        var items = new List<StoreGroup.Item>(group.Count);
        try
        {
            foreach (var child in group)
            {
                items.Add(new StoreGroup.Item(child.Line, await ReadAsync(body, child, cancellationToken)));
            }

            var outcomes = (await mediator.Send(new StoreGroup.Command(items), cancellationToken)).Value!;
            progress.Add(outcomes.All);
            return outcomes;
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or KeyTakenException))
        {
            throw new BatchBrokenOffException(progress.Told(group.Count), problem);
        }
        finally
        {
            items.ForEach(item => item.Json.Value?.Dispose());
        }
    }

    private static async Task<Result<JsonDocument>> ReadAsync(Stream body, Extent child, CancellationToken cancellationToken)
    {
        if (child.Length > ChildBytes)
        {
            return new ChildTooLarge();
        }

        var json = new byte[child.Length];
        body.Position = child.Offset;
        await body.ReadExactlyAsync(json, cancellationToken);
        return Body.Parse(json);
    }

    /// <summary>Tells the audit log of the children that are answered about without a command.</summary>
    private async Task AuditAsync(IEnumerable<AnswerPart> answers, HttpContext http)
    {
        var told = new Told([.. answers.Select(answer => answer.ChildId).OfType<string>()]);
        if (use.EntryFor(told, told, error: null, caller, clock.GetCurrentInstant()) is { } entry)
        {
            await trail.WriteAsync(entry, http.RequestAborted);
            use.IsWritten = true;
        }
    }

    private sealed record Told(IReadOnlyList<string> ChildIds) : IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => ChildIds;
    }
}
