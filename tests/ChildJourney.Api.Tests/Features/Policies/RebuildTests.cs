using System.Globalization;
using System.Net;
using System.Text.Json;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Features.Policies;

/// <summary>What follows from a change of policy is worked out in the background; until it is complete nothing of it is seen.</summary>
[OnEveryDatabase]
public sealed class RebuildTests : IAsyncLifetime
{
    private const int Children = 250;

    private static readonly string[] addresses =
    [
        "/v1/flags?limit=500&rule=iro-appointed&status=overdue,met,met-late",
        "/v1/flags?limit=500&status=due-soon",
        "/v1/flags?limit=500&rule=iro-appointed&status=met-late&sort=-daysOverdue&asOf=2026-07-01",
        "/v1/drift?limit=500",
        "/v1/reviews?limit=500",
        "/v1/children?limit=500",
        "/v1/section20?limit=500",
        "/v1/rules/iro-appointed",
        "/v1/children/C001",
        "/v1/children/C250/journey",
        "/v1/children/C002/obligations/iro-appointed:2026-06-01/explanation",
    ];

    private static readonly object tightened = new
    {
        dueSoonDays = 150,
        rules = new Dictionary<string, object> { ["iro-appointed"] = new { workingDays = 3, from = "2024-01-01" } },
        drift = new { unallocated = new { enabled = false } },
    };

    private readonly HeldPace held = new();
    private Service service = null!;

    public async Task InitializeAsync()
    {
        service = new Service { Pace = held.InGroupsOf(100) };
        await service.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        held.LetGo();
        await ((IAsyncLifetime)service).DisposeAsync();
        held.Dispose();
    }

    [Fact]
    public async Task Until_it_is_complete_every_answer_is_by_the_old_policy_and_then_by_the_new()
    {
        await RecordAsync(service);
        var before = await AnswersAsync(service);

        var put = await service.ReplacePolicyAsync(tightened);

        put["version"].GetInt32().Should().Be(1);
        put["dueSoonDays"].GetInt32().Should().Be(150);
        put["rebuild"].Names().Should().Equal("policyVersion", "children", "done", "startedAt");
        put["rebuild", "startedAt"].GetString().Should().Be("2026-11-22T09:00:00Z");
        var tags = new List<string?> { put.Tag };
        await held.TakenAsync(1);
        foreach (var done in new[] { 100, 200, 250 })
        {
            var policy = await service.GetAsync("/v1/policy");
            policy["rebuild"].GetRawText().Should().Be($$"""{"policyVersion":1,"children":250,"done":{{done}},"startedAt":"2026-11-22T09:00:00Z"}""");
            tags.Add(policy.Tag);
            (await service.GetAsync("/v1/policy", ("If-None-Match", policy.Tag!))).Status.Should().Be(HttpStatusCode.NotModified);
            (await AnswersAsync(service)).Should().Equal(before);
            await held.StepAsync();
        }

        var complete = await service.GetAsync("/v1/policy");
        complete["rebuild"].ValueKind.Should().Be(JsonValueKind.Null);
        complete.Tag.Should().Be("\"1\"");
        tags.Should().OnlyHaveUniqueItems("progress is a new answer").And.OnlyContain(tag => tag!.StartsWith("\"1.", StringComparison.Ordinal));
        var after = await AnswersAsync(service);
        addresses.Where(address => after[address] == before[address]).Should().Equal(["/v1/section20?limit=500"], "all the others show something of it");
        await ShouldBeAsWorkedOutAsync(service);

        // The same as where the policy was there before the children.
        var other = new Service();
        await other.InitializeAsync();
        (await other.ReplacePolicyAsync(tightened))["rebuild"].ValueKind.Should().Be(JsonValueKind.Null, "nothing stored depends on it");
        await RecordAsync(other);
        (await AnswersAsync(other)).Should().Equal(after);
        await ((IAsyncLifetime)other).DisposeAsync();
    }

