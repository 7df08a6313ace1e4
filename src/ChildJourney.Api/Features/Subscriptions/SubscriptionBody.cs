using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Webhooks;

namespace ChildJourney.Api.Features.Subscriptions;

/// <summary>Reads what is sent about a subscription.</summary>
internal sealed record SubscriptionBody(string Url, string? Description, SubscriptionFilters Filters)
{
    private const int LongestUrl = 2000;
    private const int LongestDescription = 200;
    private const int MostValues = 200;

    /// <summary>The filters, with what each value may be.</summary>
    public static IReadOnlyList<(string Name, FieldSchema Schema, string Summary)> FilterProperties { get; } =
    [
        ("status", Closed(Words.Statuses.Texts), "Changes to one of these statuses; all where it is left out or empty."),
        ("rule", Closed([.. RuleCatalogue.All.Select(rule => rule.Id)]), "Changes of flags of one of these rules."),
        ("level", Closed(Words.Levels.Texts), "Changes of flags of rules of one of these levels."),
        ("team", new FieldSchema("string", Identifiers.CodeExpectation) { Pattern = Identifiers.CodePattern }, "Changes about children whom one of these teams holds when they come about."),
    ];

    /// <summary>What an address must be.</summary>
    public static FieldSchema UrlSchema { get; } = new("string", "an https address of at most 2,000 characters, without user and fragment, that is not one of a private network") { Format = "uri" };

    /// <summary>What a description must be.</summary>
    public static FieldSchema DescriptionSchema { get; } = new("string", "at most 200 characters, without control characters");

    /// <summary>Reads a subscription, and says everything that does not fit; null where something does not.</summary>
    public static SubscriptionBody? Read(JsonElement json, PublicAddresses addresses, List<InputProblem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem("", "an object with url"));
            return null;
        }

        string? url = null;
        string? description = null;
        var filters = SubscriptionFilters.None;
        foreach (var property in json.EnumerateObject())
        {
            switch (property.Name)
            {
                case "url" when TextOf(property.Value) is { } text && IsAddress(text, addresses):
                    url = text;
                    break;
                case "description" when property.Value.ValueKind == JsonValueKind.Null || (TextOf(property.Value) is { Length: <= LongestDescription } text && !text.Any(char.IsControl)):
                    description = TextOf(property.Value);
                    break;
                case "filters":
                    filters = ReadFilters(property.Value, problems);
                    break;
                default:
                    problems.Add(new InputProblem(property.Name, property.Name switch
                    {
                        "url" => UrlSchema.Expected,
                        "description" => DescriptionSchema.Expected,
                        _ => "no such property: there are url, description, filters",
                    }));
                    break;
            }
        }

        if (!json.TryGetProperty("url", out _))
        {
            problems.Add(new InputProblem("url", UrlSchema.Expected));
        }

        return problems.Count == 0 ? new SubscriptionBody(url!, description, filters) : null;
    }

    private static SubscriptionFilters ReadFilters(JsonElement json, List<InputProblem> problems)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem("filters", "an object of status, rule, level and team"));
            return SubscriptionFilters.None;
        }

        var read = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var path = InputProblem.Path("filters", property.Name);
            var (name, schema, _) = FilterProperties.FirstOrDefault(known => known.Name == property.Name);
            if (name is null)
            {
                problems.Add(new InputProblem(path, "no such property: there are status, rule, level, team"));
            }
            else if (property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() <= MostValues && property.Value.EnumerateArray().All(value => Fits(schema, TextOf(value))))
            {
                read[name] = [.. property.Value.EnumerateArray().Select(value => TextOf(value)!).Distinct(StringComparer.Ordinal)];
            }
            else
            {
                problems.Add(new InputProblem(path, $"an array of at most 200, each {schema.Expected}"));
            }
        }

        return new SubscriptionFilters(Of("status"), Of("rule"), Of("level"), Of("team"));

        IReadOnlyList<string> Of(string name) => read.GetValueOrDefault(name) ?? [];
    }

    private static bool Fits(FieldSchema schema, string? text) => text is not null && (schema.Codes is { } codes ? codes.Contains(text) : Identifiers.IsCode(text));

    /// <summary>Whether something may be sent there as far as the text tells; what its name stands for is looked at whenever something is sent.</summary>
    private static bool IsAddress(string text, PublicAddresses addresses)
    {
        if (text.Length > LongestUrl || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0)
        {
            return false;
        }

        var isEncrypted = uri.Scheme == Uri.UriSchemeHttps;
        if (!isEncrypted && !(addresses.AllowsAny && uri.Scheme == Uri.UriSchemeHttp))
        {
            return false;
        }

        return !System.Net.IPAddress.TryParse(uri.Host.Trim('[', ']'), out var literal) || addresses.MayBeSentTo(literal, isEncrypted);
    }

    private static string? TextOf(JsonElement json) => json.ValueKind == JsonValueKind.String ? JsonText.Of(json) : null;

    private static FieldSchema Closed(IReadOnlyList<string> values) => new("string", $"one of {string.Join(", ", values)}") { Codes = values };
}
