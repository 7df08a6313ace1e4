using System.Net;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Flags;

/// <summary>Pages of a list that is written to while it is read.</summary>
[OnEveryDatabase]
public class FlagPagingTests(Service service) : IClassFixture<Service>
{
    private const string List = "/v1/flags?rule=review-first&limit=2";

    [Fact]
    public async Task The_word_for_nobody_may_be_the_id_of_a_child()
    {
        await service.ChildAsync("none", new { type = "admission", on = "2026-06-01", legalStatus = "C2" });

        (await service.GetAsync("/v1/flags?rule=review-first&childId=none")).Items.Should().ContainSingle().Which.Get("childId").Should().Be("none");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=childId")]
    [InlineData("&sort=-daysOverdue")]
    public async Task What_stays_on_the_list_is_listed_once_whatever_is_written_meanwhile(string order)
    {
        var name = $"p{order.Length}";
        for (var number = 1; number <= 6; number++)
        {
            await service.ChildAsync($"{name}-{number}", new { type = "admission", on = $"2026-06-{number:00}", legalStatus = "C2" });
        }

        var children = $"&childId={string.Join(',', Enumerable.Range(0, 10).Select(number => $"{name}-{number}"))}";
        var first = await service.GetAsync(List + order + children);
        first.Items.Should().HaveCount(2);

        // The first listed leaves the list, one of those to come does, and one comes that belongs before the page that follows.
        await service.PostAsync($"/v1/children/{name}-1/entries", new { type = "review", on = "2026-11-20" });
        await service.PostAsync($"/v1/children/{name}-4/entries", new { type = "review", on = "2026-11-20" });
        await service.ChildAsync($"{name}-0", new { type = "admission", on = "2026-05-01", legalStatus = "C2" });
        var second = await service.GetAsync(List + order + children + $"&cursor={first["next"].GetString()}");
        var third = await service.GetAsync(List + order + children + $"&cursor={second["next"].GetString()}");

        new[] { first, second, third }.SelectMany(page => page.Items).Select(flag => flag.Get("childId"))
            .Should().Equal($"{name}-1", $"{name}-2", $"{name}-3", $"{name}-5", $"{name}-6");
        third["next"].GetString().Should().BeNull();
    }

    [Fact]
    public async Task A_list_is_read_while_it_is_written_to()
    {
        var child = await service.ChildAsync("busy", new { type = "admission", on = "2026-05-01", legalStatus = "V2" });
        var writing = Task.WhenAll(Enumerable.Range(1, 30).Select(number =>
            service.PutAsync($"{child}/entries/s{number}", new { type = "legal-status", on = $"2026-06-{number:00}", legalStatus = number % 2 == 0 ? "V2" : "C2" })));
        var reading = await Task.WhenAll(Enumerable.Range(0, 30).Select(number =>
            service.GetAsync(new[] { "/v1/flags", "/v1/section20", "/v1/drift", "/v1/children", "/v1/children/busy/journey" }[number % 5])));

        reading.Should().OnlyContain(answer => answer.Status == HttpStatusCode.OK);
        (await writing).Should().OnlyContain(answer => answer.Status == HttpStatusCode.Created);
    }
}
