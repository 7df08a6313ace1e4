using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Api.Tests.Features.Rules;

public class RulesTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task What_is_not_known_is_not_found_and_what_does_not_fit_is_refused()
    {
        (await service.GetAsync("/v1/rules/review-third")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/rules?level=local&limit=0")).ShouldBe(ProblemTypes.InvalidRequest, "level", "limit");
        (await service.GetAsync("/v1/rules/review-first?asOf=2026-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "asOf");
    }

    [Fact]
    public async Task The_catalogue_holds_every_rule_in_the_published_shape()
    {
        var answer = await service.GetAsync("/v1/rules?limit=500&count=true");

        answer.Items.Select(rule => rule.Get("id")).Should().Equal(RuleCatalogue.All.Select(rule => rule.Id));
        answer["count"].GetInt32().Should().Be(RuleCatalogue.All.Count);
        foreach (var rule in answer.Items)
        {
            rule.Names().Should().Contain(
                ["id", "title", "family", "level", "citation", "paragraphConfirmed", "inForceFrom", "inForceTo", "trigger", "due", "metBy", "endedBy", "counting", "parameters", "enabled"]);
            (await service.GetAsync($"/v1/rules/{rule.Get("id")}")).Text.Should().Be(rule.GetRawText());
        }
    }

    [Fact]
    public async Task A_rule_says_its_number_and_where_it_is_written()
    {
        var rule = await service.GetAsync("/v1/rules/review-first");

        rule.Status.Should().Be(HttpStatusCode.OK);
        (rule.Json.Get("level"), rule.Json.Get("family"), rule.Json.Get("inForceFrom"), rule.Json.Get("enabled")).Should().Be(("regulation", "reviews", "1991-10-14", "true"));
        rule["citation"].GetString().Should().EndWith("(SI 2010/959), regulation 33(1)");
        rule["parameters"].GetRawText().Should().Be("""[{"name":"workingDays","value":20,"default":20,"change":"tighten"}]""");
        rule["metBy"].GetRawText().Should().Be("""["review"]""");
        (await service.GetAsync("/v1/rules/section20-return-plan"))["parameters"].GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Pages_hold_every_rule_once()
    {
        foreach (var limit in new[] { 1, 2, 500 })
        {
            (await service.WalkAsync("/v1/rules", limit)).Select(rule => rule.Get("id")).Should().Equal(RuleCatalogue.All.Select(rule => rule.Id));
        }
    }
}
