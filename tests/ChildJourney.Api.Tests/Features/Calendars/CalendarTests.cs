using System.Net;
using System.Text;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Features.Audit;

namespace ChildJourney.Api.Tests.Features.Calendars;

public sealed class CalendarTests : IAsyncLifetime
{
    private const string Path = "/v1/calendars";

    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Theory]
    [InlineData("{}", "")]
    [InlineData("[]", "")]
    [InlineData("""{"iro":"I1","team":"T1"}""", "")]
    [InlineData("""{"team":"Team of Jane"}""", "team")]
    [InlineData("""{"team":"T1\r\nEND:VCALENDAR"}""", "team")]
    [InlineData("""{"team":null}""", "team")]
    [InlineData("""{"team":7}""", "team")]
    [InlineData("""{"worker":"SW1"}""", "worker")]
    public async Task A_calendar_is_of_one_officer_or_one_team(string body, string field) =>
        (await service.PostAsync(Path, body)).ShouldBe(ProblemTypes.InvalidRequest, field);

    [Fact]
    public async Task An_address_without_a_token_that_was_given_out_leads_nowhere()
    {
        var made = await MakeAsync(new { team = "T1" });
        var token = made[(made.LastIndexOf('/') + 1)..^4];

        foreach (var other in new[] { "x", token[..^1], token + "A", "A" + token[1..], token.ToUpperInvariant(), token[..43], token[..43] + "!", new string('A', 43) + "_", new string('é', 60) })
        {
            (await service.GetAsync($"{Path}/{Uri.EscapeDataString(other)}.ics")).ShouldBe(ProblemTypes.NotFound);
        }

        (await service.GetAsync($"{Path}/{token}")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(made + "?colour=red")).ShouldBe(ProblemTypes.InvalidRequest, "colour");
        (await service.GetAsync(made)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_revoked_calendar_leads_nowhere()
    {
        var first = await service.PostAsync(Path, new { iro = "I1" });
        var second = await MakeAsync(new { iro = "I1" });

        (await service.DeleteAsync($"{Path}/{first["id"].GetString()}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await service.GetAsync(first["url"].GetString()!)).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(second)).Status.Should().Be(HttpStatusCode.OK);
        (await service.DeleteAsync($"{Path}/{first["id"].GetString()}")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(Path)).Items.Should().ContainSingle().Which.Get("iro").Should().Be("I1");
    }

    [Fact]
    public async Task The_token_is_told_once_and_kept_nowhere()
    {
        var url = await MakeAsync(new { team = "T1" });
        var token = url[(url.LastIndexOf('/') + 1)..^4];
        token.Length.Should().BeGreaterThan(43, "32 bytes of chance and the authority");

        var list = await service.GetAsync(Path + "?count=true");
        await service.GetAsync(url);
        await service.ExecuteAsync("PRAGMA wal_checkpoint(TRUNCATE)");

        list["count"].GetInt32().Should().Be(1);
        list.Items[0].Names().Should().Equal("id", "iro", "team", "createdAt", "createdBy");
        list.Text.Should().NotContain(token[..20]);
        foreach (var file in Directory.GetFiles(service.Folder))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).Should().NotContain(token[..20], file);
        }
    }

    [Fact]
    public async Task A_team_s_open_obligations_stand_on_the_days_they_are_due_with_the_id_of_the_child_and_nothing_else_of_it()
    {
        await service.ChildAsync("C1", "2015-05-01", Admission("2026-11-02"), Allocation("team", "T1"), new { type = "placement", on = "2026-11-02", placementType = "U6" });
        await service.ChildAsync("C2", "2015-05-01", Admission("2026-11-02"), Allocation("team", "T2"));
        await service.PutAsync("/v1/children/C3", new { dateOfBirth = "2015-05-01", restricted = true });
        await service.PostAsync("/v1/children/C3/entries", Admission("2026-11-02"));
        await service.PostAsync("/v1/children/C3/entries", Allocation("team", "T1"));

        var answer = await service.GetAsync(await MakeAsync(new { team = "T1" }));

        answer.Headers["Content-Type"].Should().Be("text/calendar; charset=utf-8");
        answer.Headers["Cache-Control"].Should().Be("no-store");
        var calendar = ParsedCalendar.Of(answer.Text);
        calendar.Properties.Should().Contain("VERSION", "2.0").And.Contain("X-WR-CALNAME", "Reviews and deadlines of team T1").And.Contain("REFRESH-INTERVAL;VALUE=DURATION", "PT4H");
        calendar.Events.Select(happening => happening["UID"]).Should().OnlyContain(uid => uid.EndsWith("/C1@local", StringComparison.Ordinal));

        var flags = await service.WalkAsync("/v1/flags?childId=C1&status=upcoming,due-soon,overdue&dueFrom=2026-10-23&dueTo=2027-11-22", 100);
        calendar.Events.Select(happening => $"{happening["UID"].Split('/')[0]} {happening["DTSTART;VALUE=DATE"]}").Should().BeEquivalentTo(flags.Select(flag => $"{flag.Get("id")} {flag.Get("dueOn")!.Replace("-", "", StringComparison.Ordinal)}"));
        var review = calendar.Events.Single(happening => happening["UID"] == "review-first:2026-11-02/C1@local");
        review.Should().Contain("DTSTART;VALUE=DATE", "20261130").And.Contain("DTEND;VALUE=DATE", "20261201");
        review["SUMMARY"].Should().EndWith(": C1");
        review["DESCRIPTION"].Should().StartWith("Book by 30 November 2026.\nRegulation, review-first.").And.NotContain("2 November");
    }

    [Fact]
    public async Task An_event_keeps_its_name_while_its_day_moves_and_is_gone_when_it_is_met()
    {
        await service.ChildAsync("C1", "2015-05-01", Admission("2026-11-02"), Allocation("iro", "I1"));
        var url = await MakeAsync(new { iro = "I1" });
        var before = await EventAsync("permanence-plan-by-second-review:");

        await service.PostAsync("/v1/children/C1/entries", new { id = "r1", type = "review", on = "2026-11-20" });

        var after = await EventAsync("permanence-plan-by-second-review:");
        after["UID"].Should().Be(before["UID"]);
        after["DTSTART;VALUE=DATE"].Should().NotBe(before["DTSTART;VALUE=DATE"]);
        int.Parse(after["SEQUENCE"], System.Globalization.CultureInfo.InvariantCulture).Should().BeGreaterThan(int.Parse(before["SEQUENCE"], System.Globalization.CultureInfo.InvariantCulture));
        var calendar = ParsedCalendar.Of((await service.GetAsync(url)).Text);
        calendar.Events.Should().NotContain(happening => happening["UID"].StartsWith("review-first:", StringComparison.Ordinal));
        await service.DeleteAsync("/v1/children/C1/entries/r1?reason=entered-in-error");
        ParsedCalendar.Of((await service.GetAsync(url)).Text).Events.Should().Contain(happening => happening["UID"].StartsWith("review-first:", StringComparison.Ordinal));

        async Task<IReadOnlyDictionary<string, string>> EventAsync(string rule) =>
            ParsedCalendar.Of((await service.GetAsync(url)).Text).Events.Single(happening => happening["UID"].StartsWith(rule, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_due_longer_than_thirty_days_ago_or_more_than_twelve_months_ahead_is_left_out()
    {
        await service.ChildAsync("C1", "2015-05-01", Admission("2026-11-02"), Allocation("iro", "I1"));
        var url = await MakeAsync(new { iro = "I1" });

        foreach (var (now, isThere) in new[] { ("2025-11-29T12:00:00Z", false), ("2026-11-30T12:00:00Z", true), ("2026-12-30T12:00:00Z", true), ("2026-12-31T00:30:00Z", false) })
        {
            service.Clock.Set(now);
            ParsedCalendar.Of((await service.GetAsync(url)).Text).Events.Any(happening => happening["UID"].StartsWith("review-first:", StringComparison.Ordinal)).Should().Be(isThere, now);
        }
    }

    [Fact]
    public async Task A_reader_who_holds_the_calendar_is_sent_nothing_anew_until_something_changes()
    {
        await service.ChildAsync("C1", "2015-05-01", Admission("2026-11-02"), Allocation("iro", "I1"));
        var url = await MakeAsync(new { iro = "I1" });
        var tag = (await service.GetAsync(url)).Tag!;
        service.Clock.Set("2026-11-22T15:00:00Z");

        (await service.GetAsync(url, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.NotModified);
        (await service.GetAsync(url, ("If-None-Match", $"\"other\", W/{tag}"))).Status.Should().Be(HttpStatusCode.NotModified);
        await service.PostAsync("/v1/children/C1/entries", new { type = "review", on = "2026-11-20" });
        (await service.GetAsync(url, ("If-None-Match", tag))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_reading_is_on_record_under_the_calendar_s_name()
    {
        await service.ChildAsync("C1", "2015-05-01", Admission("2026-11-02"), Allocation("iro", "I1"));
        var made = await service.PostAsync(Path, new { iro = "I1" });
        var answer = await service.GetAsync(made["url"].GetString()!);
        await service.GetAsync(made["url"].GetString()!, ("If-None-Match", answer.Tag!));

        var rows = (await Used.InAsync(service.Connection)).TakeLast(2).ToList();

        var read = new Used("local", $"calendar {made["id"].GetString()}", "ReadCalendar", """["C1"]""", "127.0.0.1", 200, null);
        rows.Should().Equal(read, read with { Status = 304 });
    }

    private static object Admission(string on) => new { type = "admission", on, legalStatus = "C1" };

    private static object Allocation(string role, string assignee) => new { type = "allocation", on = "2026-11-02", role, assignee };

    /// <summary>Makes a calendar; the path of its address.</summary>
    private async Task<string> MakeAsync(object body)
    {
        var made = await service.PostAsync(Path, body);
        made.Status.Should().Be(HttpStatusCode.Created, made.Text);
        made.Json.Names().Should().Equal("id", "url");
        return new Uri(made["url"].GetString()!).AbsolutePath;
    }
}
