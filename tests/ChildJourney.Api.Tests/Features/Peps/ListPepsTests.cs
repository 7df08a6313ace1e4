using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Peps;

[OnEveryDatabase]
public class ListPepsTests(ListPepsTests.Authority authority, Service empty) : IClassFixture<ListPepsTests.Authority>, IClassFixture<Service>
{
    private readonly Service service = authority.Service;

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused()
    {
        var text = System.Buffers.Text.Base64Url.EncodeToString("drift\n1\nA"u8);

        (await service.GetAsync($"/v1/peps?asOf=2026-13-01&cursor={text}&limit=501&status=met&knownAt=2026-01-01T00:00:00Z"))
            .ShouldBe(ProblemTypes.InvalidRequest, "asOf", "cursor", "limit", "status", "knownAt");
    }

    [Fact]
    public async Task A_term_that_is_not_known_is_refused_and_the_terms_are_named()
    {
        var refused = await service.GetAsync("/v1/peps?term=winter-2026");

        refused.ShouldBe(ProblemTypes.InvalidRequest, "term");
        refused["errors", "term", 0].GetString().Should().Be("one of summer-2026, autumn-2026, spring-2027");
    }

    [Fact]
    public async Task A_term_is_counted_by_the_definitions()
    {
        var answer = await service.GetAsync("/v1/peps?term=autumn-2026");

        answer.Json.Names().Should().Equal("term", "required", "due", "completed", "onTime", "rate", "target", "targetMet", "items", "next", "evaluated");
        answer["term"].GetRawText().Should().Be("""{"name":"autumn-2026","firstDay":"2026-09-02","lastDay":"2026-11-20"}""");
        Counts(answer).Should().Be("required 6, due 6, completed 4, on time 3, rate 50, target 90, met False");
        answer["evaluated"].GetRawText().Should().Be("""{"children":8,"asOf":"2026-11-22","knownAt":"2026-11-22T09:00:00Z","cannotDetermine":0}""");
    }

    [Fact]
    public async Task A_plan_says_when_it_was_held_and_completed_and_how_it_stands()
    {
        var answer = await service.GetAsync("/v1/peps");

        answer.Items.Select(Plan).Should().Equal(
            "A held 2026-10-05 completed 2026-11-20: met",
            "B held 2026-11-20 completed 2026-11-21: met-late",
            "C held  completed : overdue",
            "D held  completed : ended",
            "E held 2026-09-09 completed 2026-09-10: met",
            "F held  completed : overdue",
            "J held  completed : ended",
            "J held 2026-10-01 completed 2026-10-02: met");
        answer.Items[0].GetRawText().Should().Be(
            """{"childId":"A","team":"T1","socialWorker":"S1","obligationId":"pep-termly:2026-09-02","heldOn":"2026-10-05","completedOn":"2026-11-20","status":"met"}""");
    }

    [Theory]
    [InlineData("2026-10-04", "A held  completed : upcoming")]
    [InlineData("2026-10-05", "A held 2026-10-05 completed : upcoming")]
    [InlineData("2026-11-19", "A held 2026-10-05 completed : due-soon")]
    [InlineData("2026-11-20", "A held 2026-10-05 completed 2026-11-20: met")]
    [InlineData("2026-11-19", "B held  completed : due-soon")]
    [InlineData("2026-11-20", "B held 2026-11-20 completed : due-soon")]
    [InlineData("2026-11-21", "B held 2026-11-20 completed 2026-11-21: met-late")]
    [InlineData("2026-11-18", "D held  completed : due-soon")]
    [InlineData("2026-11-19", "D held  completed : ended")]
    public async Task What_lies_after_the_day_has_not_happened(string day, string expected) =>
        (await service.GetAsync($"/v1/peps?asOf={day}")).Items.Select(Plan).Should().Contain(expected);

    [Theory]
    [InlineData("2026-11-18", "required 7, due 0, completed 2, on time 0, rate , target 90, met ")]
    [InlineData("2026-11-19", "required 6, due 0, completed 2, on time 0, rate , target 90, met ")]
    [InlineData("2026-11-20", "required 6, due 3, completed 3, on time 3, rate 100, target 90, met True")]
    [InlineData("2026-11-21", "required 6, due 6, completed 4, on time 3, rate 50, target 90, met False")]
    public async Task A_plan_falls_due_once_the_last_day_of_the_term_has_passed_or_it_was_completed_that_day(string day, string expected) =>
        Counts(await service.GetAsync($"/v1/peps?asOf={day}")).Should().Be(expected);

