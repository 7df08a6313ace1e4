using System.Text.Json;
using ChildJourney.Api.Features.Children;
using ChildJourney.Api.Features.Drift;
using ChildJourney.Api.Features.Entries;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Api.Features.Journeys;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Platform.OpenApi;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Calculations;

/// <summary>Works out the obligations and drift of a whole journey, and stores nothing.</summary>
public sealed class Calculate : IUseCase
{
    private const int MostEntries = 2000;

    /// <summary>The journey.</summary>
    /// <param name="Body">What was sent.</param>
    public sealed record Request(JsonElement Body) : IRequest<Result<Response>>;

    /// <summary>What follows from the journey on the day.</summary>
    /// <param name="AsOf">The day.</param>
    /// <param name="LookedAfter">How the child is looked after on the day, or null.</param>
    /// <param name="Obligations">What is required, by due date.</param>
    /// <param name="Drift">The signs of drift that are true.</param>
    public sealed record Response(LocalDate AsOf, LookedAfterView? LookedAfter, IReadOnlyList<Flag> Obligations, IReadOnlyList<IndicatorView> Drift);

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/calculations", (HttpContext http, IMediator mediator) => Body.AnswerAsync(http, async json =>
            {
                return Routes.Answer(await mediator.Send(new Request(json), http.RequestAborted), http, 200);
            }))
            .For(RouteAccess.ReadRules)
            .WithName("Calculate")
            .WithTags("Rules")
            .WithSummary("Work out a journey without storing it")
            .WithDescription("A child, entries and a day in; obligations and drift out. Dates may lie in the future: what lies after asOf has not happened yet. The policy starts from the published defaults, never from the stored one. Nothing is stored, so it may be sent again as it is: it needs no Idempotency-Key, and heeds none.")
            .AcceptsCalculation()
            .Produces<Response>()
            .ProducesProblems(400, 409, 415, 422);

    /// <summary>Reads the journey and applies the rules.</summary>
    internal sealed class Handler(IClock clock, Caller caller) : IRequestHandler<Request, Result<Response>>
    {
        private readonly List<InputProblem> problems = [];
        private readonly Dictionary<Entry, int> places = [];

        public Task<Result<Response>> Handle(Request request, CancellationToken cancellationToken) => Task.FromResult(Calculate(request.Body));

        private Result<Response> Calculate(JsonElement body)
        {
            var asOf = clock.InEngland();
            var policy = Policy.Default;
            Child? child = null;
            JsonElement? entriesGiven = null;
            if (body.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new InputProblem("", "an object with child, entries and asOf"));
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            foreach (var property in body.EnumerateObject())
            {
                switch (property.Name)
                {
                    case "child":
                        child = ChildBody.Read(property.Value, "calculation", today: null, "child", problems);
                        break;
                    case "entries":
                        entriesGiven = property.Value;
                        break;
                    case "asOf" when InputDates.Read(property.Value) is { } date:
                        asOf = date;
                        break;
                    case "asOf":
                        problems.Add(new InputProblem("asOf", InputDates.Expectation));
                        break;
                    case "policy":
                        policy = PolicyBody.Read(property.Value, InputDates.First, "policy", problems);
                        break;
                    default:
                        problems.Add(new InputProblem(property.Name, "no such property: there are child, entries, asOf, policy"));
                        break;
                }
            }

            if (!body.TryGetProperty("child", out _))
            {
                problems.Add(new InputProblem("child", "an object with dateOfBirth"));
            }

            var entries = ReadEntries(entriesGiven);
            Check(entries, child);
            if (problems.Count > 0)
            {
                return new InvalidInput(ProblemTypes.InvalidRequest, problems);
            }

            if (Judgement.Of(child!, entries, entry => PathOf(entry) + ".on") is { } error)
            {
                return error;
            }

            var settings = new Settings(WorkingDayCalendar.EnglandAndWales, policy);
            var known = KnownJourney.Of(caller.AuthorityId, Journey.Of(child!, entries), asOf, settings);
            return new Response(asOf, LookedAfterView.Of(known.Journey, asOf), known.Flags(), known.Drift());
        }

        private List<Entry> ReadEntries(JsonElement? given)
        {
            var entries = new List<Entry>();
            if (given is not { ValueKind: JsonValueKind.Array } array || array.GetArrayLength() > MostEntries)
            {
                problems.Add(new InputProblem("entries", $"an array of at most {PlainEnglish.Number(MostEntries)} entries"));
                return entries;
            }

            var used = array.EnumerateArray()
                .Where(json => json.ValueKind == JsonValueKind.Object)
                .Select(json => json.TryGetProperty("id", out var id) ? id.GetRawText() : "")
                .ToHashSet(StringComparer.Ordinal);
            foreach (var (place, json) in array.EnumerateArray().Index())
            {
                if (EntryShapes.Read(json, $"entries[{place}]", () => MakeId(place), problems) is { } entry)
                {
                    places.Add(entry, place);
                    entries.Add(entry);
                }
            }

            return entries;

            string MakeId(int place)
            {
                var id = $"entry-{place + 1}";
                while (used.Contains($"\"{id}\""))
                {
                    id += "-";
                }

                return id;
            }
        }

        private void Check(List<Entry> entries, Child? child)
        {
            foreach (var twice in entries.GroupBy(entry => entry.Id, StringComparer.Ordinal).SelectMany(group => group.Skip(1)))
            {
                problems.Add(new InputProblem(PathOf(twice) + ".id", $"an id of its own: {twice.Id} is used before", Impossible: true));
            }

            if (child is not null)
            {
                foreach (var entry in entries)
                {
                    EntryChecks.Add(entry, child, today: null, PathOf(entry), problems);
                }
            }
        }

        private string PathOf(Entry entry) => $"entries[{places[entry]}]";
    }
}
