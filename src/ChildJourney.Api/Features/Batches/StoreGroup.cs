using System.Text.Json;
using ChildJourney.Api.Features.Children;
using ChildJourney.Api.Features.Entries;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Batches;

/// <summary>Stores a group of a batch's children in one transaction; a child that is refused leaves the others as they are.</summary>
internal static class StoreGroup
{
    /// <summary>The group.</summary>
    /// <param name="Items">What was sent about each child, in order.</param>
    public sealed record Command(IReadOnlyList<Item> Items) : IRequest<Result<Outcomes>>, ICommand, IRepeatableInParts
    {
        IEnumerable<AnswerPart> IRepeatableInParts.PartsOf(object answer, HttpContext http) => ((Outcomes)answer).PartsOf(http);
    }

    /// <summary>What was sent about a child.</summary>
    /// <param name="Line">Where it stands in the batch.</param>
    /// <param name="Json">The JSON, or why there is none.</param>
    public sealed record Item(int Line, Result<JsonDocument> Json);

    /// <summary>What became of it.</summary>
    /// <param name="Line">Where it stands in the batch.</param>
    /// <param name="ChildId">The child, where it was named.</param>
    /// <param name="Changed">Whether anything was stored.</param>
    /// <param name="Stored">How many entries were stored.</param>
    /// <param name="Error">Why it was refused, or null.</param>
    public sealed record Outcome(int Line, string? ChildId, bool Changed, int Stored, Error? Error);

    /// <summary>What became of all of them.</summary>
    /// <param name="All">The outcomes, in order.</param>
    public sealed record Outcomes(IReadOnlyList<Outcome> All) : IAboutSomeChildren
    {
        IEnumerable<string> IAboutSomeChildren.ChildIds => All.Select(outcome => outcome.ChildId).OfType<string>();

        /// <summary>The answer about each child, as it is sent.</summary>
        public IEnumerable<AnswerPart> PartsOf(HttpContext http) =>
            All.Select(outcome => new AnswerPart(outcome.Line, outcome.ChildId, JsonSerializer.Serialize(RecordBatch.Response.Of(outcome, http), Json.Options)));
    }

    /// <summary>Judges and stores each child in turn, beside what is stored and what came before it.</summary>
    internal sealed class Handler(ChildRecords records, ErasureRecords erasures, Caller caller, IClock clock) : IRequestHandler<Command, Result<Outcomes>>
    {
        public async Task<Result<Outcomes>> Handle(Command request, CancellationToken cancellationToken)
        {
            var today = clock.InEngland();
            var read = request.Items.Select(item => item.Json.Value is { } json ? Reading.Of(item.Line, json.RootElement, today) : new Reading(item.Line) { Error = item.Json.Error }).ToList();
            var ids = read.Select(reading => reading.ChildId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            var known = new Dictionary<string, StoredChild>(await records.FindManyAsync(caller.Scope, ids, cancellationToken), StringComparer.Ordinal);
            var erased = await erasures.FindManyAsync(caller.AuthorityId, [.. ids.Where(id => !known.ContainsKey(id))], cancellationToken);
            var outcomes = new List<Outcome>(read.Count);
            foreach (var reading in read)
            {
                outcomes.Add(reading.ChildId is { } id && erased.TryGetValue(id, out var left)
                    ? new Outcome(reading.Line, id, Changed: false, 0, new Erased(left))
                    : await StoreAsync(reading, known, today, cancellationToken));
            }

            return new Outcomes(outcomes);
        }

        private async Task<Outcome> StoreAsync(Reading reading, Dictionary<string, StoredChild> known, LocalDate today, CancellationToken cancellationToken)
        {
            var before = reading.ChildId is { } id ? known.GetValueOrDefault(id) : null;
            var (change, error) = reading.Error is { } unread ? (null, unread) : Judge(reading, before, today);
            if (change is null)
            {
                return new Outcome(reading.Line, reading.ChildId, Changed: false, 0, error);
            }

            var stored = await records.StoreAsync(caller.AuthorityId, before, change, caller.Name, cancellationToken);
            var changed = change.Put.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            var kept = before?.Entries.Where(entry => !changed.Contains(entry.Entry.Id)) ?? [];
            known[change.Child.Id] = new StoredChild(change.Child, stored.Version, [.. kept, .. stored.Recorded]);
            return new Outcome(reading.Line, reading.ChildId, Changed: true, stored.Recorded.Count, null);
        }

        /// <summary>The change to be stored, or why there is none; neither where nothing changes.</summary>
        private static (ChildChange? Change, Error? Error) Judge(Reading reading, StoredChild? before, LocalDate today)
        {
            if ((reading.Child ?? before?.Child) is not { } child)
            {
                return (null, new NotFound($"child {reading.ChildId}"));
            }

            var problems = new List<InputProblem>();
            foreach (var (entry, place) in reading.Entries)
            {
                EntryChecks.Add(entry, child, today, $"entries[{place}]", problems);
            }

            if (problems.Count > 0)
            {
                return (null, new InvalidInput(ProblemTypes.InvalidEntry, problems));
            }

            var recorded = (before?.Entries ?? []).ToDictionary(stored => stored.Entry.Id, stored => stored.Entry, StringComparer.Ordinal);
            var put = new List<Entry>();
            foreach (var entry in reading.Entries.Keys)
            {
                var same = recorded.GetValueOrDefault(entry.Id);
                if (same is not null && same.Shape != entry.Shape)
                {
                    return (null, new TypeChanged(entry.Id, same.Shape.Type));
                }

                if (same is null || !same.SaysTheSame(entry))
                {
                    put.Add(entry);
                }
            }

            if (put.Count == 0 && before?.Child == child)
            {
                return (null, null);
            }

            var change = new ChildChange(child, put, []);
            return JudgeTogether(reading, before, change, today) is { } error ? (null, error) : (change, null);
        }

        private static Error? JudgeTogether(Reading reading, StoredChild? before, ChildChange change, LocalDate today)
        {
            var current = ChildRecords.Current(before, change);
            if (before is not null && before.Child != change.Child)
            {
                var problems = new List<InputProblem>();
                foreach (var entry in current.Where(entry => !reading.Entries.ContainsKey(entry)))
                {
                    EntryChecks.Add(entry, change.Child, today, $"entries.{entry.Id}", problems);
                }

                if (problems.Count > 0)
                {
                    return new JourneyConflicts(problems);
                }
            }

            return Judgement.Of(change.Child, current, entry => reading.Entries.TryGetValue(entry, out var place) ? $"entries[{place}].on" : null);
        }
    }

