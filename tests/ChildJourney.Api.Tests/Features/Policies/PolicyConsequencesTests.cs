using System.Net;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Policies;

[OnEveryDatabase]
public class PolicyConsequencesTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task A_tightened_number_moves_what_is_triggered_from_its_date_on()
    {
        await ReplaceAsync(new { });
        var before = await service.ChildAsync("tightened-before", Admission("2026-06-01"));
        var after = await service.ChildAsync("tightened-after", Admission("2026-06-15"));
        var tag = (await service.GetAsync(after)).Tag;

        await ReplaceAsync(Rule("iro-appointed", new { workingDays = 3, from = "2026-06-10" }));
        var later = await service.ChildAsync("tightened-later", Admission("2026-06-16"));

        (await DueAsync("iro-appointed")).Should().Equal(("tightened-before", "2026-06-08"), ("tightened-after", "2026-06-18"), ("tightened-later", "2026-06-19"));
        (await service.GetAsync($"{before}/journey"))["obligations"].EnumerateArray().Should().Contain(flag => flag.Get("id") == "iro-appointed:2026-06-01" && flag.Get("dueOn") == "2026-06-08");
        (await service.GetAsync($"{later}/obligations/iro-appointed:2026-06-16/explanation"))["steps", 0, "add"].GetString().Should().Be("3 working days");
        (await service.GetAsync(after, ("If-None-Match", tag!))).Status.Should().Be(HttpStatusCode.OK, "what follows has changed");

        await ReplaceAsync(new { });
        (await DueAsync("iro-appointed")).Should().Equal(("tightened-before", "2026-06-08"), ("tightened-after", "2026-06-22"), ("tightened-later", "2026-06-23"));
    }

    [Fact]
    public async Task A_number_never_leaves_more_time_than_an_older_law_in_another_unit()
    {
        await ReplaceAsync(Rule("review-first", new { workingDays = 15, from = "2005-01-01" }));
        await service.ChildAsync("older-law", "2005-01-01", Admission("2010-03-01"));

        var flags = await service.GetAsync("/v1/flags?rule=review-first&childId=older-law&status=missed,overdue");

        flags.Items.Single().Get("dueOn").Should().Be("2010-03-29", "the limit was then four weeks");
    }

    [Fact]
    public async Task What_is_not_recorded_here_cannot_be_determined()
    {
        await service.ChildAsync("unrecorded-early", Admission("2026-03-02"));
        await service.ChildAsync("unrecorded-late", Admission("2026-05-05"));

        await ReplaceAsync(new { recordedFrom = new Dictionary<string, string?> { ["allocation"] = "2026-04-01" } });

        var flags = await service.GetAsync("/v1/flags?rule=iro-appointed&status=cannot-determine&childId=unrecorded-early,unrecorded-late");
        var flag = flags.Items.Single();
        (flag.Get("childId"), flag.Get("dueOn")).Should().Be(("unrecorded-early", null));
        flag.Get("missingFact").Should().Contain("allocation").And.Contain("2 March 2026");
        (await service.GetAsync("/v1/flags?rule=iro-appointed&status=overdue&childId=unrecorded-early,unrecorded-late")).Items.Single().Get("childId").Should().Be("unrecorded-late");

        await ReplaceAsync(new { recordedFrom = new Dictionary<string, string?> { ["allocation"] = null } });
        (await service.GetAsync("/v1/flags?rule=iro-appointed&status=cannot-determine&childId=unrecorded-early,unrecorded-late")).Items.Should().HaveCount(2);
        (await service.GetAsync("/v1/drift?indicator=unallocated")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_local_rule_is_turned_off_and_one_that_is_off_by_default_on()
    {
        await service.ChildAsync(
            "local",
            Admission("2026-06-01"),
            new { type = "review", on = "2026-06-20" },
            new { type = "review-booked", on = "2026-06-22", bookedFor = "2026-09-21" });
        await ReplaceAsync(Rule("section20-return-plan", new { enabled = false, from = "2026-01-01" }));

        (await RulesAsync()).Should().NotContain("section20-return-plan").And.NotContain("review-papers");

        await ReplaceAsync(Rule("review-papers", new { enabled = true, days = 14, from = "2026-01-01" }));
        (await RulesAsync()).Should().Contain(["section20-return-plan", "review-papers"]);
        (await service.GetAsync("/v1/rules/review-papers"))["enabled"].GetBoolean().Should().BeTrue();

        async Task<IEnumerable<string?>> RulesAsync() =>
            (await service.GetAsync("/v1/flags?childId=local&limit=500&status=overdue,missed,met,met-late,upcoming,due-soon,ended&asOf=2026-08-01")).Items.Select(flag => flag.Get("rule"));
    }

    [Fact]
    public async Task The_window_of_what_is_due_soon_changes_statuses_and_tags()
    {
        await ReplaceAsync(new { });
        var child = await service.ChildAsync("window", Admission("2026-11-20"));
        var before = await service.GetAsync(child);

        await ReplaceAsync(new { dueSoonDays = 0 });
        var narrow = await service.GetAsync(child);

        narrow["counts", "due-soon"].GetInt32().Should().Be(0);
        before["counts", "due-soon"].GetInt32().Should().BePositive();
        narrow.Tag.Should().NotBe(before.Tag);
        (await service.GetAsync("/v1/flags?status=due-soon&childId=window")).Items.Should().BeEmpty();
        (await service.PutAsync(child, new { dateOfBirth = "2015-05-02" }, ("If-Match", before.Tag!))).Status.Should().Be(HttpStatusCode.OK, "the child itself has not changed");
    }

    [Fact]
    public async Task Signs_of_drift_are_turned_off()
    {
        await ReplaceAsync(new { });
        await service.ChildAsync("sign", Admission("2026-06-01"));
        (await service.GetAsync("/v1/drift?indicator=unallocated&limit=500")).Items.Should().Contain(row => row.Get("childId") == "sign");

        await ReplaceAsync(new { drift = new { unallocated = new { enabled = false } } });

        (await service.GetAsync("/v1/drift?indicator=unallocated&limit=500")).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task A_calculation_starts_from_the_published_defaults_and_takes_a_whole_policy()
    {
        await ReplaceAsync(Rule("iro-appointed", new { workingDays = 1, from = "2020-01-01" }));

        (await CalculateAsync(new { })).Get("dueOn").Should().Be("2026-06-08");
        (await CalculateAsync(Rule("iro-appointed", new { workingDays = 2 }))).Get("dueOn").Should().Be("2026-06-03", "it governs from the first date there is");
        (await CalculateAsync(new { recordedFrom = new { allocation = (string?)null } })).Get("status").Should().Be("cannot-determine");
        (await service.PostAsync("/v1/calculations", Calculation(new { dueSoonDays = -1, terms = 3 }))).FieldsAtFault().Should().BeEquivalentTo("policy.dueSoonDays", "policy.terms");

        async Task<System.Text.Json.JsonElement> CalculateAsync(object policy) =>
            (await service.PostAsync("/v1/calculations", Calculation(policy)))["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == "iro-appointed");

        object Calculation(object policy) => new { child = new { dateOfBirth = "2015-05-01" }, entries = new[] { Admission("2026-06-01") }, asOf = "2026-07-01", policy };
    }

    private static object Admission(string on) => new { type = "admission", on, legalStatus = "V2" };

    private static object Rule(string id, object own) => new { rules = new Dictionary<string, object> { [id] = own } };

    private async Task<IEnumerable<(string?, string?)>> DueAsync(string rule) =>
        (await service.GetAsync($"/v1/flags?rule={rule}&childId=tightened-before,tightened-after,tightened-later")).Items.Select(flag => (flag.Get("childId"), flag.Get("dueOn")));

    private Task<Answer> ReplaceAsync(object policy) => service.PolicyAsync(policy);
}