    [Fact]
    public async Task Those_who_read_all_the_while_see_the_old_answers_and_then_the_new_never_both()
    {
        await RecordAsync(service);
        var before = await AnswersAsync(service);
        held.LetGo();
        using var complete = new CancellationTokenSource();
        var readers = addresses.Select(address => SeenAsync(address, complete.Token)).ToList();

        await service.PolicyAsync(tightened);

        await complete.CancelAsync();
        var after = await AnswersAsync(service);
        foreach (var (address, texts) in await Task.WhenAll(readers))
        {
            texts.Should().OnlyContain(text => text == before[address] || text == after[address], address);
            var first = texts.IndexOf(after[address]);
            texts.Skip(first < 0 ? texts.Count : first).All(text => text == after[address]).Should().BeTrue("{0} never goes back", address);
        }

        async Task<(string Address, List<string> Texts)> SeenAsync(string address, CancellationToken stop)
        {
            var texts = new List<string>();
            while (!stop.IsCancellationRequested)
            {
                texts.Add(await AnswerAsync(service, address));
            }

            return (address, texts);
        }
    }

    [Fact]
    public async Task What_is_recorded_meanwhile_is_in_both()
    {
        await RecordAsync(service);
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);

        // C001 has been gone through and C201 has not; so have the places of C050x and Z1.
        foreach (var child in new[] { "C001", "C201" })
        {
            (await service.PutAsync($"/v1/children/{child}/entries/placed", new { type = "allocation", on = "2026-06-12", role = "iro", assignee = "I9" })).Status.Should().Be(HttpStatusCode.Created);
            (await service.DeleteAsync($"/v1/children/{child}/entries/review?reason=duplicate")).Status.Should().Be(HttpStatusCode.NoContent);
        }

        await service.ChildAsync("C050x", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        var batch = new[] { new { childId = "Z1", child = new { dateOfBirth = "2015-05-01" }, entries = new[] { new { type = "admission", on = "2026-06-01", legalStatus = "V2" } } } };
        (await service.PostAsync("/v1/batches", batch)).Status.Should().Be(HttpStatusCode.OK);
        await ImportAsync();

        (await DueAsync()).Should().Equal(("C001", "2026-06-08"), ("C050x", "2026-06-08"), ("C201", "2026-06-08"), ("Y1", "2024-06-07"), ("Z1", "2026-06-08"));
        (await service.GetAsync("/v1/policy"))["rebuild"].GetRawText().Should().StartWith("""{"policyVersion":1,"children":253,"done":101,""");
        while ((await service.GetAsync("/v1/policy"))["rebuild"].ValueKind != JsonValueKind.Null)
        {
            var rebuild = (await service.GetAsync("/v1/policy"))["rebuild"];
            rebuild.GetProperty("done").GetInt32().Should().BeLessThanOrEqualTo(rebuild.GetProperty("children").GetInt32());
            await held.StepAsync();
        }

        (await DueAsync()).Should().Equal(("C001", "2026-06-04"), ("C050x", "2026-06-04"), ("C201", "2026-06-04"), ("Y1", "2024-06-05"), ("Z1", "2026-06-04"));
        await ShouldBeAsWorkedOutAsync(service);
        (await CurrentRowAsync()).Should().Be("1 253 of 253");

        async Task<IEnumerable<(string?, string?)>> DueAsync() =>
            (await service.GetAsync("/v1/flags?rule=iro-appointed&childId=C001,C050x,C201,Y1,Z1&status=overdue,met-late&sort=childId")).Items.Select(flag => (flag.Get("childId"), flag.Get("dueOn")));
    }

    [Fact]
    public async Task What_was_interrupted_goes_on_where_it_was()
    {
        await RecordAsync(service);
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);
        await held.StepAsync();
        var before = await AnswersAsync(service);
        await service.DisposeAsync();

        using var again = new HeldPace();
        await RestartAsync(again.InGroupsOf(100));
        await again.TakenAsync(1);

        (await AnswersAsync(service)).Should().Equal(before);
        (await service.GetAsync("/v1/policy"))["rebuild", "done"].GetInt32().Should().Be(250, "200 had been done before");
        again.LetGo();
        await service.RebuiltAsync();
        (await CurrentRowAsync()).Should().Be("1 250 of 250");
        await ShouldBeAsWorkedOutAsync(service);
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_answers_stay_as_they_were()
    {
        await RecordAsync(service);
        var before = await AnswersAsync(service);
        await service.BreakAsync("obligations", "NEW.generation = 1 AND NEW.child_id = 'C150'");
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);
        await held.StepAsync();

        (await service.GetAsync("/v1/policy"))["rebuild", "done"].GetInt32().Should().Be(100);
        (await AnswersAsync(service)).Should().Equal(before);
        (await service.PutAsync("/v1/children/C001", new { dateOfBirth = "2015-05-02" })).Status.Should().Be(HttpStatusCode.OK, "nobody waits for it");

