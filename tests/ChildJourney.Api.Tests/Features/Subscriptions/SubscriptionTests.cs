using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Subscriptions;

public class SubscriptionTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("{}", "url")]
    [InlineData("[]", "")]
    [InlineData("""{"url":"http://example.org/"}""", "url")]
    [InlineData("""{"url":"ftp://example.org/"}""", "url")]
    [InlineData("""{"url":"https://user:secret@example.org/"}""", "url")]
    [InlineData("""{"url":"https://example.org/#part"}""", "url")]
    [InlineData("""{"url":"/changes"}""", "url")]
    [InlineData("""{"url":"https://127.0.0.1/"}""", "url")]
    [InlineData("""{"url":"https://2130706433/"}""", "url")] // 127.0.0.1 as one number
    [InlineData("""{"url":"https://0x7f.1/"}""", "url")]
    [InlineData("""{"url":"https://[::1]/"}""", "url")]
    [InlineData("""{"url":"https://[::ffff:10.0.0.1]/"}""", "url")]
    [InlineData("""{"url":"https://169.254.169.254/latest/meta-data"}""", "url")]
    [InlineData("""{"url":1,"secret":"mine","filters":[]}""", "url", "secret", "filters")]
    [InlineData("""{"url":"https://example.org/","filters":{"status":["late"],"rule":"review-first","colour":[]}}""", "filters.status", "filters.rule", "filters.colour")]
    public async Task What_is_no_subscription_is_refused(string body, params string[] fields) =>
        (await service.PostAsync("/v1/subscriptions", body)).ShouldBe(ProblemTypes.InvalidRequest, fields);

    [Fact]
    public async Task It_is_made_shown_without_its_key_and_removed()
    {
        var created = await service.PostAsync("/v1/subscriptions", new { url = "https://receiver.invalid/changes", filters = new { team = new[] { "T1" } } });

        created.Status.Should().Be(HttpStatusCode.Created, "{0}", created.Text);
        created.Json.Names().Should().Equal("id", "url", "description", "filters", "createdAt", "createdBy", "secret");
        Convert.FromBase64String(created["secret"].GetString()!["whsec_".Length..]).Should().HaveCount(32);
        var path = created.Headers["Location"];
        var read = await service.GetAsync(path);
        read.Text.Should().NotContain("secret").And.NotContain("whsec");
        read["filters", "team", 0].GetString().Should().Be("T1");
        var id = created["id"].GetString();
        (await service.GetAsync("/v1/subscriptions?count=true")).Items.Should().ContainSingle(item => item.Get("id") == id).Which.TryGetProperty("secret", out _).Should().BeFalse();

        (await service.DeleteAsync(path)).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.GetAsync(path)).ShouldBe(ProblemTypes.NotFound);
        (await service.DeleteAsync(path)).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync($"{path}/deliveries")).ShouldBe(ProblemTypes.NotFound);
        (await service.SendAsync(HttpMethod.Post, $"{path}/replay", null)).ShouldBe(ProblemTypes.NotFound);
        (await service.SendAsync(HttpMethod.Post, $"{path}/secrets", null)).ShouldBe(ProblemTypes.NotFound);
    }
}
