using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Idempotency;
using ChildJourney.Api.Tests.Features.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChildJourney.Api.Tests.Platform.Idempotency;

public sealed class SentAgainTests : IAsyncLifetime
{
    private const string Entries = "/v1/children/C1/entries";
    private const string Replayed = "Idempotency-Replayed";

    private readonly Service service = new();

    public async Task InitializeAsync()
    {
        await service.InitializeAsync();
        await service.ChildAsync("C1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
        await service.ChildAsync("C2", new { type = "admission", on = "2026-06-01", legalStatus = "V2" });
    }

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Theory]
    [InlineData("two words")]
    [InlineData("k1, k2")]
    [InlineData("256")]
    public async Task A_key_is_one_word(string key)
    {
        var given = key == "256" ? new string('x', 256) : key;
        (await service.PostAsync(Entries, Sdq(3), ("Idempotency-Key", given))).ShouldBe(ProblemTypes.InvalidRequest, "Idempotency-Key");
        (await EntriesAsync()).Should().Be(1);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_does_nothing_more_and_is_answered_as_before()
    {
        var first = await PostAsync(service, "k1", Sdq(3));
        service.Clock.Set("2026-11-23T08:59:59Z");
        var again = await PostAsync(service, "k1", Sdq(3));

        first.Status.Should().Be(HttpStatusCode.Created, first.Text);
        first.Headers.Should().NotContainKey(Replayed);
        again.Headers[Replayed].Should().Be("true");
        (again.Status, again.Text, again.Tag, again.Headers["Location"], again.Headers["Content-Type"]).Should().Be((first.Status, first.Text, first.Tag, first.Headers["Location"], first.Headers["Content-Type"]));
        (await EntriesAsync()).Should().Be(2);
        (await Used.InAsync(service.Connection)).TakeLast(2).Should().OnlyContain(row => row.Operation == "RecordEntry" && row.Status == 201 && row.Children == """["C1"]""");
    }

    [Fact]
    public async Task Without_a_key_or_under_another_it_is_a_request_of_its_own()
    {
        foreach (var key in new[] { "k1", "k2", "K1", null, null })
        {
            (await PostAsync(service, key, new { type = "direct-work", on = "2026-11-02" })).Status.Should().Be(HttpStatusCode.Created);
        }

        (await EntriesAsync()).Should().Be(6);
    }

    [Fact]
    public async Task Another_body_or_address_under_the_same_key_is_refused()
    {
        await PostAsync(service, "k1", Sdq(3));

        (await PostAsync(service, "k1", Sdq(4))).ShouldBe(ProblemTypes.KeyUsedOtherwise);
        (await service.PostAsync("/v1/children/C2/entries", Sdq(3), ("Idempotency-Key", "k1"))).ShouldBe(ProblemTypes.KeyUsedOtherwise);
        (await PostAsync(service, "k1", "{")).ShouldBe(ProblemTypes.KeyUsedOtherwise);
        (await EntriesAsync()).Should().Be(2);
    }

    [Fact]
    public async Task A_refusal_is_given_again_though_its_cause_is_gone()
    {
        var discharge = new { type = "discharge", on = "2026-05-01", reason = "E4A" };
        var first = await PostAsync(service, "k1", discharge);
        first.Status.Should().Be(HttpStatusCode.Conflict);
        await service.PostAsync(Entries, new { type = "admission", on = "2026-04-01", legalStatus = "V2" });

        var again = await PostAsync(service, "k1", discharge);

        (again.Status, again.Text, again.Headers["Content-Type"]).Should().Be((first.Status, first.Text, first.Headers["Content-Type"]));
    }

    [Fact]
    public async Task What_could_not_be_read_is_not_kept()
    {
        (await PostAsync(service, "k1", "{")).Status.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync(service, "k1", Sdq(3))).Status.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task After_24_hours_a_key_is_free_again_and_what_was_kept_is_removed()
    {
        await PostAsync(service, "k1", new { type = "direct-work", on = "2026-11-02" });
        await PostAsync(service, "k2", new { type = "direct-work", on = "2026-11-02" });
        service.Clock.Set("2026-11-23T09:00:00Z");

        var again = await PostAsync(service, "k1", new { type = "life-story-work", on = "2026-11-02" });
        await service.Services.GetServices<IHostedService>().OfType<ForgetKeptAnswers>().Single().ForgetAsync(CancellationToken.None);

        again.Status.Should().Be(HttpStatusCode.Created);
        again.Headers.Should().NotContainKey(Replayed);
        (await NumberAsync("SELECT count(*) FROM kept_answers")).Should().Be(1);
        (await EntriesAsync()).Should().Be(4);
    }

    [Fact]
    public async Task Where_the_answer_cannot_be_kept_nothing_is_stored_and_a_fault_is_not_kept()
    {
        await service.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON kept_answers BEGIN SELECT RAISE(ABORT, 'full'); END");
        (await PostAsync(service, "k1", Sdq(3))).ShouldBe(ProblemTypes.Fault);
        (await EntriesAsync()).Should().Be(1);

        await service.ExecuteAsync("DROP TRIGGER full");
        (await PostAsync(service, "k1", Sdq(3))).Status.Should().Be(HttpStatusCode.Created);
        (await EntriesAsync()).Should().Be(2);
    }

    [Fact]
    public async Task Where_the_entry_cannot_be_stored_no_answer_is_kept()
    {
        await service.ExecuteAsync("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
        (await PostAsync(service, "k1", Sdq(3))).Status.Should().Be(HttpStatusCode.ServiceUnavailable);

        (await NumberAsync("SELECT count(*) FROM kept_answers")).Should().Be(0);
        (await EntriesAsync()).Should().Be(1);
    }

    [Fact]
    public async Task Of_many_at_once_one_is_done_and_the_others_are_told_so_or_to_wait()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => PostAsync(service, "k1", new { type = "direct-work", on = "2026-11-02" })));

