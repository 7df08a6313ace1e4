using System.Net;
using System.Text.Json;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Calculations;

public class CalculateTests(Service service) : IClassFixture<Service>
{
    private const string Child = """ "child":{"dateOfBirth":"2015-05-01"} """;
    private const string Admission = """{"type":"admission","on":"2026-06-01","legalStatus":"V2"}""";

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "child", "entries")]
    [InlineData("""{"child":null,"entries":null}""", "child", "entries")]
    [InlineData("""{"child":{},"entries":{}}""", "child.dateOfBirth", "entries")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01","name":"x"},"entries":[],"asOf":"today","colour":1,"policy":7}""", "child.name", "asOf", "colour", "policy")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[1,{"type":"party"},{"type":"admission","on":"2026-06-01","legalStatus":"V9"}]}""", "entries[0]", "entries[1].type", "entries[1].on", "entries[2].legalStatus")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"dueSoonDays":367,"terms":{},"rules":[]}}""", "policy.dueSoonDays", "policy.terms", "policy.rules")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"rules":{"review-third":{},"review-first":{"days":3,"from":"x"},"review-second":7}}}""", "policy.rules.review-third", "policy.rules.review-first.days", "policy.rules.review-first.from", "policy.rules.review-second")]
    [InlineData("""{"child":{"dateOfBirth":"2015-05-01"},"entries":[],"policy":{"rules":{"review-first":{"workingDays":"15"},"section20-return-plan":{"days":1}}}}""", "policy.rules.review-first.workingDays", "policy.rules.section20-return-plan.days")]
    public async Task What_does_not_fit_the_schema_is_refused(string body, params string[] fields) =>
        (await service.PostAsync("/v1/calculations", body)).ShouldBe(ProblemTypes.InvalidRequest, fields);

    [Theory]
    [InlineData("""{"type":"sdq","on":"2014-05-01","score":1}""", "entries[0].on")]
    [InlineData("""{"type":"return-home-plan","on":"2026-06-02","endedOn":"2026-06-01"}""", "entries[0].endedOn")]
    [InlineData("""{"id":"a","type":"sdq","on":"2026-05-01","score":1},{"id":"a","type":"sdq","on":"2026-05-02","score":1}""", "entries[1].id")]
    public async Task What_can_be_true_of_no_child_is_refused(string entries, params string[] fields) =>
        (await CalculateAsync(entries)).ShouldBe(ProblemTypes.Impossible, fields);

    [Theory]
    [InlineData("""{"type":"review","on":"2026-06-01"}""", "entries[0].on")]
    [InlineData("""{"type":"admission","on":"2026-06-01","legalStatus":"V2"},{"type":"admission","on":"2026-06-02","legalStatus":"V2"}""", "entries[1].on")]
    [InlineData("""{"type":"review","on":"2026-06-03"},{"type":"discharge","on":"2026-06-02","reason":"E4A"},{"type":"admission","on":"2026-06-01","legalStatus":"V2"}""", "entries[0].on")]
    public async Task Entries_that_cannot_all_be_true_are_refused_and_named_by_their_place(string entries, params string[] fields) =>
        (await CalculateAsync(entries)).ShouldBe(ProblemTypes.Conflict, fields);

    [Fact]
    public async Task Too_many_entries_are_refused()
    {
        static string Many(int count) => string.Join(',', Enumerable.Repeat("""{"type":"sdq","on":"2026-05-01","score":1}""", count));

        (await CalculateAsync(Many(2001))).ShouldBe(ProblemTypes.InvalidRequest, "entries");
        (await CalculateAsync(Many(2000))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_loosened_regulation_or_one_turned_off_is_impossible()
    {
        (await WithPolicyAsync("""{"rules":{"review-first":{"workingDays":21}}}""")).ShouldBe(ProblemTypes.Impossible, "policy.rules.review-first.workingDays");
        (await WithPolicyAsync("""{"rules":{"iro-appointed":{"workingDays":6}}}""")).ShouldBe(ProblemTypes.Impossible, "policy.rules.iro-appointed.workingDays");
        (await WithPolicyAsync("""{"rules":{"review-first":{"enabled":false}}}""")).ShouldBe(ProblemTypes.Impossible, "policy.rules.review-first.enabled");
    }

    [Fact]
    public async Task A_tightened_regulation_moves_the_due_date_of_triggers_from_its_day_on()
    {
        (await DueOnAsync("{}")).Should().Be("2026-06-29");
        (await DueOnAsync("""{"rules":{"review-first":{"workingDays":20}}}""")).Should().Be("2026-06-29");
        (await DueOnAsync("""{"rules":{"review-first":{"workingDays":15}}}""")).Should().Be("2026-06-22");
        (await DueOnAsync("""{"rules":{"review-first":{"workingDays":15,"from":"2026-06-01"}}}""")).Should().Be("2026-06-22");
        (await DueOnAsync("""{"rules":{"review-first":{"workingDays":15,"from":"2026-06-02"}}}""")).Should().Be("2026-06-29");

        async Task<string?> DueOnAsync(string policy) => Flag(await WithPolicyAsync(policy), "review-first").Get("dueOn");
    }

    [Fact]
    public async Task A_local_rule_can_be_turned_off_from_a_day_on()
    {
        Rules(await WithPolicyAsync("{}")).Should().Contain("section20-return-plan");
        Rules(await WithPolicyAsync("""{"rules":{"section20-return-plan":{"enabled":true}}}""")).Should().Contain("section20-return-plan");
        Rules(await WithPolicyAsync("""{"rules":{"section20-return-plan":{"enabled":false}}}""")).Should().NotContain("section20-return-plan").And.Contain("review-first");
        Rules(await WithPolicyAsync("""{"rules":{"section20-return-plan":{"enabled":false,"from":"2026-06-30"}}}""")).Should().Contain("section20-return-plan");

        static IEnumerable<string?> Rules(Answer answer) => answer["obligations"].EnumerateArray().Select(flag => flag.Get("rule"));
    }

    [Theory]
    [InlineData(0, "2026-06-29", "due-soon")]
    [InlineData(0, "2026-06-28", "upcoming")]
    [InlineData(28, "2026-06-01", "due-soon")]
    [InlineData(27, "2026-06-01", "upcoming")]
    [InlineData(366, "2026-06-30", "overdue")]
    public async Task The_window_of_what_is_due_soon_is_the_policy_s(int days, string asOf, string status) =>
        Flag(await WithPolicyAsync($$"""{"dueSoonDays":{{days}}}""", asOf), "review-first").Get("status").Should().Be(status);

    [Fact]
    public async Task An_answer_says_what_a_stored_journey_would()
    {
        service.Clock.Set("2026-11-22T09:00:00Z");
        object[] entries =
        [
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "e2", type = "allocation", on = "2026-06-03", role = "iro", assignee = "I1" },
            new { id = "e3", type = "review", on = "2026-07-01" },
        ];
        var path = await service.ChildAsync("calculation", entries);

        var answer = await service.PostAsync("/v1/calculations", new { child = new { dateOfBirth = "2015-05-01" }, entries });
        var journey = await service.GetAsync($"{path}/journey");

        answer.Json.Names().Should().Equal("asOf", "lookedAfter", "obligations", "drift");
        answer["asOf"].GetString().Should().Be("2026-11-22");
        answer["lookedAfter"].GetRawText().Should().Be(journey["child", "lookedAfter"].GetRawText());
        answer["obligations"].GetRawText().Should().Be(journey["obligations"].GetRawText());
        answer["drift"].GetRawText().Should().Be(journey["drift"].GetRawText());
    }

    [Fact]
    public async Task Nothing_is_stored()
    {
        var before = (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32();
        (await CalculateAsync(Admission)).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(before);
    }

    [Fact]
    public async Task Entries_in_any_order_give_the_same_answer()
    {
        string[] entries =
        [
            """{"id":"a","type":"admission","on":"2026-06-01","legalStatus":"V2"}""",
            """{"id":"b","type":"placement","on":"2026-06-01","placementType":"U6"}""",
            """{"id":"c","type":"allocation","on":"2026-06-01","role":"iro","assignee":"I1"}""",
            """{"id":"d","type":"review","on":"2026-06-20"}""",
            """{"id":"e","type":"discharge","on":"2026-08-01","reason":"E4A"}""",
            """{"id":"f","type":"admission","on":"2026-08-01","legalStatus":"V2"}""",
        ];
        var inOrder = await CalculateAsync(string.Join(',', entries));
        inOrder.Status.Should().Be(HttpStatusCode.OK, inOrder.Text);
        var random = new Random(1);
        for (var time = 0; time < 10; time++)
        {
            random.Shuffle(entries);
            (await CalculateAsync(string.Join(',', entries))).Text.Should().Be(inOrder.Text);
        }
    }

    [Fact]
    public async Task A_day_in_the_future_is_answered_as_if_nothing_more_were_recorded_and_later_entries_have_not_happened()
    {
        const string Entries = """{"type":"admission","on":"2030-06-03","legalStatus":"V2"},{"type":"review","on":"2030-07-01"}""";

        (await CalculateAsync(Entries, "2030-06-02"))["lookedAfter"].ValueKind.Should().Be(JsonValueKind.Null);
        (await CalculateAsync(Entries, "2030-06-02"))["obligations"].GetArrayLength().Should().Be(0);
        var before = Flag(await CalculateAsync(Entries, "2030-06-30"), "review-first");
        (before.Get("metOn"), before.Get("provisional")).Should().Be((null, "true"));
        Flag(await CalculateAsync(Entries, "2030-07-01"), "review-first").Get("metOn").Should().Be("2030-07-01");
        Flag(await CalculateAsync(Admission, "2031-01-01"), "review-first").Get("status").Should().Be("overdue");
    }

    [Theory]
    [InlineData("2199-12-31")]
    [InlineData("1900-01-01")]
    public async Task The_longest_limits_at_either_end_of_the_dates_are_worked_out(string day)
    {
        var answer = await service.PostAsync("/v1/calculations", new
        {
            child = new { dateOfBirth = day },
            entries = new object[]
            {
                new { id = "e1", type = "pre-proceedings", on = day },
                new { id = "e2", type = "admission", on = day, legalStatus = "V2" },
                new { id = "e3", type = "review-booked", on = day, bookedFor = day },
                new { id = "e4", type = "review", on = day },
            },
            asOf = day,
            policy = new { rules = new Dictionary<string, object> { ["pre-proceedings-midpoint"] = new { weeks = 1000 }, ["review-papers"] = new { enabled = true, days = 1000 } } },
        });

        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
    }

    [Fact]
    public async Task An_entry_without_an_id_gets_one_that_no_other_has()
    {
        var answer = await CalculateAsync("""{"id":"entry-2","type":"admission","on":"2026-06-01","legalStatus":"V2"},{"type":"review","on":"2026-06-02"}""");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
    }

    private static JsonElement Flag(Answer answer, string rule)
    {
        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        return answer["obligations"].EnumerateArray().Single(flag => flag.Get("rule") == rule);
    }

    private Task<Answer> CalculateAsync(string entries, string asOf = "2026-11-22") =>
        service.PostAsync("/v1/calculations", $$"""{{{Child}},"entries":[{{entries}}],"asOf":"{{asOf}}"}""");

    private Task<Answer> WithPolicyAsync(string policy, string asOf = "2026-11-22") =>
        service.PostAsync("/v1/calculations", $$"""{{{Child}},"entries":[{{Admission}}],"asOf":"{{asOf}}","policy":{{policy}}}""");
}