    [Theory]
    [InlineData("2026-04-12", null)]
    [InlineData("2026-04-13", "summer-2026")]
    [InlineData("2026-07-17", "summer-2026")]
    [InlineData("2026-09-01", "summer-2026")]
    [InlineData("2026-09-02", "autumn-2026")]
    [InlineData("2026-11-20", "autumn-2026")]
    [InlineData("2026-11-22", "autumn-2026")]
    [InlineData("2027-01-03", "autumn-2026")]
    [InlineData("2027-01-04", "spring-2027")]
    [InlineData("2027-06-01", "spring-2027")]
    public async Task Without_a_term_it_is_the_one_that_holds_the_day_or_else_the_last_before_it(string day, string? expected)
    {
        var term = (await service.GetAsync($"/v1/peps?asOf={day}"))["term"];

        (term.ValueKind == JsonValueKind.Null ? null : term.Get("name")).Should().Be(expected);
    }

    [Theory]
    [InlineData("team=T1", "A C E", "required 3, due 3, completed 2, on time 2, rate 66.7, target 90, met False", 3)]
    [InlineData("team=T2", "B D", "required 1, due 1, completed 1, on time 0, rate 0, target 90, met False", 1)]
    [InlineData("team=T2&asOf=2026-11-09", "B D E", "required 3, due 0, completed 1, on time 0, rate , target 90, met ", 3)]
    [InlineData("team=T1&asOf=2026-11-10", "A C E", "required 3, due 0, completed 1, on time 0, rate , target 90, met ", 3)]
    [InlineData("team=none&limit=1", "F", "required 2, due 2, completed 1, on time 1, rate 50, target 90, met False", 4)]
    [InlineData("socialWorker=S1", "A", "required 1, due 1, completed 1, on time 1, rate 100, target 90, met True", 1)]
    [InlineData("iro=I9", "", "required 0, due 0, completed 0, on time 0, rate , target 90, met ", 0)]
    [InlineData("term=summer-2026", "", "required 0, due 0, completed 0, on time 0, rate , target 90, met ", 8)]
    public async Task A_filter_counts_and_lists_the_children_whom_it_names(string query, string children, string counts, int evaluated)
    {
        var answer = await service.GetAsync($"/v1/peps?{query}");

        answer.Items.Select(plan => plan.Get("childId")).Should().Equal(children.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Counts(answer).Should().Be(counts);
        answer["evaluated", "children"].GetInt32().Should().Be(evaluated);
    }

    [Fact]
    public async Task Pages_hold_every_plan_once_and_the_same_counts()
    {
        var whole = (await service.GetAsync("/v1/peps")).Items.Select(plan => plan.GetRawText()).ToList();
        foreach (var limit in new[] { 1, 2, 3, 7, 8 })
        {
            (await service.WalkAsync("/v1/peps", limit)).Select(plan => plan.GetRawText()).Should().Equal(whole);
        }

        var first = await service.GetAsync("/v1/peps?limit=2");
        var second = await service.GetAsync($"/v1/peps?limit=2&cursor={first["next"].GetString()}");
        Counts(second).Should().Be(Counts(first));
        second.Json.Names().Should().NotContain("evaluated");
    }

    [Fact]
    public async Task Plans_come_as_a_table()
    {
        var lines = (await service.GetAsync("/v1/peps?team=T2", ("Accept", "text/csv"))).Text.Split("\r\n");

        lines.Should().Equal(
            "childId,team,socialWorker,obligationId,heldOn,completedOn,status",
            "B,T2,,pep-termly:2026-09-02,2026-11-20,2026-11-21,met-late",
            "D,T2,,pep-termly:2026-09-02,,,ended",
            "");
    }

    [Theory]
    [InlineData("2026-08-02", 0, 0)]
    [InlineData("2026-08-20", 7, 0)]
    [InlineData("2027-03-26", 8, 0)]
    [InlineData("2027-03-27", 8, 7)]
    public async Task Where_the_terms_do_not_reach_the_day_it_cannot_be_determined(string day, int children, int cannotDetermine)
    {
        var evaluated = (await service.GetAsync($"/v1/peps?asOf={day}"))["evaluated"];

        (evaluated.GetProperty("children").GetInt32(), evaluated.GetProperty("cannotDetermine").GetInt32()).Should().Be((children, cannotDetermine));
    }

    [Fact]
    public async Task The_target_is_that_of_the_policy_and_without_terms_nothing_is_counted()
    {
        foreach (var child in new[] { "one", "two", "three" })
        {
            await empty.ChildAsync(
                child,
                new { type = "admission", on = "2026-08-03", legalStatus = "C2" },
                new { type = "pep", on = "2026-10-05", completedOn = child == "one" ? "2026-11-21" : "2026-10-05" });
        }

        var none = await empty.GetAsync("/v1/peps");
        Counts(none).Should().Be("required 0, due 0, completed 0, on time 0, rate , target 90, met ");
        none["term"].ValueKind.Should().Be(JsonValueKind.Null);
        none.Items.Should().BeEmpty();
        (none["evaluated", "children"].GetInt32(), none["evaluated", "cannotDetermine"].GetInt32()).Should().Be((3, 3));
        (await empty.GetAsync("/v1/peps?term=autumn-2026"))["errors", "term", 0].GetString().Should().Be("no terms are set in the policy");

        await SetAsync(empty, 66.6m);
        Counts(await empty.GetAsync("/v1/peps")).Should().Be("required 3, due 3, completed 3, on time 2, rate 66.7, target 66.6, met True");
        await SetAsync(empty, 66.7m);
        Counts(await empty.GetAsync("/v1/peps")).Should().Be("required 3, due 3, completed 3, on time 2, rate 66.7, target 66.7, met False", "two of three is under 66.7 per cent");
        await SetAsync(empty, 67);
        Counts(await empty.GetAsync("/v1/peps")).Should().Be("required 3, due 3, completed 3, on time 2, rate 66.7, target 67, met False");
    }

    private static string Plan(JsonElement plan) => $"{plan.Get("childId")} held {plan.Get("heldOn")} completed {plan.Get("completedOn")}: {plan.Get("status")}";

    private static string Counts(Answer answer)
    {
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"required {answer["required"]}, due {answer["due"]}, completed {answer["completed"]}, on time {answer["onTime"]}, rate {Number("rate"):0.##}, target {Number("target"):0.##}, met {answer["targetMet"]}");

        decimal? Number(string name) => answer[name] is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;
    }

