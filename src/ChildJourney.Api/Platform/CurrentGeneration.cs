using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Api.Platform;

/// <summary>What this request's answer rests on: the generation of stored obligations that is current for the caller's authority, and its policy.</summary>
internal sealed class CurrentGeneration
{
    /// <summary>The generation, which every request to a use case is given before its handler is made.</summary>
    public Generation Value
    {
        get => field ?? throw new InvalidOperationException("The authority's generation has not been read: send the request through the mediator.");
        set;
    }
}
