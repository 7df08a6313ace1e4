using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Features.Audit;

/// <summary>What is answered or stored has its row, and what cannot have one is neither.</summary>
[OnEveryDatabase]
public sealed class AuditWritingTests : IAsyncLifetime
{
    private const int Connections = 16;

    private readonly Service service = new();

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        await service.ChildAsync("C1", new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" });
    }

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Fact]
    public async Task Whoever_has_an_answer_finds_its_row_committed_and_rows_are_committed_in_groups()
    {
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (var turn = 0; turn < 12; turn++)
            {
                var childId = $"X-{connection}-{turn}";
                (await service.GetAsync($"/v1/children/{childId}/journey")).Status.Should().Be(HttpStatusCode.NotFound);
                (await Used.NumberAsync(service.Connection, $"SELECT count(*) FROM audit_children JOIN audit USING (authority_id, chain, number) WHERE child_id = '{childId}' AND operation = 'GetJourney' AND status = 404")).Should().Be(1, childId);
            }
        })));

        (await Used.NumberAsync(service.Connection, "SELECT count(*) FROM audit WHERE operation = 'GetJourney'")).Should().Be(Connections * 12);
        (await Used.NumberAsync(service.Connection, "SELECT count(*) FROM audit_groups")).Should().BeLessThan(Connections * 12);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Readers_and_writers_at_once_leave_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(connection => Task.Run(async () =>
        {
            for (var turn = 0; turn < 6; turn++)
            {
                var answer = connection % 2 == 0
                    ? await service.GetAsync("/v1/children/C1/journey")
                    : await service.PutAsync($"/v1/children/W-{connection}-{turn}", new { dateOfBirth = "2015-05-01" });
                answer.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Created);
            }
        })));

        (await Used.NumberAsync(service.Connection, "SELECT count(*) FROM audit")).Should().Be(2 + (Connections * 6));
        (await Used.NumberAsync(service.Connection, "SELECT count(DISTINCT chain) FROM audit")).Should().Be(1);
        await ShouldBeWholeAsync();
    }

    [Theory]
    [InlineData("/v1/children/C1")]
    [InlineData("/v1/children/C1/journey")]
    [InlineData("/v1/children/C9")]
    [InlineData("/v1/children?count=true")]
    [InlineData("/v1/flags")]
    [InlineData("/v1/flags?name=x")]
    [InlineData("/v1/audit?childId=C1")]
    public async Task A_read_that_cannot_be_told_of_shows_nothing(string path)
    {
        await service.ExecuteAsync("DROP TABLE audit");

        foreach (var accept in new[] { "application/json", "text/csv" })
        {
            ShouldShowNothing(await service.GetAsync(path, ("Accept", accept)));
        }
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_children")]
    [InlineData("audit_groups")]
    public async Task It_goes_on_as_soon_as_the_log_can_be_written_again(string table)
    {
        var tag = (await service.GetAsync("/v1/children/C1")).Tag!;
        await service.BreakAsync(table);
        ShouldShowNothing(await service.GetAsync("/v1/children/C1"));
        ShouldShowNothing(await service.GetAsync("/v1/children/C1", ("If-None-Match", tag)));
        (await service.GetAsync("/v1/rules")).Status.Should().Be(HttpStatusCode.OK);
        await service.MendAsync(table);

        (await service.GetAsync("/v1/children/C1")).Status.Should().Be(HttpStatusCode.OK);
        await ShouldBeWholeAsync();
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit_children")]
    [InlineData("audit_groups")]
    public async Task A_change_that_cannot_be_told_of_is_not_stored(string table)
    {
        var before = await StoredAsync();
        await service.BreakAsync(table);

        ShouldShowNothing(await service.PutAsync("/v1/children/C2", new { dateOfBirth = "2015-05-01" }));
        ShouldShowNothing(await service.PostAsync("/v1/children/C1/entries", new { type = "review", on = "2026-06-20" }));
        ShouldShowNothing(await service.DeleteAsync("/v1/children/C1/entries/e1?reason=duplicate"));
        ShouldShowNothing(await service.PostAsync("/v1/batches", new[] { new { childId = "C3", child = new { dateOfBirth = "2015-05-01" }, entries = Array.Empty<object>() } }));

        (await StoredAsync()).Should().Be(before);
        await service.MendAsync(table);
        (await service.PutAsync("/v1/children/C2", new { dateOfBirth = "2015-05-01" })).Status.Should().Be(HttpStatusCode.Created);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_change_that_fails_leaves_no_data_and_a_row_that_says_so()
    {
        var before = await StoredAsync();
        await service.BreakAsync("drift_spans");

        (await service.PostAsync("/v1/children/C1/entries", new { type = "review", on = "2026-06-20" })).ShouldBe(ProblemTypes.Fault);
        (await service.PutAsync("/v1/children/C1/entries/e1", new { type = "discharge", on = "2026-06-20", reason = "E4A" })).ShouldBeAProblem(HttpStatusCode.Conflict);

        (await StoredAsync()).Should().Be(before);
        (await Used.InAsync(service.Connection)).TakeLast(2).Should().Equal(
            new Used("local", "local", "RecordEntry", """["C1"]""", "127.0.0.1", 500, null),
            new Used("local", "local", "PutEntry", """["C1"]""", "127.0.0.1", 409, null));
    }

    [Fact]
    public async Task Without_an_issuer_the_log_may_be_left_out()
    {
        await using var unaudited = new Service { Settings = [("Audit:Enabled", "false")] };
        await unaudited.InitializeAsync();
        await unaudited.ChildAsync("C1");
        await unaudited.GetAsync("/v1/children/C9");

        (await Used.InAsync(unaudited.Connection)).Should().BeEmpty();
    }

    private static void ShouldShowNothing(Answer answer)
    {
        answer.ShouldBe(ProblemTypes.Unavailable);
        answer.Headers.Should().Contain("Retry-After", "5").And.NotContainKey("ETag").And.NotContainKey("Link").And.NotContainKey("Location");
        answer.Text.Should().NotContain("2015-05-01").And.NotContain("disk").And.NotContain("count");
    }

    private async Task<string> StoredAsync() => string.Join(
        ' ',
        await Task.WhenAll(new[] { "children", "entries", "spans", "obligations", "drift_spans", "review_glances" }.Select(table => Used.NumberAsync(service.Connection, $"SELECT count(*) FROM {table}"))));

    private async Task ShouldBeWholeAsync()
    {
        await using var scope = service.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(progress: null, CancellationToken.None)).Faults.Should().BeEmpty();
    }
}
