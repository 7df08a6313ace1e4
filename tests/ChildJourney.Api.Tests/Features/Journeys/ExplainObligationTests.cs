using System.Net;
using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Journeys;

[OnEveryDatabase]
public class ExplainObligationTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("review-first:2026-03-21")]
    [InlineData("review-first")]
    [InlineData("review-third:2026-03-20")]
    [InlineData("%3A")]
    [InlineData("review-first:2026-03-20?asOf=2026-03-19")]
    [InlineData("review-second:2026-04-16?asOf=2026-04-15")]
    [InlineData("review-first:2026-03-20?knownAt=2026-11-22T08:59:59Z")]
    public async Task What_is_not_known_or_not_yet_open_is_not_found(string obligation)
    {
        await ExplainedAsync();

        (await service.GetAsync($"/v1/children/explained/obligations/{(obligation.Contains('?', StringComparison.Ordinal) ? obligation.Replace("?", "/explanation?", StringComparison.Ordinal) : obligation + "/explanation")}"))
            .ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/nobody/obligations/review-first:2026-03-20/explanation")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task The_arithmetic_is_said_step_by_step_with_the_days_skipped()
    {
        await ExplainedAsync();

        var answer = await service.GetAsync("/v1/children/explained/obligations/review-first:2026-03-20/explanation");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Json.Names().Should().Contain(["rule", "citation", "level", "trigger", "steps", "dueOn", "bookBy"]);
        (answer.Json.Get("rule"), answer.Json.Get("level"), answer.Json.Get("dueOn"), answer.Json.Get("bookBy")).Should().Be(("review-first", "regulation", "2026-04-21", "2026-04-21"));
        answer["citation"].GetString().Should().Be("Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33(1)");
        answer["trigger"].GetRawText().Should().Be("""{"entry":"e1","on":"2026-03-20","what":"Became looked after under Section 20"}""");
        answer["steps"].GetArrayLength().Should().Be(1);
        var step = answer["steps", 0];
        (step.Get("from"), step.Get("add"), step.Get("to")).Should().Be(("2026-03-20", "20 working days", "2026-04-21"));
        step.GetProperty("skipped").EnumerateArray().Select(day => $"{day.Get("on")} {day.Get("why")}").Should().Equal(
            "2026-03-21 Saturday", "2026-03-22 Sunday", "2026-03-28 Saturday", "2026-03-29 Sunday", "2026-04-03 Good Friday", "2026-04-04 Saturday",
            "2026-04-05 Sunday", "2026-04-06 Easter Monday", "2026-04-11 Saturday", "2026-04-12 Sunday", "2026-04-18 Saturday", "2026-04-19 Sunday");
        answer["flag"].GetRawText().Should().Be(
            (await service.GetAsync("/v1/children/explained/journey"))["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == "review-first").GetRawText());
    }

    [Fact]
    public async Task A_weekend_does_not_move_a_due_date_counted_in_months_and_the_day_to_book_by_is_before_it()
    {
        var path = await service.ChildAsync(
            "weekend", new { type = "admission", on = "2026-03-02", legalStatus = "V2" }, new { id = "e2", type = "review", on = "2026-03-19" }, new { id = "e3", type = "review", on = "2026-05-30" });

        var answer = await service.GetAsync($"{path}/obligations/review-second:2026-03-19/explanation");
        var next = await service.GetAsync($"{path}/obligations/review-subsequent:2026-05-30/explanation");

        answer["steps"].GetRawText().Should().Be("""[{"from":"2026-03-19","what":"the first","add":"3 months","skipped":[],"to":"2026-06-19"}]""");
        answer["trigger", "entry"].GetString().Should().Be("e2");
        answer["met"].GetRawText().Should().Be("""{"entry":"e3","on":"2026-05-30","what":"Review held"}""");
        next["met"].ValueKind.Should().Be(JsonValueKind.Null);
        (next.Json.Get("dueOn"), next.Json.Get("bookBy")).Should().Be(("2026-11-30", "2026-11-30"));
        (await service.GetAsync($"{path}/obligations/section20-return-plan:2026-03-19/explanation")).Json.Get("level").Should().Be("local");
    }

    [Fact]
    public async Task What_cannot_be_determined_has_no_arithmetic_and_names_the_fact()
    {
        var path = await service.ChildAsync("no-placement", new { type = "admission", on = "2026-03-02", legalStatus = "V2" });

        var answer = await service.GetAsync($"{path}/obligations/visit-first:2026-03-02/explanation");

        answer.Status.Should().Be(HttpStatusCode.OK);
        (answer["steps"].GetArrayLength(), answer["dueOn"].ValueKind).Should().Be((0, JsonValueKind.Null));
        answer["flag", "status"].GetString().Should().Be("cannot-determine");
        answer["flag", "missingFact"].GetString().Should().Contain("no placement has been recorded");
    }

    [Fact]
    public async Task An_explanation_that_the_caller_holds_is_not_sent_again_until_the_day_changes()
    {
        await ExplainedAsync();
        const string Path = "/v1/children/explained/obligations/review-first:2026-03-20/explanation";
        var tag = (await service.GetAsync(Path)).Tag!;

        (await service.GetAsync(Path, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.NotModified);
        (await service.GetAsync($"{Path}?asOf=2026-04-30", ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task ExplainedAsync()
    {
        await service.PutAsync("/v1/children/explained", new { dateOfBirth = "2015-05-01" });
        await service.PutAsync("/v1/children/explained/entries/e1", new { type = "admission", on = "2026-03-20", legalStatus = "V2" });
        await service.PutAsync("/v1/children/explained/entries/e2", new { type = "review", on = "2026-04-16" });
    }
}