    /// <summary>What a batch says of a child, as far as it could be read.</summary>
    private sealed record Reading(int Line)
    {
        private const string Expectation = "an object with childId, entries and, where the child is new or changes, child";

        public string? ChildId { get; private init; }

        public Child? Child { get; private init; }

        public IReadOnlyDictionary<Entry, int> Entries { get; private init; } = new Dictionary<Entry, int>();

        public Error? Error { get; init; }

        public static Reading Of(int line, JsonElement json, LocalDate today)
        {
            var problems = new List<InputProblem>();
            if (json.ValueKind != JsonValueKind.Object)
            {
                return new Reading(line) { Error = new InvalidInput(ProblemTypes.InvalidRequest, [new InputProblem("", Expectation)]) };
            }

            var childId = ReadId(json, problems);
            Child? child = null;
            IReadOnlyDictionary<Entry, int> entries = new Dictionary<Entry, int>();
            foreach (var property in json.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "childId":
                        break;
                    case "child":
                        child = ChildBody.Read(property.Value, childId ?? "", today, "child", problems);
                        break;
                    case "entries":
                        entries = BatchEntries.Read(property.Value, problems);
                        break;
                    default:
                        problems.Add(new InputProblem(property.Name, "no such property: there are childId, child, entries"));
                        break;
                }
            }

            if (!json.TryGetProperty("entries", out _))
            {
                problems.Add(new InputProblem("entries", "an array of entries, which may be empty"));
            }

            var type = problems.All(problem => problem.Field.StartsWith("entries[", StringComparison.Ordinal)) ? ProblemTypes.InvalidEntry : ProblemTypes.InvalidRequest;
            return new Reading(line)
            {
                ChildId = childId,
                Child = child,
                Entries = entries,
                Error = problems.Count > 0 ? new InvalidInput(type, problems) : null,
            };
        }

        private static string? ReadId(JsonElement json, List<InputProblem> problems)
        {
            if (json.TryGetProperty("childId", out var given) && given.ValueKind == JsonValueKind.String && JsonText.Of(given) is var text && Identifiers.IsChild(text))
            {
                return text;
            }

            problems.Add(new InputProblem("childId", Identifiers.ChildExpectation));
            return null;
        }
    }
}
