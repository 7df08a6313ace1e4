using System.Net;
using System.Text;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform;

/// <summary>Bodies that are not JSON, or more of it than anyone needs, at every address that reads one.</summary>
public class BodyTests(Service service) : IClassFixture<Service>
{
    private const string Fits = """{"dateOfBirth":"2015-05-01"}""";

    public static TheoryData<string> Unreadable => new()
    {
        "",
        " ",
        "{",
        "dateOfBirth=2015-05-01",
        """{"dateOfBirth":"2015-05-01",}""",
        """{"dateOfBirth":"2015-05-01"} {}""",
        """{'dateOfBirth':'2015-05-01'}""",
        """{"dateOfBirth":"2015-05-01","dateOfBirth":"2015-05-01"}""",
        """{"dateOfBirth":"2015-05-01","\u0064ateOfBirth":"2015-05-02"}""",
        """{"dateOfBirth":NaN}""",
        "{\"dateOfBirth\":\"2015-05-01\u0000\"}",
        new string('[', 100) + new string(']', 100),
        string.Concat(Enumerable.Repeat("{\"child\":", 100)) + "1" + new string('}', 100),
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task What_is_not_JSON_is_refused_everywhere(string body)
    {
        (await service.PutAsync("/v1/children/unread", body)).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/children/unread/entries", body)).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PutAsync("/v1/children/unread/entries/e1", body)).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PostAsync("/v1/calculations", body)).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.GetAsync("/v1/children/unread")).ShouldBe(ProblemTypes.NotFound);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/xml")]
    [InlineData("")]
    public async Task Another_media_type_is_refused_everywhere(string mediaType)
    {
        (await service.PutAsync("/v1/children/unread", Fits, ("Content-Type", mediaType))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.PostAsync("/v1/children/unread/entries", Fits, ("Content-Type", mediaType))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.PutAsync("/v1/children/unread/entries/e1", Fits, ("Content-Type", mediaType))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.PostAsync("/v1/calculations", Fits, ("Content-Type", mediaType))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.GetAsync("/v1/children/unread")).ShouldBe(ProblemTypes.NotFound);
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/merge-patch+json")]
    public async Task JSON_under_a_longer_name_is_read(string mediaType) =>
        (await service.PutAsync($"/v1/children/named-{mediaType.Length}", Fits, ("Content-Type", mediaType))).Status.Should().Be(HttpStatusCode.Created);

    [Theory]
    [InlineData("""{"dateOfBirth":"2015-05-01","\ud800":1}""")]
    [InlineData("""{"\udc00\ud800":1,"\ud800":2}""")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01","\ud800":1},"entries":[]}""")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"\ud800":1}}""")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"rules":{"\ud800":{}}}}""")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"rules":{"review-first":{"\ud800":1}}}}""")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[{"id":"\ud800","type":"sdq","on":"2026-01-01","score":1,"\ud800":1}],"\ud800":1}""")]
    public async Task A_name_that_holds_half_a_character_is_refused_everywhere(string body)
    {
        (await service.PutAsync("/v1/children/unread", body)).ShouldBeAProblem(HttpStatusCode.BadRequest);
        (await service.PostAsync("/v1/calculations", body)).ShouldBeAProblem(HttpStatusCode.BadRequest);
        await service.PutAsync("/v1/children/half", Fits);
        (await service.PostAsync("/v1/children/half/entries", body)).ShouldBeAProblem(HttpStatusCode.BadRequest);
        (await service.PutAsync("/v1/children/half/entries/e1", body)).ShouldBeAProblem(HttpStatusCode.BadRequest);
        (await service.GetAsync("/v1/children/half/entries")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_everywhere()
    {
        foreach (var path in new[] { "PUT /v1/children/unread", "PUT /v1/policy", "POST /v1/calculations", "POST /v1/batches" })
        {
            foreach (var bytes in new byte[][] { [.. "[{\"child\":\""u8, 0xC3, 0x28, .. "\"}]"u8], [.. "{\"child\":\""u8, 0xFF, .. "\"}"u8], [.. "{\""u8, 0xED, 0xA0, 0x80, .. "\":1}"u8] })
            {
                using var content = new ByteArrayContent(bytes);
                content.Headers.ContentType = new("application/json");
                using var request = new HttpRequestMessage(new HttpMethod(path.Split(' ')[0]), path.Split(' ')[1]) { Content = content };
                request.Headers.TryAddWithoutValidation("If-Match", "\"0\"");
                using var response = await service.Http.SendAsync(request);
                var answer = await Answer.OfAsync(response);

                if (path.EndsWith("batches", StringComparison.Ordinal) && bytes[0] == '[')
                {
                    answer.Json[0].GetProperty("status").GetString().Should().Be("refused");
                    continue;
                }

                answer.ShouldBeAProblem(HttpStatusCode.BadRequest);
            }
        }
    }

    [Theory]
    [InlineData("PUT", "/v1/children/much")]
    [InlineData("POST", "/v1/children/much/entries")]
    [InlineData("PUT", "/v1/children/much/entries/e1")]
    public async Task A_child_or_an_entry_of_two_megabytes_is_refused_and_nothing_is_stored(string method, string path)
    {
        await service.PutAsync("/v1/children/much", Fits);
        var body = $$"""{"type":"sdq","on":"2026-03-04","score":3,"{{new string('x', 2_000_000)}}":1}""";

        (await SendLargeAsync(method, path, body)).ShouldBe(ProblemTypes.TooLarge);

        (await service.GetAsync("/v1/children/much/entries")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_body_of_many_faults_has_them_all_named()
    {
        await service.PutAsync("/v1/children/much", Fits);
        var names = Enumerable.Range(0, 2000).Select(number => $"field-{number}").ToList();
        var body = $$"""{"type":"sdq","on":"2026-03-04","score":3{{string.Concat(names.Select(name => $",\"{name}\":1"))}}}""";

        (await service.PostAsync("/v1/children/much/entries", body)).ShouldBe(ProblemTypes.InvalidEntry, [.. names]);
    }

    [Fact]
    public async Task A_body_made_of_faults_has_the_first_ten_thousand_named()
    {
        var body = $$"""{{{string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"\"{number}\":1"))}}}""";

        var answer = await SendLargeAsync("POST", "/v1/calculations", body);

        answer.Status.Should().Be(HttpStatusCode.BadRequest);
        answer["detail"].GetString().Should().Be("100002 things are wrong; errors names the first 10000.");
        answer["errors"].EnumerateObject().Count().Should().Be(10_000);
    }

    [Fact]
    public async Task A_journey_of_two_megabytes_is_read_and_one_of_five_is_not()
    {
        const string Begin = """{"child":{"dateOfBirth":"2015-05-01"},"entries":[""";

        (await SendLargeAsync("POST", "/v1/calculations", Begin + new string(' ', 2_000_000) + "]}")).Status.Should().Be(HttpStatusCode.OK);
        var refused = await SendLargeAsync("POST", "/v1/calculations", Begin + new string(' ', 5_000_000) + "]}");

        refused.ShouldBe(ProblemTypes.TooLarge);
        refused.Headers.Should().Contain("X-Content-Type-Options", "nosniff").And.Contain("Cache-Control", "no-store");
    }

    /// <summary>Sends a body once the service has said that it will read it.</summary>
    private async Task<Answer> SendLargeAsync(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.ExpectContinue = true;
        using var response = await service.Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }
}
