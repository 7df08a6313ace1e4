using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Entries;

/// <summary>What can be true of no child, and what cannot be true beside what is recorded.</summary>
[OnEveryDatabase]
public class ImpossibleEntryTests(Service service) : IClassFixture<Service>
{
    private static int number;

    [Theory]
    [InlineData("""{"type":"sdq","on":"2015-04-30","score":3}""", "on")]
    [InlineData("""{"type":"sdq","on":"2026-11-23","score":3}""", "on")]
    [InlineData("""{"type":"admission","on":"2033-05-01","legalStatus":"V2"}""", "on")]
    [InlineData("""{"type":"return-home-plan","on":"2026-06-01","endedOn":"2026-05-31"}""", "endedOn")]
    [InlineData("""{"type":"return-home-plan","on":"2026-06-01","endedOn":"2026-11-23"}""", "endedOn")]
    [InlineData("""{"type":"review","on":"2026-06-01","decisionsOn":"2026-05-31","recordOn":"2026-05-30"}""", "decisionsOn", "recordOn")]
    [InlineData("""{"type":"review","on":"2026-06-01","spokeWithChildOn":"2015-04-30"}""", "spokeWithChildOn")]
    [InlineData("""{"type":"missing","on":"2026-06-01","kind":"missing","from":"2026-06-01T20:00","returnedAt":"2026-06-01T19:59"}""", "returnedAt")]
    [InlineData("""{"type":"missing","on":"2026-06-02","kind":"missing","from":"2026-06-01T20:00"}""", "from")]
    [InlineData("""{"type":"missing","on":"2026-06-01","kind":"missing","from":"2026-06-01","returnedAt":"2026-11-23"}""", "returnedAt")]
    [InlineData("""{"type":"missing","on":"2026-03-29","kind":"missing","from":"2026-03-29T01:30"}""", "from")]
    public async Task What_can_be_true_of_no_child_is_refused(string body, params string[] fields)
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var child = await service.ChildAsync($"no-child-{Interlocked.Increment(ref number)}");

        (await service.PostAsync($"{child}/entries", body)).ShouldBe(ProblemTypes.Impossible, fields);

