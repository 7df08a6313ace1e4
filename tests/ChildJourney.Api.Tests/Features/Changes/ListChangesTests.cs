using System.Net;
using System.Text;
using System.Text.Json;
using ChildJourney.Api.Features.Changes;
using ChildJourney.Api.Platform;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Changes;

public sealed class ListChangesTests : IAsyncLifetime
{
    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Theory]
    [InlineData("after=nonsense", "after")]
    [InlineData("after=", "after")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501&after=%00", "limit", "after")]
    [InlineData("cursor=x", "cursor")]
    [InlineData("asOf=2026-11-22", "asOf")]
    public async Task What_is_no_cursor_is_refused(string query, params string[] fields) =>
        (await service.GetAsync($"/v1/changes?{query}")).ShouldBe(ProblemTypes.InvalidRequest, fields);

    [Theory]
    [InlineData("changes\n-1\n2026-11-22T09:00:00Z")]
    [InlineData("changes\n99999999999999999999\n2026-11-22T09:00:00Z")]
    [InlineData("changes\n1\nyesterday")]
    [InlineData("changes\n1")]
    [InlineData("flags.dueOn\n1\n2026-11-22T09:00:00Z")]
    public async Task A_cursor_of_another_kind_is_refused(string cursor) =>
        (await service.GetAsync($"/v1/changes?after={Base64(cursor)}")).ShouldBe(ProblemTypes.InvalidRequest, "after");

    [Fact]
    public async Task Without_children_there_is_a_cursor_all_the_same()
    {
        var answer = await service.GetAsync("/v1/changes");

        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
        answer.Json.Names().Should().Equal("items", "next");
        answer.Items.Should().BeEmpty();
        answer.Headers["Link"].Should().Be($"</v1/changes?after={answer["next"].GetString()}>; rel=\"next\"");
        answer.Headers["Cache-Control"].Should().Contain("no-store");
        var again = await service.GetAsync($"/v1/changes?after={answer["next"].GetString()}");
        again.Items.Should().BeEmpty();
        again["next"].GetString().Should().Be(answer["next"].GetString());
    }

    [Fact]
    public async Task It_begins_with_every_flag_open_now_and_goes_on_with_what_changes()
    {
        service.Clock.Set("2026-11-02T09:00:00Z");
        var child = await service.ChildAsync("C1", Admission("2026-11-02"));
        var first = await service.GetAsync("/v1/changes?limit=500");
        var open = await service.WalkAsync("/v1/flags?status=upcoming,due-soon,overdue,cannot-determine&sort=childId", 500);
        first.Items.Select(item => (item.Get("obligationId"), item.Get("status"), item.Get("previousStatus")))
            .Should().Equal(open.Select(flag => (flag.Get("id"), flag.Get("status"), (string?)null)));
        first.Items[0].Names().Should().Equal("childId", "obligationId", "rule", "status", "previousStatus", "on", "at");

        service.Clock.Set("2026-11-04T16:30:00Z");
        (await service.PostAsync($"{child}/entries", new { type = "allocation", on = "2026-11-03", role = "iro", assignee = "I1" })).Status.Should().Be(HttpStatusCode.Created);
        var next = await After(first);
        next.Items.Should().ContainSingle(item => item.Get("rule") == "iro-appointed").Which.Should().Match<JsonElement>(item =>
            item.Get("childId") == "C1" && item.Get("status") == "met" && item.Get("previousStatus") == "due-soon" && item.Get("on") == "2026-11-04" && item.Get("at") == "2026-11-04T16:30:00Z");
        (await After(next)).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("2026-03-28", "2026-03-29T00:00:00Z")] // the clocks go forward later that night
    [InlineData("2026-03-29", "2026-03-29T23:00:00Z")]
    [InlineData("2026-10-24", "2026-10-24T23:00:00Z")]
    [InlineData("2026-10-25", "2026-10-26T00:00:00Z")]
    [InlineData("2024-02-28", "2024-02-29T00:00:00Z")]
    [InlineData("2025-12-31", "2026-01-01T00:00:00Z")]
    public async Task A_due_date_passes_at_midnight_in_England(string dueOn, string midnight)
    {
        // The entry itself names the day it is due.
        service.Clock.Set($"{dueOn}T12:00:00Z");
        await service.ChildAsync("C1", Admission("2024-01-15"), new { type = "case-audit", on = "2024-01-20", grade = "good", actionsDueOn = dueOn });
        var before = await service.GetAsync("/v1/changes?limit=500");
        before.Items.Should().ContainSingle(item => item.Get("rule") == "case-audit-actions").Which.Get("status").Should().Be("due-soon");

        var justBefore = InstantPattern.ExtendedIso.Parse(midnight).Value - Duration.FromNanoseconds(1000);
        service.Clock.Set(InstantPattern.ExtendedIso.Format(justBefore));
        (await After(before)).Items.Should().BeEmpty();
        service.Clock.Set(midnight);
        var after = await After(before);
        after.Items.Should().ContainSingle(item => item.Get("rule") == "case-audit-actions").Which.Should().Match<JsonElement>(item =>
            item.Get("status") == "overdue" && item.Get("previousStatus") == "due-soon" && item.Get("at") == midnight);
        after["next"].GetString().Should().NotBe(before["next"].GetString());
    }

    [Fact]
    public async Task What_time_brought_comes_before_what_is_recorded_later_that_day()
    {
        service.Clock.Set("2026-11-02T09:00:00Z");
        var child = await service.ChildAsync("C1", Admission("2026-11-02"));
        await service.ChildAsync("C2", Admission("2026-11-02"));
        var first = await service.GetAsync("/v1/changes?limit=500");

        service.Clock.Set("2026-11-11T10:00:00Z");
        await service.PostAsync($"{child}/entries", new { type = "allocation", on = "2026-11-11", role = "iro", assignee = "I1" });

        var changes = (await After(first)).Items.Where(item => item.Get("rule") == "iro-appointed").Select(item => (item.Get("childId"), item.Get("status"), item.Get("on"), item.Get("at")));
        changes.Should().Equal(
            ("C1", "overdue", "2026-11-10", "2026-11-10T00:00:00Z"),
            ("C2", "overdue", "2026-11-10", "2026-11-10T00:00:00Z"),
            ("C1", "met-late", "2026-11-11", "2026-11-11T10:00:00Z"));
    }

    [Fact]
    public async Task Where_the_clock_is_set_back_nothing_is_told_twice_and_the_order_stays()
    {
        service.Clock.Set("2026-11-12T00:00:05Z");
        var child = await service.ChildAsync("C1", Admission("2026-11-02"));
        var follower = new Follower();
        await follower.CatchUpAsync(service, 100);

        service.Clock.Set("2026-11-11T23:59:55Z");
        await follower.CatchUpAsync(service, 100);
        await service.PostAsync($"{child}/entries", new { type = "allocation", on = "2026-11-05", role = "iro", assignee = "I1" });
        await follower.CatchUpAsync(service, 100);
        service.Clock.Set("2026-11-12T08:00:00Z");
        await follower.CatchUpAsync(service, 100);

        follower.Open.Should().Equal(await Follower.ListedAsync(service));
    }

    [Fact]
    public async Task What_no_longer_exists_has_no_status()
    {
        var child = await service.ChildAsync("C1", Admission("2026-11-02"));
        var first = await service.GetAsync("/v1/changes?limit=500");
        var entry = (await service.GetAsync($"{child}/entries")).Items.Single().Get("id");

        (await service.DeleteAsync($"{child}/entries/{entry}?reason=wrong-child")).Status.Should().Be(HttpStatusCode.NoContent);

        var gone = await After(first);
        gone.Items.Should().NotBeEmpty().And.OnlyContain(item => item.Get("status") == null && item.Get("previousStatus") != null);
        gone.Items.Select(item => item.Get("obligationId")).Should().Contain(first.Items.Select(item => item.Get("obligationId")));
    }

    [Fact]
    public async Task A_due_soon_window_changes_flags_at_once()
    {
        service.Clock.Set("2026-11-02T09:00:00Z");
        await service.ChildAsync("C1", Admission("2026-11-02"));
        var follower = new Follower();
        await follower.CatchUpAsync(service, 100);
        foreach (var days in new[] { 0, 90, 14 })
        {
            await service.ReplacePolicyAsync(new { dueSoonDays = days });
            var read = follower.Read;
            await follower.CatchUpAsync(service, 100);
            follower.Read.Should().BeGreaterThan(read);
            follower.Open.Should().Equal(await Follower.ListedAsync(service));
        }
    }

    [Fact]
    public async Task A_cursor_whose_changes_are_no_longer_kept_is_too_old()
    {
        var child = await service.ChildAsync("C1", Admission("2026-11-02"));
        var first = await service.GetAsync("/v1/changes?limit=1");
        await service.PostAsync($"{child}/entries", new { type = "allocation", on = "2026-11-03", role = "iro", assignee = "I1" });
        var follower = new Follower();
        await follower.CatchUpAsync(service, 100);

        service.Clock.Set("2027-02-20T08:59:59Z");
        await RemoveAsync();
        (await After(first)).Status.Should().Be(HttpStatusCode.OK, "ninety days have not passed");
        service.Clock.Set("2027-02-20T09:00:01Z");
        await RemoveAsync();

        (await After(first)).ShouldBe(ProblemTypes.CursorTooOld);
        await follower.CatchUpAsync(service, 100);
        follower.Open.Should().Equal(await Follower.ListedAsync(service), "what it has not read is kept");
        var anew = new Follower();
        await anew.CatchUpAsync(service, 100);
        anew.Open.Should().Equal(follower.Open);
    }

    [Fact]
    public async Task A_cursor_of_another_database_is_not_mistaken_for_one_of_this()
    {
        await service.ChildAsync("C1", Admission("2026-11-02"));
        var first = await service.GetAsync("/v1/changes?limit=500");
        await service.ChildAsync("C2", Admission("2026-11-02"));
        var second = await After(first);

        // As a copy from before C2 would be, on which something else was then recorded.
        await service.ExecuteAsync("DELETE FROM changes; UPDATE change_heads SET last_number = 0, last_at = began_at; DELETE FROM obligations WHERE child_id = 'C2'; DELETE FROM entries WHERE child_id = 'C2'; DELETE FROM spans WHERE child_id = 'C2'; DELETE FROM drift_spans WHERE child_id = 'C2'; DELETE FROM review_glances WHERE child_id = 'C2'; DELETE FROM children WHERE child_id = 'C2'");
        (await After(second)).ShouldBe(ProblemTypes.CursorTooOld);
        (await After(first)).Items.Should().BeEmpty();
        service.Clock.Set("2026-11-22T10:00:00Z");
        await service.ChildAsync("C3", Admission("2026-11-02"));
        await service.ChildAsync("C4", Admission("2026-11-02"));
        (await After(second)).ShouldBe(ProblemTypes.CursorTooOld);
    }

    [Fact]
    public async Task As_a_table_there_is_a_line_a_change()
    {
        await service.ChildAsync("C1", Admission("2026-11-02"));

        var answer = await service.GetAsync("/v1/changes", ("Accept", "text/csv"));

        var lines = answer.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().Be("childId,obligationId,rule,status,previousStatus,on,at");
        lines.Should().HaveCountGreaterThan(5).And.Subject.Skip(1).Should().OnlyContain(line => line.StartsWith("C1,"));
        answer.Headers["Link"].Should().Contain("after=");
    }

    private Task<Answer> After(Answer answer) => service.GetAsync($"/v1/changes?limit=500&after={answer["next"].GetString()}");

    private Task RemoveAsync() => service.Services.GetRequiredService<ChangeRetentionService>().RemoveAsync(CancellationToken.None);

    private static object Admission(string on) => new { type = "admission", on, legalStatus = "V2" };

    private static string Base64(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
