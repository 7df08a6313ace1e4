using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>Where an authority's changes are sent.</summary>
public sealed class SubscriptionRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>Its identifier.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The address that changes are sent to.</summary>
    public required string Url { get; init; }

    /// <summary>What it is for, in the administrator's words.</summary>
    public string? Description { get; init; }

    /// <summary>Which changes are sent, as JSON.</summary>
    public required string Filters { get; init; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The number of the last change of which it is settled whether it is sent.</summary>
    public long ReadTo { get; init; }
}

/// <summary>A key that a subscription's messages are signed with.</summary>
public sealed class SubscriptionSecretRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>1 for the first.</summary>
    public int Number { get; init; }

    /// <summary>The key, as the receiver was given it.</summary>
    public required string Secret { get; init; }

    /// <summary>When it was made.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>Until when it signs, or null where no other has taken its place.</summary>
    public Instant? EndsAt { get; init; }
}

/// <summary>A change that is still to be delivered to a subscription, or was given up; what was delivered has no row.</summary>
public sealed class DeliveryRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The subscription.</summary>
    public required string SubscriptionId { get; init; }

    /// <summary>The number of the change.</summary>
    public long Number { get; init; }

    /// <summary>When the change came about.</summary>
    public Instant At { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The obligation's id.</summary>
    public required string ObligationId { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>The new status, or null where the obligation no longer exists.</summary>
    public string? Status { get; init; }

    /// <summary>The status before, or null where it did not exist.</summary>
    public string? PreviousStatus { get; init; }

    /// <summary>How often it was tried since it was last waiting afresh.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was tried first.</summary>
    public Instant? FirstTriedAt { get; init; }

    /// <summary>When it is to be tried next.</summary>
    public Instant NextAt { get; init; }

    /// <summary>Until when someone is trying it.</summary>
    public Instant? LeasedUntil { get; init; }

    /// <summary>When it was given up, or null.</summary>
    public Instant? ParkedAt { get; init; }

    /// <summary>The HTTP status of the last answer, or null where there was none.</summary>
    public int? LastStatus { get; init; }

    /// <summary>What was wrong with the last try.</summary>
    public string? LastError { get; init; }
}
