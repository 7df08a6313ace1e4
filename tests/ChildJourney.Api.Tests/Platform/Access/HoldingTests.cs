using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Platform.Access;

[OnEveryDatabase]
public class HoldingTests(SignedInService signedIn) : IClassFixture<SignedInService>
{
    private readonly Service service = signedIn.Service;
    private readonly Issuer issuer = signedIn.Issuer;

    private (string, string) Integration => As("integration");

    public static TheoryData<string, string[], string?> Holders => new()
    {
        { "practitioner", [], "S1" },
        { "team-manager", ["T1"], null },
        { "iro", [], "I1" },
    };

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task Who_holds_a_child_reads_and_writes_about_the_child(string role, string[] teams, string? worker)
    {
        var (child, holder) = (await HeldAsync($"held-by-{role}"), As(role, worker, teams));

        (await service.GetAsync(child, holder)).Status.Should().Be(HttpStatusCode.OK);
        (await service.PutAsync(child, new { dateOfBirth = "2015-05-02" }, holder)).Status.Should().Be(HttpStatusCode.OK);
        (await service.PutAsync($"{child}/entries/mine", new { type = "direct-work", on = "2026-11-01" }, holder)).Status.Should().Be(HttpStatusCode.Created);
        (await service.PostAsync($"{child}/entries", new { type = "direct-work", on = "2026-11-02" }, holder)).Status.Should().Be(HttpStatusCode.Created);
        (await service.DeleteAsync($"{child}/entries/mine?reason=duplicate", holder)).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.GetAsync($"{child}/entries/mine/revisions", holder)).Items.Select(revision => revision.Get("recordedBy")).Should().OnlyContain(by => by == (worker ?? "asker"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("audit")]
    public async Task Who_looks_after_quality_reads_all_of_the_authority_and_writes_nothing(string? reason)
    {
        var child = await HeldAsync($"read-only-{reason}");
        (string, string)[] quality = [As("quality", "S1", "T1"), .. Reason(reason)];

        (await service.GetAsync(child, quality)).Status.Should().Be(HttpStatusCode.OK);
        foreach (var refused in new[]
        {
            await service.PutAsync(child, new { dateOfBirth = "2015-05-02" }, quality),
            await service.PutAsync($"{child}/entries/mine", new { type = "direct-work", on = "2026-11-01" }, quality),
            await service.PostAsync($"{child}/entries", new { type = "direct-work", on = "2026-11-02" }, quality),
            await service.DeleteAsync($"{child}/entries/in?reason=duplicate", quality),
            await service.PostAsync("/v1/batches", "[]", quality),
            await service.PutAsync("/v1/policy", new { }, [.. quality, ("If-Match", "*")]),
        })
        {
            refused.ShouldBe(ProblemTypes.Forbidden);
        }
    }

    [Fact]
    public async Task Reading_the_whole_authority_does_not_widen_what_is_written_by_someone_who_holds_some_of_it()
    {
        var (held, other) = (await HeldAsync("held"), await HeldAsync("other", socialWorker: "S2"));
        var both = issuer.Bearer(("roles", new[] { "quality", "practitioner" }), ("worker", "S1"));

        (await service.GetAsync(other, both)).Status.Should().Be(HttpStatusCode.OK);
        (await service.PostAsync($"{other}/entries", new { type = "direct-work", on = "2026-11-02" }, both)).ShouldBe(ProblemTypes.NotFound);
        (await service.PutAsync(other, new { dateOfBirth = "2015-05-02" }, both, ("X-Access-Reason", "audit"))).ShouldBe(ProblemTypes.NotFound);
        (await service.DeleteAsync($"{other}/entries/in?reason=duplicate", both)).ShouldBe(ProblemTypes.NotFound);
        (await service.PostAsync($"{held}/entries", new { type = "direct-work", on = "2026-11-02" }, both)).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_child_passes_from_one_to_another_with_the_allocation_whatever_day_is_asked_about()
    {
        var (child, before, after) = (await HeldAsync("passed-on"), As("practitioner", "S1"), As("practitioner", "S9"));
        await RecordAsync(child, new { id = "next", type = "allocation", on = "2026-11-10", role = "social-worker", assignee = "S9" });

        foreach (var day in new[] { "2026-02-01", "2026-11-09", "2026-11-10", "2026-11-22", "2027-01-01" })
        {
            (await service.GetAsync($"{child}?asOf={day}", before)).ShouldBe(ProblemTypes.NotFound);
            (await service.GetAsync($"{child}?asOf={day}", after)).Status.Should().Be(HttpStatusCode.OK);
        }

        (await service.GetAsync($"{child}?asOf=2026-02-01", after))["lookedAfter", "socialWorker"].GetString().Should().Be("S1", "the answer itself is about that day");
        (await service.GetAsync("/v1/children?socialWorker=S1&asOf=2026-02-01", after)).Items.Should().Contain(found => found.Get("childId") == "passed-on", "the filter is about that day too");

        (await service.DeleteAsync($"{child}/entries/next?reason=entered-in-error", Integration)).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.GetAsync(child, before)).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync(child, after)).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task Someone_may_hand_a_child_on_and_sees_the_child_no_more()
    {
        var (child, before) = (await HeldAsync("handed-on"), As("practitioner", "S1"));

        var answer = await service.PutAsync($"{child}/entries/next", new { type = "allocation", on = "2026-11-20", role = "social-worker", assignee = "S9" }, before);

        answer.Status.Should().Be(HttpStatusCode.Created);
        (await service.GetAsync(child, before)).ShouldBe(ProblemTypes.NotFound);
        (await service.PutAsync($"{child}/entries/next", new { type = "allocation", on = "2026-11-20", role = "social-worker", assignee = "S1" }, before)).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_discharged_child_stays_with_whoever_held_the_child_last_until_someone_else_does()
    {
        var (child, worker) = (await HeldAsync("discharged"), As("practitioner", "S1"));
        await RecordAsync(child, new { id = "out", type = "discharge", on = "2026-11-20", reason = "E4A" });
        await RecordAsync(child, new { id = "closed", type = "allocation", on = "2026-11-21", role = "social-worker", assignee = (string?)null });

        (await service.GetAsync(child, worker)).Status.Should().Be(HttpStatusCode.OK);

        await RecordAsync(child, new { id = "back", type = "admission", on = "2026-11-22", legalStatus = "V2" });
        (await service.GetAsync(child, worker)).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(child, As("team-manager", null, "T1"))).Status.Should().Be(HttpStatusCode.OK, "the team was never changed");

        await RecordAsync(child, new { id = "taken", type = "allocation", on = "2026-11-22", role = "social-worker", assignee = "S1" });
        (await service.GetAsync(child, worker)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_restricted_child_is_seen_by_those_who_hold_the_child_and_with_a_reason_by_who_looks_after_quality()
    {
        var (child, quality) = (await HeldAsync("restricted"), As("quality"));
        (await service.GetAsync(child, quality)).Status.Should().Be(HttpStatusCode.OK);

        (await service.PutAsync(child, new { dateOfBirth = "2015-05-01", restricted = true }, As("practitioner", "S1"))).Status.Should().Be(HttpStatusCode.OK);

        (await service.GetAsync(child, quality)).ShouldBe(ProblemTypes.NotFound);
        foreach (var reason in new[] { "audit", "complaint", "inspection", "safeguarding" })
        {
            (await service.GetAsync(child, [quality, .. Reason(reason)]))["restricted"].GetBoolean().Should().BeTrue();
        }

        foreach (var holder in new[] { As("practitioner", "S1"), As("team-manager", null, "T1"), As("iro", "I1"), Integration })
        {
            (await service.GetAsync(child, holder)).Status.Should().Be(HttpStatusCode.OK);
        }

        (await service.PutAsync(child, new { dateOfBirth = "2015-05-01" }, Integration)).Status.Should().Be(HttpStatusCode.OK);
        (await service.GetAsync(child, quality)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("curiosity")]
    [InlineData("Audit")]
    [InlineData("AUDIT")]
    [InlineData("audit, complaint")]
    [InlineData("audit;")]
    [InlineData("0")]
    [InlineData("")]
    public async Task Any_other_reason_is_refused_whoever_gives_it(string reason)
    {
        foreach (var role in new[] { "practitioner", "team-manager", "iro", "quality", "integration" })
        {
            (await service.GetAsync("/v1/children", [As(role), .. Reason(reason)])).ShouldBe(ProblemTypes.InvalidRequest, "X-Access-Reason");
        }
    }

    [Fact]
    public async Task So_are_two_reasons_at_once() =>
        (await service.GetAsync("/v1/children", [As("quality"), .. Reason("audit"), .. Reason("complaint")])).ShouldBe(ProblemTypes.InvalidRequest, "X-Access-Reason");

    [Fact]
    public async Task A_reason_shows_nobody_else_more()
    {
        var child = await HeldAsync("with-a-reason");
        await service.PutAsync(child, new { dateOfBirth = "2015-05-01", restricted = true }, Integration);

        foreach (var caller in new[] { As("practitioner", "S2"), As("team-manager", null, "T2"), As("iro", "I2") })
        {
            (await service.GetAsync(child, [caller, .. Reason("safeguarding")])).ShouldBe(ProblemTypes.NotFound);
        }

        (await service.GetAsync(child, [As("administrator"), .. Reason("safeguarding")])).ShouldBe(ProblemTypes.Forbidden);
    }

    [Fact]
    public async Task Only_a_system_that_writes_for_the_whole_authority_creates_children()
    {
        foreach (var caller in new[] { As("practitioner", "S1"), As("team-manager", null, "T1"), As("iro", "I1"), issuer.Bearer(("roles", new[] { "practitioner", "team-manager", "iro", "quality", "administrator" }), ("worker", "S1"), ("teams", new[] { "T1" })) })
        {
            (await service.PutAsync("/v1/children/created", new { dateOfBirth = "2015-05-01" }, caller)).ShouldBe(ProblemTypes.NotFound);
        }

        (await service.GetAsync("/v1/children/created", Integration)).ShouldBe(ProblemTypes.NotFound);
        (await service.PutAsync("/v1/children/created", new { dateOfBirth = "2015-05-01" }, Integration)).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_id_is_another_child_in_another_authority()
    {
        var (child, there) = (await HeldAsync("same-id"), issuer.Bearer(("authority", "south"), ("roles", "integration")));
        (await service.GetAsync(child, there)).ShouldBe(ProblemTypes.NotFound);

        (await service.PutAsync(child, new { dateOfBirth = "2012-12-12" }, there)).Status.Should().Be(HttpStatusCode.Created);
        var batch = await service.PostAsync("/v1/batches", new[] { new { childId = "same-id", entries = new[] { new { id = "in", type = "admission", on = "2025-05-05", legalStatus = "C2" } } } }, there);
        batch[0, "status"].GetString().Should().Be("stored");
        (await service.DeleteAsync($"{child}/entries/team?reason=duplicate", there)).ShouldBe(ProblemTypes.NotFound);

        (await service.GetAsync(child, Integration))["dateOfBirth"].GetString().Should().Be("2015-05-01");
        (await service.GetAsync($"{child}/entries", Integration)).Items.Should().HaveCount(5);
        (await service.GetAsync($"{child}/entries", there)).Items.Should().ContainSingle().Which.Get("legalStatus").Should().Be("C2");
        (await service.GetAsync(child, issuer.Bearer(("authority", "south"), ("roles", "practitioner"), ("worker", "S1")))).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task An_administrator_sets_the_policy_of_one_authority_and_sees_no_child()
    {
        var (administrator, child) = (issuer.Bearer(("authority", "policy"), ("roles", "administrator"), ("worker", "S1"), ("teams", new[] { "T1" })), "/v1/children/any");
        var version = (await service.GetAsync("/v1/policy", administrator)).Tag!;

        (await service.PutAsync("/v1/policy", new { dueSoonDays = 7 }, administrator, ("If-Match", version))).Status.Should().Be(HttpStatusCode.OK);

        (await service.GetAsync("/v1/policy", issuer.Bearer(("authority", "policy"))))["dueSoonDays"].GetInt32().Should().Be(7);
        (await service.GetAsync("/v1/policy", Integration))["dueSoonDays"].GetInt32().Should().Be(14);
        foreach (var path in new[] { "/v1/children", child, $"{child}/journey", $"{child}/entries", "/v1/flags", "/v1/reviews", "/v1/drift", "/v1/section20", "/v1/peps" })
        {
            (await service.GetAsync(path, administrator)).ShouldBe(ProblemTypes.Forbidden);
        }

        (await service.PutAsync("/v1/policy", new { dueSoonDays = 9 }, issuer.Bearer(("authority", "policy")), ("If-Match", "*"))).ShouldBe(ProblemTypes.Forbidden);
    }

    private static (string, string)[] Reason(string? reason) => reason is null ? [] : [("X-Access-Reason", reason)];

    private (string, string) As(string role, string? worker = null, params string[] teams) => issuer.Bearer(("roles", role), ("worker", worker), ("teams", teams), ("sub", "asker"));

    /// <summary>Records a child in care whom team T1, social worker S1 and reviewing officer I1 hold.</summary>
    private async Task<string> HeldAsync(string childId, string socialWorker = "S1")
    {
        var child = $"/v1/children/{childId}";
        (await service.PutAsync(child, new { dateOfBirth = "2015-05-01" }, Integration)).Status.Should().Be(HttpStatusCode.Created);
        await RecordAsync(child, new { id = "in", type = "admission", on = "2026-01-10", legalStatus = "V2" });
        await RecordAsync(child, new { id = "home", type = "placement", on = "2026-01-10", placementType = "U6" });
        await RecordAsync(child, new { id = "team", type = "allocation", on = "2026-01-10", role = "team", assignee = "T1" });
        await RecordAsync(child, new { id = "worker", type = "allocation", on = "2026-01-10", role = "social-worker", assignee = socialWorker });
        await RecordAsync(child, new { id = "iro", type = "allocation", on = "2026-01-10", role = "iro", assignee = "I1" });
        return child;
    }

    private async Task RecordAsync(string child, object entry)
    {
        var answer = await service.PostAsync($"{child}/entries", entry, Integration);
        answer.Status.Should().Be(HttpStatusCode.Created, "{0}", answer.Text);
    }
}