    private static async Task SetAsync(Service service, decimal target)
    {
        var policy = new
        {
            terms = new[]
            {
                new { name = "summer-2026", firstDay = "2026-04-13", lastDay = "2026-07-17" },
                new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-11-20" },
                new { name = "spring-2027", firstDay = "2027-01-04", lastDay = "2027-03-26" },
            },
            targets = new Dictionary<string, decimal> { ["pep-termly"] = target },
        };
        await service.PolicyAsync(policy);
    }

    /// <summary>Children whose plans of the autumn were completed in time, late and not at all, who left and came back, and of whom none is required.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await SetAsync(Service, 90);
            await Service.ChildAsync("A", Admission("2026-08-03"), Team("2026-08-03", "T1"), new { type = "allocation", on = "2026-08-03", role = "social-worker", assignee = "S1" }, Pep("2026-10-05", "2026-11-20"));
            await Service.ChildAsync("B", Admission("2026-08-03"), Team("2026-08-03", "T2"), Pep("2026-11-20", "2026-11-21"));
            await Service.ChildAsync("C", Admission("2026-08-03"), Team("2026-08-03", "T1"));
            await Service.ChildAsync("D", Admission("2026-08-03"), Team("2026-08-03", "T2"), Discharge("2026-11-19"));
            await Service.ChildAsync("E", Admission("2026-08-03"), Team("2026-08-03", "T2"), Team("2026-11-10", "T1"), Pep("2026-09-09", "2026-09-10"));
            await Service.ChildAsync("F", Admission("2026-08-03"), Pep("2026-11-21", "2026-11-21"));
            await Service.ChildAsync("G", Admission("2026-11-09"));
            await Service.ChildAsync("H", "2023-12-01", Admission("2026-11-09"));
            await Service.ChildAsync("J", Admission("2026-08-03"), Discharge("2026-09-10"), Admission("2026-09-21"), Pep("2026-10-01", "2026-10-02"));
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();

        private static object Admission(string on) => new { type = "admission", on, legalStatus = "C2" };

        private static object Discharge(string on) => new { type = "discharge", on, reason = "E4A" };

        private static object Team(string on, string assignee) => new { type = "allocation", on, role = "team", assignee };

        private static object Pep(string on, string completedOn) => new { type = "pep", on, completedOn };
    }
}
