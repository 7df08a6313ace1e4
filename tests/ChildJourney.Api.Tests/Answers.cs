using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests;

/// <summary>What tests say of answers.</summary>
public static partial class Answers
{
    /// <summary>The answer is a problem of that kind in the published shape, about those fields, and gives nothing of the program away.</summary>
    public static void ShouldBe(this Answer answer, ProblemType type, params string[] fields)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(type);
        answer.ShouldBeAProblem((HttpStatusCode)type.Status);
        answer["type"].GetString().Should().Be(type.Uri, "{0}", answer.Text);
        answer["title"].GetString().Should().Be(type.Title);
        answer.FieldsAtFault().Should().BeEquivalentTo(fields, "{0}", answer.Text);
    }

    /// <summary>The answer is a problem of whatever kind with that status.</summary>
    public static void ShouldBeAProblem(this Answer answer, HttpStatusCode status)
    {
        ArgumentNullException.ThrowIfNull(answer);
        answer.Status.Should().Be(status, "{0}", answer.Text);
        answer.Headers["Content-Type"].Should().Be("application/problem+json");
        answer["status"].GetInt32().Should().Be((int)status);
        answer["type"].GetString().Should().BeOneOf(ProblemTypes.All.Select(type => type.Uri));
        foreach (var text in new[] { "title", "detail", "instance", "traceId" })
        {
            answer[text].GetString().Should().NotBeNullOrWhiteSpace(text);
        }

        answer.Json.EnumerateObject().Select(property => property.Name).Except(["errors"])
            .Should().BeEquivalentTo("type", "title", "status", "detail", "instance", "traceId");
        InnerParts().IsMatch(answer.Text).Should().BeFalse("a problem gives nothing of the program away: {0}", answer.Text);
    }

    /// <summary>The fields that a problem names.</summary>
    public static IReadOnlyList<string> FieldsAtFault(this Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!answer.Json.TryGetProperty("errors", out var errors))
        {
            return [];
        }

        errors.EnumerateObject().Should().OnlyContain(field => field.Value.GetArrayLength() > 0);
        return [.. errors.EnumerateObject().Select(field => field.Name)];
    }

    /// <summary>The names of an object's properties, in order.</summary>
    public static IReadOnlyList<string> Names(this JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    /// <summary>The text of a property; numbers, dates and nulls as they are written.</summary>
    public static string? Get(this JsonElement json, string name)
    {
        var value = json.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    /// <summary>Every item of a list, page after page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> WalkAsync(this Service service, string path, int limit)
    {
        ArgumentNullException.ThrowIfNull(service);
        var items = new List<JsonElement>();
        var next = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={limit.ToString(CultureInfo.InvariantCulture)}";
        while (true)
        {
            var page = await service.GetAsync(next);
            page.Status.Should().Be(HttpStatusCode.OK, "{0}", page.Text);
            items.AddRange(page.Items);
            if (page["next"].ValueKind == JsonValueKind.Null)
            {
                page.Headers.Should().NotContainKey("Link");
                return items;
            }

            page.Items.Should().HaveCount(limit);
            var link = NextLink().Match(page.Headers["Link"]);
            link.Success.Should().BeTrue(page.Headers["Link"]);
            next = link.Groups["path"].Value;
            next.Should().Contain($"cursor={page["next"].GetString()}");
        }
    }

    [GeneratedRegex(@"System\.|Microsoft\.|ChildJourney\.|Exception|JsonElement|`1|\.cs\b|   at |SQLite|LocalDate", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InnerParts();

    [GeneratedRegex("^<(?<path>[^>]+)>; rel=\"next\"$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextLink();
}
