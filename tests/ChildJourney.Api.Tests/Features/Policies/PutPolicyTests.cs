using System.Globalization;
using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Policies;

[OnEveryDatabase]
public class PutPolicyTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Without_a_precondition_nothing_is_replaced()
    {
        var before = await service.GetAsync("/v1/policy");

        (await service.PutAsync("/v1/policy", new { dueSoonDays = 7 })).ShouldBe(ProblemTypes.PreconditionRequired);
        (await service.PutAsync("/v1/policy", new { dueSoonDays = 7 }, ("If-Match", "\"99\""))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync("/v1/policy", new { dueSoonDays = 7 }, ("If-Match", "7"))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync("/v1/policy", "{", ("If-Match", "*"))).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.PutAsync("/v1/policy", new { }, ("If-Match", "*"), ("Content-Type", "text/plain"))).ShouldBe(ProblemTypes.UnsupportedMediaType);
        (await service.GetAsync("/v1/policy?asOf=2026-01-01")).ShouldBe(ProblemTypes.InvalidRequest, "asOf");
        (await service.GetAsync("/v1/policy")).Text.Should().Be(before.Text);
    }

    [Fact]
    public async Task Everything_that_does_not_fit_is_said_at_once_and_nothing_is_stored()
    {
        var before = await service.GetAsync("/v1/policy");
        var answer = await service.PutAsync(
            "/v1/policy",
            """
            {
              "version": "3", "dueSoonDays": 367, "pepFromAge": 6, "colour": "red",
              "recordedFrom": { "visit": "2026-02-30", "pep": 3, "horoscope": null },
              "terms": [ { "name": "autumn 2026", "firstDay": "2026-09-02", "lastDay": "2026-12-18" }, { "name": "x", "closures": "none", "head": 1 }, 7 ],
              "targets": { "pep-termly": 101, "review-first": "90", "nothing": 5 },
              "rules": { "nothing": {}, "review-first": { "months": 1, "from": "soon" }, "iro-appointed": { "workingDays": 0 }, "supervised": 3, "section20-return-plan": { "enabled": "yes" } },
              "drift": { "nothing": {}, "unallocated": { "enabled": 1, "planets": 3 }, "review-overdue": [] }
            }
            """,
            ("If-Match", "*"));

        answer.ShouldBe(
            ProblemTypes.InvalidRequest,
            "version", "dueSoonDays", "pepFromAge", "colour",
            "recordedFrom.visit", "recordedFrom.pep", "recordedFrom.horoscope",
            "terms[0].name", "terms[1].firstDay", "terms[1].lastDay", "terms[1].closures", "terms[1].head", "terms[2]",
            "targets.pep-termly", "targets.review-first", "targets.nothing",
            "rules.nothing", "rules.review-first.months", "rules.review-first.from", "rules.iro-appointed.workingDays", "rules.supervised", "rules.section20-return-plan.enabled",
            "drift.nothing", "drift.unallocated.enabled", "drift.unallocated.planets", "drift.review-overdue");
        (await service.PutAsync("/v1/policy", "[]", ("If-Match", "*"))).ShouldBe(ProblemTypes.InvalidRequest, "");
        (await service.GetAsync("/v1/policy")).Text.Should().Be(before.Text);
    }

    [Fact]
    public async Task Law_and_guidance_are_tightened_and_never_loosened_or_turned_off()
    {
        var answer = await service.PutAsync(
            "/v1/policy",
            new
            {
                rules = new Dictionary<string, object>
                {
                    ["review-first"] = new { workingDays = 21 },
                    ["review-second"] = new { months = 2 },
                    ["iro-appointed"] = new { workingDays = 6, enabled = true },
                },
            },
            ("If-Match", "*"));

        answer.ShouldBe(ProblemTypes.Impossible, "rules.review-first.workingDays", "rules.iro-appointed.workingDays", "rules.iro-appointed.enabled");
        answer["errors", "rules.review-first.workingDays", 0].GetString().Should().Be("at most 20: Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 33(1) may be tightened, never loosened");
    }

    [Fact]
    public async Task What_is_counted_back_is_tightened_by_more_days()
    {
        (await service.PutAsync("/v1/policy", new { rules = new Dictionary<string, object> { ["review-social-work-report"] = new { workingDays = 2 } } }, ("If-Match", "*")))
            .ShouldBe(ProblemTypes.Impossible, "rules.review-social-work-report.workingDays");
        await ReplaceAsync(new { rules = new Dictionary<string, object> { ["review-social-work-report"] = new { workingDays = 5 } } });

        var rule = (await service.GetAsync("/v1/rules/review-social-work-report"))["parameters", 0];
        (rule.Get("value"), rule.Get("default"), rule.Get("change")).Should().Be(("5", "3", "tighten"));
    }

    [Fact]
    public async Task Impossible_terms_are_refused()
    {
        var answer = await service.PutAsync(
            "/v1/policy",
            new
            {
                terms = new object[]
                {
                    new { name = "spring", firstDay = "2027-01-04", lastDay = "2027-03-25", closures = new[] { "2027-02-15", "2027-03-26" } },
                    new { name = "autumn", firstDay = "2026-09-02", lastDay = "2027-01-04" },
                    new { name = "spring", firstDay = "2027-06-01", lastDay = "2027-05-31" },
                },
            },
            ("If-Match", "*"));

        answer.ShouldBe(ProblemTypes.Impossible, "terms[0].closures[1]", "terms[0].firstDay", "terms[2].name", "terms[2].lastDay");
    }

    [Fact]
    public async Task The_whole_policy_is_stored_and_given_back_and_what_is_left_out_returns_to_the_default()
    {
        var published = await ReplaceAsync(new { });
        var set = await ReplaceAsync(new
        {
            version = 17,
            dueSoonDays = 21,
            pepFromAge = 2,
            recordedFrom = new Dictionary<string, string?> { ["visit"] = "2026-04-01", ["pep"] = null },
            terms = new object[]
            {
                new { name = "spring-2027", firstDay = "2027-01-04", lastDay = "2027-03-25", closures = new[] { "2027-02-19", "2027-02-15", "2027-02-19" } },
                new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-12-18" },
            },
            targets = new Dictionary<string, object?> { ["review-first"] = 95.50, ["pep-termly"] = null },
            rules = new Dictionary<string, object> { ["iro-appointed"] = new { workingDays = 3 }, ["section20-return-plan"] = new { enabled = false, from = "2026-01-01" }, ["review-first"] = new { } },
            drift = new { unallocated = new { enabled = false } },
        });

        published["targets"].GetRawText().Should().Be("""{"pep-termly":90}""");
        published["rules"].GetRawText().Should().Be("{}");
        set["recordedFrom"].GetRawText().Should().Be("""{"pep":null,"visit":"2026-04-01"}""");
        set["terms"].GetRawText().Should().Be(
            """[{"name":"autumn-2026","firstDay":"2026-09-02","lastDay":"2026-12-18","closures":[]},{"name":"spring-2027","firstDay":"2027-01-04","lastDay":"2027-03-25","closures":["2027-02-15","2027-02-19"]}]""");
        set["targets"].GetRawText().Should().Be("""{"pep-termly":null,"review-first":95.5}""");
        set["rules"].GetRawText().Should().Be("""{"iro-appointed":{"workingDays":3,"from":"2026-11-22"},"section20-return-plan":{"enabled":false,"from":"2026-01-01"}}""");
        set["drift", "unallocated", "enabled"].GetBoolean().Should().BeFalse();
        set["drift", "review-overdue", "enabled"].GetBoolean().Should().BeTrue();
        (set["dueSoonDays"].GetInt32(), set["pepFromAge"].GetInt32()).Should().Be((21, 2));
        set["version"].GetInt32().Should().Be(published["version"].GetInt32() + 1);
        set.Tag.Should().Be($"\"{set["version"]}\"");
        (await service.GetAsync("/v1/policy")).Text.Should().Be(set.Text);
        (await service.GetAsync("/v1/policy", ("If-None-Match", set.Tag!))).Status.Should().Be(HttpStatusCode.NotModified);

        var back = await ReplaceAsync(new { });
        back.Text.Replace($"\"version\":{back["version"]}", $"\"version\":{published["version"]}", StringComparison.Ordinal).Should().Be(published.Text);
    }

    [Fact]
    public async Task The_same_policy_again_makes_no_version()
    {
        var set = await ReplaceAsync(new { dueSoonDays = 9, rules = new Dictionary<string, object> { ["iro-appointed"] = new { workingDays = 4 } }, targets = new Dictionary<string, object> { ["pep-termly"] = 90.0 } });

        var again = await service.PutAsync("/v1/policy", set.Text, ("If-Match", set.Tag!));
        var once = await service.PutAsync("/v1/policy", """{"rules":{"iro-appointed":{"workingDays":4}},"dueSoonDays":9,"drift":{"unallocated":{"enabled":true}}}""", ("If-Match", "*"));

        (again.Status, again.Tag, again.Text).Should().Be((HttpStatusCode.OK, set.Tag, set.Text));
        (once.Status, once.Text).Should().Be((HttpStatusCode.OK, set.Text));
    }

    [Fact]
    public async Task Of_twelve_changes_of_one_version_at_once_one_is_made()
    {
        var before = await service.GetAsync("/v1/policy");

        var answers = await Task.WhenAll(Enumerable.Range(40, 12).Select(dueSoonDays => service.PutAsync("/v1/policy", new { dueSoonDays }, ("If-Match", before.Tag!))));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.PreconditionFailed, 11)]);
        (await service.GetAsync("/v1/policy"))["version"].GetInt32().Should().Be(before["version"].GetInt32() + 1);
    }

    [Fact]
    public async Task A_version_that_another_instance_stored_is_the_newest_at_once()
    {
        var before = await ReplaceAsync(new { dueSoonDays = 11 });
        var next = before["version"].GetInt32() + 1;
        const string Body = """{"dueSoonDays":12,"rules":{"gone":{"days":3}},"drift":{"gone":{"enabled":false}}}""";
        await service.ExecuteAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"INSERT INTO policies (authority_id, version, body, recorded_at, recorded_by) VALUES ('local', {next}, '{Body}', '2026-11-22 09:00:00Z', 'another')"));

        var policy = await service.GetAsync("/v1/policy");

        (policy["version"].GetInt32(), policy["dueSoonDays"].GetInt32(), policy["rules"].GetRawText()).Should().Be((next, 12, "{}"));
        (await service.PutAsync("/v1/policy", new { }, ("If-Match", before.Tag!))).ShouldBe(ProblemTypes.StaleVersion);
    }

    [Fact]
    public async Task Rules_show_the_authoritys_value_beside_the_default()
    {
        await ReplaceAsync(new
        {
            rules = new Dictionary<string, object>
            {
                ["iro-appointed"] = new { workingDays = 2 },
                ["review-second"] = new { months = 1, from = "2026-11-23" },
                ["section20-return-plan"] = new { enabled = false },
            },
        });

        (await ParameterAsync("iro-appointed")).Should().Be(("workingDays", "2", "5", "tighten"));
        (await ParameterAsync("review-second")).Should().Be(("months", "3", "3", "tighten"), "it governs from tomorrow");
        (await service.GetAsync("/v1/rules/section20-return-plan"))["enabled"].GetBoolean().Should().BeFalse();
        (await service.GetAsync("/v1/rules?limit=500")).Items.Single(rule => rule.Get("id") == "iro-appointed").GetProperty("parameters")[0].Get("value").Should().Be("2");

        async Task<(string?, string?, string?, string?)> ParameterAsync(string rule)
        {
            var parameter = (await service.GetAsync($"/v1/rules/{rule}"))["parameters", 0];
            return (parameter.Get("name"), parameter.Get("value"), parameter.Get("default"), parameter.Get("change"));
        }
    }

    private Task<Answer> ReplaceAsync(object policy) => service.PolicyAsync(policy);
}
