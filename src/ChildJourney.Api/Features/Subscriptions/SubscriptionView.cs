using System.Text.Json.Serialization;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Webhooks;
using NodaTime;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Where changes are sent.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="Url">The address that changes are sent to.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Filters">Which changes are sent; an empty list stands for all.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
public sealed record SubscriptionView(string Id, string Url, string? Description, SubscriptionFiltersView Filters, Instant CreatedAt, string CreatedBy)
{
    /// <summary>The key that verifies its messages, as Standard Webhooks has it: shown this once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>The view of a row.</summary>
    public static SubscriptionView Of(SubscriptionRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var filters = SubscriptionFilters.Parse(row.Filters);
        return new(row.SubscriptionId, row.Url, row.Description, new(filters.Status, filters.Rule, filters.Level, filters.Team), row.CreatedAt, row.CreatedBy);
    }
}

/// <summary>Which changes are sent; an empty list stands for all.</summary>
/// <param name="Status">To one of these statuses.</param>
/// <param name="Rule">Of one of these rules.</param>
/// <param name="Level">Of rules of one of these levels.</param>
/// <param name="Team">Of children whom one of these teams holds when the change comes about.</param>
public sealed record SubscriptionFiltersView(IReadOnlyList<string> Status, IReadOnlyList<string> Rule, IReadOnlyList<string> Level, IReadOnlyList<string> Team);
