using System.Text.Json;

namespace ChildJourney.Infrastructure.Webhooks;

/// <summary>Which changes a subscription is sent; an empty list stands for all.</summary>
/// <param name="Status">To one of these statuses.</param>
/// <param name="Rule">Of one of these rules.</param>
/// <param name="Level">Of rules of one of these levels.</param>
/// <param name="Team">Of children whom one of these teams holds when the change comes about.</param>
public sealed record SubscriptionFilters(IReadOnlyList<string> Status, IReadOnlyList<string> Rule, IReadOnlyList<string> Level, IReadOnlyList<string> Team)
{
    /// <summary>Every change.</summary>
    public static SubscriptionFilters None { get; } = new([], [], [], []);

    /// <summary>Reads them back as they were stored.</summary>
    public static SubscriptionFilters Parse(string json) => JsonSerializer.Deserialize<SubscriptionFilters>(json)!;

    /// <summary>The filters as they are stored.</summary>
    public string Text => JsonSerializer.Serialize(new { Status, Rule, Level, Team });
}