        await service.MendAsync("obligations");
        held.LetGo();
        service.Services.GetRequiredService<RebuildSignal>().Wake();
        await service.RebuiltAsync();
        await ShouldBeAsWorkedOutAsync(service);
    }

    [Fact]
    public async Task A_further_change_takes_the_place_of_one_that_is_not_complete()
    {
        await RecordAsync(service);
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);
        var before = await AnswersAsync(service);

        var second = await service.ReplacePolicyAsync(new { rules = new Dictionary<string, object> { ["iro-appointed"] = new { workingDays = 1, from = "2026-01-01" } } });

        second["version"].GetInt32().Should().Be(2);
        second["rebuild"].GetRawText().Should().StartWith("""{"policyVersion":2,"children":250,"done":0,""");
        await held.StepAsync();
        (await AnswersAsync(service)).Should().Equal(before);
        held.LetGo();
        await service.RebuiltAsync();
        (await service.GetAsync("/v1/flags?rule=iro-appointed&limit=500&status=overdue,met-late")).Items.Select(flag => flag.Get("dueOn")).Distinct().Should().Equal("2026-06-02");
        (await CurrentRowAsync()).Should().Be("2 250 of 250");
        await ShouldBeAsWorkedOutAsync(service);
    }

    [Fact]
    public async Task The_way_back_to_the_policy_that_answers_rest_on_is_short()
    {
        await RecordAsync(service);
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);
        var before = await service.GetAsync(addresses[0]);

        // As it is answered meanwhile, which is changed and sent back.
        var policy = System.Text.Json.Nodes.JsonNode.Parse((await service.GetAsync("/v1/policy")).Text)!.AsObject();
        policy.Remove("rules");
        policy.Remove("drift");
        policy["dueSoonDays"] = 15;
        var back = await service.ReplacePolicyAsync(policy.ToJsonString());

        (back["version"].GetInt32(), back["dueSoonDays"].GetInt32(), back["rebuild"].ValueKind).Should().Be((2, 15, JsonValueKind.Null));
        (await service.GetAsync(addresses[0])).Text.Should().Be(before.Text);
        (await service.GetAsync("/v1/children/C001")).Tag.Should().EndWith($".2.{RuleCatalogue.Version}-{Settings.Default.Calendar.Fingerprint}\"", "it governs");
        (await CurrentRowAsync()).Should().StartWith("0 ");
    }

    [Fact]
    public async Task What_is_only_presented_otherwise_governs_at_once_and_works_nothing_out()
    {
        await RecordAsync(service);
        var soon = (await service.GetAsync("/v1/flags?limit=500&status=due-soon")).Items.Count;

        var answer = await service.ReplacePolicyAsync(new { dueSoonDays = 150, targets = new Dictionary<string, object> { ["pep-termly"] = 80 } });

        answer["rebuild"].ValueKind.Should().Be(JsonValueKind.Null);
        (await service.GetAsync("/v1/flags?limit=500&status=due-soon")).Items.Should().HaveCountGreaterThan(soon);
        (await service.GetAsync("/v1/children/C001")).Tag.Should().EndWith($".1.{RuleCatalogue.Version}-{Settings.Default.Calendar.Fingerprint}\"");
        (await CurrentRowAsync()).Should().StartWith("0 ");
        held.Taken.Should().Be(0);

        // While another version is being worked out, it joins that one.
        await service.ReplacePolicyAsync(tightened);
        await held.TakenAsync(1);
        var joined = await service.ReplacePolicyAsync(new
        {
            dueSoonDays = 151,
            rules = new Dictionary<string, object> { ["iro-appointed"] = new { workingDays = 3, from = "2024-01-01" } },
            drift = new { unallocated = new { enabled = false } },
        });
        joined["rebuild"].GetRawText().Should().StartWith("""{"policyVersion":3,"children":250,"done":100,""");
        held.LetGo();
        await service.RebuiltAsync();
        (await service.GetAsync("/v1/children/C001")).Tag.Should().EndWith($".3.{RuleCatalogue.Version}-{Settings.Default.Calendar.Fingerprint}\"");
        await ShouldBeAsWorkedOutAsync(service);
    }

    [Fact]
    public async Task What_older_rules_made_is_worked_out_afresh_at_the_start_and_read_until_then()
    {
        await RecordAsync(service);
        var before = await AnswersAsync(service);
        await service.DisposeAsync();
        await service.ExecuteAsync(
            """
            UPDATE projections SET catalogue_version = 0;
            UPDATE obligations SET catalogue_version = 0;
            UPDATE obligations SET rule = 'rule-of-old', due_on = '2026-06-09' WHERE child_id = 'C250' AND rule = 'iro-appointed';
            """);

        using var again = new HeldPace();
        await RestartAsync(again.InGroupsOf(100));
        await again.TakenAsync(1);

        var rebuild = (await service.GetAsync("/v1/policy"))["rebuild"];
        (rebuild.GetProperty("policyVersion").GetInt32(), rebuild.GetProperty("done").GetInt32()).Should().Be((0, 100));
        var old = (await service.GetAsync("/v1/flags?childId=C250&status=overdue,met-late&limit=500")).Items.Single(flag => flag.Get("rule") == "rule-of-old");
        (old.Get("dueOn"), old.Get("because")).Should().Match<(string? DueOn, string? Because)>(flag => flag.DueOn == "2026-06-09" && flag.Because!.Contains("rule-of-old"));
        again.LetGo();
        await service.RebuiltAsync();
        (await AnswersAsync(service)).Should().Equal(before);
        await ShouldBeAsWorkedOutAsync(service);
    }

    [Theory]
    [InlineData("'another'")]
    [InlineData("NULL")]
    public async Task What_was_made_with_another_list_of_bank_holidays_is_worked_out_afresh_at_the_start_and_read_until_then(string list)
    {
        await RecordAsync(service);
        var before = await AnswersAsync(service);
        await service.DisposeAsync();
        await service.ExecuteAsync(
            $"""
            UPDATE projections SET bank_holidays = {list};
            UPDATE obligations SET due_on = '2026-06-09' WHERE rule = 'iro-appointed';
            """);

        using var again = new HeldPace();
        await RestartAsync(again.InGroupsOf(100));
        await again.TakenAsync(1);

        (await service.GetAsync("/v1/policy"))["rebuild", "done"].GetInt32().Should().Be(100);
        (await service.GetAsync("/v1/flags?rule=iro-appointed&limit=500&status=overdue,met-late,met")).Items.Select(flag => flag.Get("dueOn")).Distinct().Should().Equal("2026-06-09");
        (await service.GetAsync("/v1/children/C001")).Tag.Should().EndWith("-ahead\"", "a reader is told once it is worked out");
        again.LetGo();
        await service.RebuiltAsync();
        (await AnswersAsync(service)).Should().Equal(before);
        (await service.GetAsync("/v1/children/C001")).Tag.Should().NotContain("ahead");
        (await CurrentRowAsync()).Should().Be("1 250 of 250");
        await ShouldBeAsWorkedOutAsync(service);
        (await CountAsync($"SELECT count(*) FROM projections WHERE state = 'current' AND bank_holidays = '{Settings.Default.Calendar.Fingerprint}'")).Should().Be(1);
    }

    [Fact]
    public async Task What_has_been_replaced_is_removed_some_minutes_later()
    {
        await RecordAsync(service);
        held.LetGo();
        await service.PolicyAsync(tightened);
        (await CountAsync("SELECT count(*) FROM obligations WHERE generation = 0")).Should().BePositive("a request that began with them must find them");

        service.Clock.Set("2026-11-22T09:04:59Z");
        service.Services.GetRequiredService<RebuildSignal>().Wake();
        await service.PolicyAsync(new { });
        (await CountAsync("SELECT count(*) FROM obligations WHERE generation = 0")).Should().BePositive();

        service.Clock.Set("2026-11-22T09:05:00Z");
        service.Services.GetRequiredService<RebuildSignal>().Wake();
        await Service.UntilAsync(async () => await CountAsync("SELECT count(*) FROM projections WHERE generation = 0") == 0);

        (await CountAsync("SELECT count(*) FROM obligations WHERE generation = 0")).Should().Be(0);
        (await CountAsync("SELECT count(*) FROM drift_spans WHERE generation = 0")).Should().Be(0);
        (await CountAsync("SELECT count(*) FROM review_glances WHERE generation = 0")).Should().Be(0);
        (await CountAsync("SELECT count(*) FROM obligations WHERE generation = 1")).Should().BePositive("that was replaced a moment ago");
        await ShouldBeAsWorkedOutAsync(service);
    }

    /// <summary>Children with a reviewing officer appointed late, or none, with a review or without.</summary>
    private static async Task RecordAsync(Service service)
    {
        var children = Enumerable.Range(1, Children).Select(number => new
        {
            childId = string.Create(CultureInfo.InvariantCulture, $"C{number:000}"),
            child = new { dateOfBirth = "2015-05-01" },
            entries = new object?[]
            {
                new { id = "admission", type = "admission", on = "2026-06-01", legalStatus = "V2" },
                new { id = "review", type = "review", on = "2026-06-25" },
                new { id = "second", type = "review", on = "2026-09-20" },
                number % 3 == 0 ? new { id = "iro", type = "allocation", on = "2026-06-11", role = "iro", assignee = "I1" } : null,
                number % 2 == 0 ? new { id = "worker", type = "allocation", on = "2026-06-02", role = "social-worker", assignee = "S1" } : null,
            }.OfType<object>(),
        });
        var answer = await service.PostAsync("/v1/batches", children);
        answer.Json.EnumerateArray().Should().OnlyContain(line => line.Get("status") == "stored", "{0}", answer.Text);
    }

    private static async Task<Dictionary<string, string>> AnswersAsync(Service service)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in addresses)
        {
            texts[address] = await AnswerAsync(service, address);
        }

        return texts;
    }

    private static async Task<string> AnswerAsync(Service service, string address)
    {
        var answer = await service.GetAsync(address);
        answer.Status.Should().Be(HttpStatusCode.OK, "{0}: {1}", address, answer.Text);
        return $"{answer.Tag} {answer.Text}";
    }

    /// <summary>What is stored is what is worked out from the entries by the newest policy, and nothing else.</summary>
    internal static async Task ShouldBeAsWorkedOutAsync(Service service)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        var live = await scope.ServiceProvider.GetRequiredService<GenerationRecords>().LiveAsync("local", CancellationToken.None);
        var newest = await scope.ServiceProvider.GetRequiredService<PolicyVersions>().NewestAsync("local", CancellationToken.None);
        (live.Building, live.Current.Settings.PolicyVersion).Should().Be((null, newest.PolicyVersion));
        var children = await scope.ServiceProvider.GetRequiredService<ChildRecords>().FindManyAsync(ChildScope.Everything("local"), await db.Children.Select(row => row.ChildId).ToListAsync(), CancellationToken.None);
        var afresh = children.Values.Select(child => ChildProjection.Stored(live.Current, child.Journey(), LondonTime.DayOf(service.Clock.GetCurrentInstant()))).ToList();

        IEnumerable<string> expected =
        [
            .. afresh.SelectMany(child => child.Obligations).Select(Rows.Line),
            .. afresh.SelectMany(child => child.Drift).Select(Rows.Line),
            .. afresh.SelectMany(child => child.ReviewGlances).Select(Rows.Line),
        ];
        IEnumerable<string> stored =
        [
            .. (await db.Obligations(live.Current).ToListAsync()).Select(Rows.Line),
            .. (await db.Drift(live.Current).ToListAsync()).Select(Rows.Line),
            .. (await db.ReviewGlances(live.Current).ToListAsync()).Select(Rows.Line),
        ];
        stored.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)).Should().BeTrue("what is stored is what would be worked out afresh");
    }

    /// <summary>Another process imports a child into the same database.</summary>
    private async Task ImportAsync()
    {
        using var program = new RealProgram();
        program.Write("return/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "Y1,M,01/05/2015,,,,");
        program.Write("return/episodes.csv", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC", "Y1,01/06/2024,S,V2,U6,,");
        var outcome = await program.RunAsync([("ConnectionStrings__ChildJourney", service.Connection), ("Database__Provider", Databases.ProviderOf(service.Connection))], "import", "return");
        outcome.ExitCode.Should().Be(0, "{0}", string.Join('\n', [.. outcome.Output, .. outcome.Errors]));
    }

    private async Task RestartAsync(RebuildPace pace)
    {
        service = new Service { Folder = service.Folder, Connection = service.Connection, Pace = pace };
        await service.InitializeAsync();
    }

    private async Task<string> CurrentRowAsync()
    {
        await using var connection = await Databases.OpenAsync(service.Connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT generation || ' ' || done || ' of ' || children FROM projections WHERE state = 'current'";
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var connection = await Databases.OpenAsync(service.Connection);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
