using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform;

/// <summary>If-Match and If-None-Match (RFC 9110) on what is written and read.</summary>
public class PreconditionsTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("If-Match", "*", true)]
    [InlineData("If-Match", "\"2\"", true)]
    [InlineData("If-Match", "\"7\", \"2\"", true)]
    [InlineData("If-Match", "\"2.2026-11-22.0.1\"", true)]
    [InlineData("If-Match", "\"1\"", false)]
    [InlineData("If-Match", "W/\"2\"", false)]
    [InlineData("If-Match", "2", false)]
    [InlineData("If-None-Match", "*", false)]
    [InlineData("If-None-Match", "\"2\"", false)]
    [InlineData("If-None-Match", "W/\"2\"", false)]
    [InlineData("If-None-Match", "\"7\", \"2\"", false)]
    [InlineData("If-None-Match", "\"1\"", true)]
    [InlineData("If-None-Match", "2", false)]
    public async Task What_is_there_is_changed_only_where_they_hold(string header, string value, bool holds)
    {
        var child = $"/v1/children/{Guid.NewGuid():N}";
        await service.PutAsync(child, new { dateOfBirth = "2015-05-01" });
        await service.PutAsync(child, new { dateOfBirth = "2015-05-02" });
        foreach (var score in new[] { 1, 2 })
        {
            await service.PutAsync($"{child}/entries/s1", new { type = "sdq", on = "2026-10-01", score });
        }

        var version = (await service.GetAsync(child)).Tag!.Trim('"').Split('.')[0];
        var ofChild = value.Replace("\"2", $"\"{version}", StringComparison.Ordinal);

        ShouldBe(await service.PutAsync(child, new { dateOfBirth = "2015-05-03" }, (header, ofChild)));
        ShouldBe(await service.PutAsync($"{child}/entries/s1", new { type = "sdq", on = "2026-10-01", score = 2 }, (header, value)));
        var deleted = await service.DeleteAsync($"{child}/entries/s1?reason=duplicate", (header, value));
        deleted.Status.Should().Be(holds ? HttpStatusCode.NoContent : HttpStatusCode.PreconditionFailed);

        void ShouldBe(Answer answer)
        {
            if (holds)
            {
                answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
            }
            else
            {
                answer.ShouldBe(ProblemTypes.StaleVersion);
            }
        }
    }

    [Theory]
    [InlineData("If-None-Match", "*", true)]
    [InlineData("If-None-Match", "\"1\"", true)]
    [InlineData("If-None-Match", "nonsense", false)]
    [InlineData("If-Match", "*", false)]
    [InlineData("If-Match", "\"1\"", false)]
    public async Task What_is_not_there_is_created_only_where_they_hold(string header, string value, bool holds)
    {
        var child = $"/v1/children/{Guid.NewGuid():N}";
        var expected = holds ? HttpStatusCode.Created : HttpStatusCode.PreconditionFailed;

        (await service.PutAsync(child, new { dateOfBirth = "2015-05-01" }, (header, value))).Status.Should().Be(expected);
        await service.PutAsync(child, new { dateOfBirth = "2015-05-01" });
        (await service.PutAsync($"{child}/entries/s1", new { type = "sdq", on = "2026-10-01", score = 1 }, (header, value))).Status.Should().Be(expected);
    }

    [Fact]
    public async Task Of_many_that_create_only_one_does()
    {
        var child = $"/v1/children/{Guid.NewGuid():N}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => service.PutAsync(child, new { dateOfBirth = "2015-05-01" }, ("If-None-Match", "*"))));

        answers.Select(answer => (int)answer.Status).Order().Should().Equal([201, .. Enumerable.Repeat(412, 11)]);
    }

    [Theory]
    [InlineData("/v1/children/{0}")]
    [InlineData("/v1/children/{0}/journey")]
    [InlineData("/v1/children/{0}/entries/s1")]
    [InlineData("/v1/policy")]
    public async Task A_reader_who_holds_it_is_sent_nothing_anew(string pattern)
    {
        var child = $"{Guid.NewGuid():N}";
        await service.PutAsync($"/v1/children/{child}", new { dateOfBirth = "2015-05-01" });
        await service.PutAsync($"/v1/children/{child}/entries/s1", new { type = "sdq", on = "2026-10-01", score = 1 });
        var path = pattern.Replace("{0}", child, StringComparison.Ordinal);
        var tag = (await service.GetAsync(path)).Tag!;

        foreach (var held in new[] { tag, "*", $"W/{tag}", $"\"other\", {tag}" })
        {
            var answer = await service.GetAsync(path, ("If-None-Match", held));
            (answer.Status, answer.Text, answer.Tag).Should().Be((HttpStatusCode.NotModified, "", tag), held);
        }

        (await service.GetAsync(path, ("If-None-Match", "\"other\""))).Status.Should().Be(HttpStatusCode.OK);
    }
}
