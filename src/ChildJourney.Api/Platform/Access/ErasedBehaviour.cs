using ChildJourney.Infrastructure.Erasure;
using MediatR;

namespace ChildJourney.Api.Platform.Access;

/// <summary>Says of a child who is not found that the record was erased: to those alone from whom no child of the authority is hidden.</summary>
/// <remarks>What is left of a record does not say who held the child, or whether it was restricted; to everyone else there is no such child.</remarks>
internal sealed class ErasedBehaviour<TRequest, TResponse>(Caller caller, ErasureRecords erasures) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var response = await next();
        return request is IAboutOneChild about
            && response is IOutcome { Error: NotFound } outcome
            && caller.Scope.IsEverything
            && await erasures.FindAsync(caller.AuthorityId, about.ChildId, cancellationToken) is { } left
                ? (TResponse)outcome.Refused(new Erased(left))
                : response;
    }
}
