using ChildJourney.Domain.Rules;

namespace ChildJourney.Api.Platform;

/// <summary>What the rules are applied with in this request: the calendar, and the policy of the caller's authority.</summary>
internal sealed class CurrentSettings
{
    /// <summary>The settings, which every request to a use case is given before its handler is made.</summary>
    public Settings Value
    {
        get => field ?? throw new InvalidOperationException("The authority's policy has not been read: send the request through the mediator.");
        set;
    }
}