        (await service.GetAsync($"{child}/entries")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"type":"permanence-plan","on":"2026-06-01","route":"kinship","targetOn":"2027-06-01"}""")]
    [InlineData("""{"type":"return-home-plan","on":"2026-06-01","targetOn":"2027-06-01"}""")]
    [InlineData("""{"type":"sdq","on":"2015-05-01","score":3}""")]
    [InlineData("""{"type":"sdq","on":"2026-11-22","score":3}""")]
    [InlineData("""{"type":"missing","on":"2026-03-29","kind":"missing","from":"2026-03-29T02:00"}""")]
    [InlineData("""{"type":"missing","on":"2026-10-25","kind":"missing","from":"2026-10-25T01:30","returnedAt":"2026-10-25T01:30"}""")]
    public async Task What_can_be_true_is_taken(string body)
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var child = await service.ChildAsync($"any-child-{Interlocked.Increment(ref number)}");

        (await service.PostAsync($"{child}/entries", body)).Status.Should().Be(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"type":"admission","on":"2026-06-02","legalStatus":"V2"}""", "on")]
    [InlineData("""{"id":"e9","type":"admission","on":"2026-06-01","legalStatus":"C2"}""", "on")]
    [InlineData("""{"type":"admission","on":"2026-05-01","legalStatus":"V2"}""", "entries.e1")]
    [InlineData("""{"type":"discharge","on":"2026-05-31","reason":"E4A"}""", "on")]
    [InlineData("""{"type":"discharge","on":"2026-08-02","reason":"E4A"}""", "on")]
    [InlineData("""{"type":"discharge","on":"2026-06-20","reason":"E4A"}""", "entries.e4", "entries.e5")]
    [InlineData("""{"type":"placement","on":"2026-05-31","placementType":"U6"}""", "on")]
    [InlineData("""{"type":"placement","on":"2026-08-01","placementType":"U6"}""", "on")]
    [InlineData("""{"type":"legal-status","on":"2026-05-31","legalStatus":"C2"}""", "on")]
    [InlineData("""{"type":"legal-status","on":"2026-06-01","legalStatus":"C2"}""", "on")]
    [InlineData("""{"type":"legal-status","on":"2026-09-01","legalStatus":"C2"}""", "on")]
    [InlineData("""{"type":"review","on":"2026-05-31"}""", "on")]
    [InlineData("""{"type":"review","on":"2026-08-01"}""", "on")]
    public async Task What_cannot_be_true_beside_what_is_recorded_is_refused(string body, params string[] fields)
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        var child = await service.ChildAsync(
            $"beside-{Interlocked.Increment(ref number)}",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "e2", type = "placement", on = "2026-06-01", placementType = "U6" },
            new { id = "e4", type = "review", on = "2026-06-22" },
            new { id = "e5", type = "discharge", on = "2026-08-01", reason = "E4A" });

        (await service.PostAsync($"{child}/entries", body)).ShouldBe(ProblemTypes.Conflict, fields);

        (await service.GetAsync($"{child}/entries")).Items.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_conflict_is_said_of_the_entry_that_was_sent_and_names_no_id_that_was_only_made_for_it()
    {
        var child = await service.ChildAsync(
            "sent-last",
            new { id = "zz-admission", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "zz-review", type = "review", on = "2026-06-22" });

        var second = await service.PostAsync($"{child}/entries", new { type = "review", on = "2026-06-22" });
        var earlier = await service.PostAsync($"{child}/entries", new { type = "admission", on = "2026-05-01", legalStatus = "V2" });

        second["errors", "on", 0].GetString().Should().Be("a second entry of type review on 22 June 2026, beside zz-review");
        earlier["errors", "entries.zz-admission", 0].GetString().Should().Be("already looked after since 1 May 2026, by the entry sent");
    }

    [Theory]
    [InlineData("review", "participation", "PN1")]
    [InlineData("placement", "placementType", "K2")]
    public async Task A_second_of_its_kind_on_one_day_is_refused_and_one_of_the_two_is_named(string type, string field, string value)
    {
        var child = await service.ChildAsync(
            $"second-{type}",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new Dictionary<string, string> { ["id"] = "e2", ["type"] = type, ["on"] = "2026-06-22", [field] = value });

        var refused = await service.PostAsync($"{child}/entries", new Dictionary<string, string> { ["id"] = "e3", ["type"] = type, ["on"] = "2026-06-22", [field] = value });

        refused.ShouldBe(ProblemTypes.Conflict, "on");
        (await service.GetAsync($"{child}/entries")).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_child_may_be_discharged_and_admitted_on_one_day()
    {
        var child = await service.ChildAsync(
            "back",
            new { type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { type = "discharge", on = "2026-07-01", reason = "E4A" },
            new { type = "admission", on = "2026-07-01", legalStatus = "C2" });

        (await service.GetAsync($"{child}/journey"))["periodsOfCare"].EnumerateArray().Select(period => (period.Get("from"), period.Get("to"), period.Get("closedBy")))
            .Should().Equal(("2026-06-01", "2026-07-01", "discharge"), ("2026-07-01", null, null));
    }

    [Theory]
    [InlineData("2026-07-01T23:30:00Z", "2026-07-02", HttpStatusCode.Created)]
    [InlineData("2026-07-01T22:59:59Z", "2026-07-02", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2026-12-01T23:30:00Z", "2026-12-02", HttpStatusCode.UnprocessableEntity)]
    [InlineData("2026-12-02T00:00:00Z", "2026-12-02", HttpStatusCode.Created)]
    public async Task Today_is_the_day_in_England(string now, string on, HttpStatusCode expected)
    {
        service.Clock.Set(now);
        var child = await service.ChildAsync($"today-{Interlocked.Increment(ref number)}");

        (await service.PostAsync($"{child}/entries", new { type = "sdq", on, score = 3 })).Status.Should().Be(expected);
    }
}