        ShouldBeOne(answers);
        (await EntriesAsync()).Should().Be(2);
    }

    [Fact]
    public async Task So_it_is_with_two_instances_of_the_service_and_after_a_restart()
    {
        await using var other = new Service { Folder = service.Folder };
        await other.InitializeAsync();
        for (var round = 0; round < 8; round++)
        {
            var key = $"k{round}";
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => PostAsync(number % 2 == 0 ? service : other, key, new { type = "direct-work", on = "2026-11-02" })));

            ShouldBeOne(answers);
            (await EntriesAsync()).Should().Be(round + 2);
            var later = await PostAsync(round % 2 == 0 ? other : service, key, new { type = "direct-work", on = "2026-11-02" });
            (later.Headers[Replayed], later.Text).Should().Be(("true", answers.First(answer => answer.Status == HttpStatusCode.Created).Text));
        }
    }

    private static void ShouldBeOne(Answer[] answers)
    {
        answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Text).Distinct().Should().ContainSingle();
        answers.Should().ContainSingle(answer => answer.Status == HttpStatusCode.Created && !answer.Headers.ContainsKey(Replayed));
        foreach (var waiting in answers.Where(answer => answer.Status != HttpStatusCode.Created))
        {
            waiting.ShouldBe(ProblemTypes.KeyInUse);
            waiting.Headers["Retry-After"].Should().Be("1");
        }
    }

    private static object Sdq(int score) => new { type = "sdq", on = "2026-10-01", score };

    private static Task<Answer> PostAsync(Service to, string? key, object body) => to.PostAsync(Entries, body, key is null ? [] : [("Idempotency-Key", key)]);

    private Task<long> EntriesAsync() => NumberAsync("SELECT count(*) FROM entries WHERE child_id = 'C1'");

    private Task<long> NumberAsync(string sql) => Used.NumberAsync(service.Connection, sql);
}
