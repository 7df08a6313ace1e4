using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Records;
using MediatR;
using NodaTime;

namespace ChildJourney.Api.Features.Entries;

/// <summary>One current entry.</summary>
public sealed class GetEntry : IUseCase
{
    /// <summary>Which entry.</summary>
    /// <param name="ChildId">The child.</param>
    /// <param name="EntryId">The entry.</param>
    /// <param name="KnownAt">From what had been recorded by then, or null for now.</param>
    public sealed record Request(string ChildId, string EntryId, Instant? KnownAt) : IRequest<Result<EntryView>>, IAboutOneChild;

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapQuery<EntryView>(
                "/v1/children/{childId}/entries/{entryId}",
                [Query.KnownAt],
                asked => new Request(asked.Route("childId"), asked.Route("entryId"), asked.Query.Maybe(Query.KnownAt)))
            .For(RouteAccess.ReadChildren)
            .WithName("GetEntry")
            .WithTags("Entries")
            .WithSummary("One entry");

    /// <summary>Reads the entry.</summary>
    internal sealed class Handler(ChildRecords records, Caller caller) : IRequestHandler<Request, Result<EntryView>>
    {
        public async Task<Result<EntryView>> Handle(Request request, CancellationToken cancellationToken)
        {
            var child = await records.FindAsync(caller.Scope, request.ChildId, request.KnownAt, cancellationToken);
            return child?.Find(request.EntryId) is { } stored
                ? new EntryView(stored)
                : new NotFound($"entry {request.EntryId} of child {request.ChildId}");
        }
    }
}
