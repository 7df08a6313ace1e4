using System.Net;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Api.Tests.Features.Policies;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChildJourney.Api.Tests.Platform.Stores;

/// <summary>Two instances of the service over one database write at once.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private static readonly RebuildPace quick = RebuildPace.Default with
    {
        GroupSize = 7,
        PauseAsync = cancellationToken => Task.Delay(1, cancellationToken),
        LooksEvery = TimeSpan.FromMilliseconds(50),
        KeepsRetired = Duration.Zero,
    };

    private readonly Service one = new() { Pace = quick };
    private Service other = null!;

    public async Task InitializeAsync()
    {
        await one.InitializeAsync();
        other = new Service { Connection = one.Connection, Pace = quick };
        await other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await other.DisposeAsync();
        Directory.Delete(other.Folder, recursive: true);
        await ((IAsyncLifetime)one).DisposeAsync();
    }

    [Fact]
    public async Task Equal_children_at_once_are_one_child()
    {
        var answers = await AtOnceAsync(12, (service, _) => service.PutAsync("/v1/children/twelve", new { dateOfBirth = "2015-05-01" }));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.OK, 11)]);
        answers.Select(answer => answer.Tag).Distinct().Should().ContainSingle().Which.Should().StartWith("\"1.");
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Equal_entries_of_one_id_at_once_are_recorded_once()
    {
        var child = await one.ChildAsync("C1");
        var admission = new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" };

        var posted = await AtOnceAsync(12, (service, _) => service.PostAsync($"{child}/entries", admission));
        var put = await AtOnceAsync(12, (service, _) => service.PutAsync($"{child}/entries/e2", new { type = "direct-work", on = "2026-06-02" }));

        posted.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 11)]);
        put.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.OK, 11)]);
        (await one.GetAsync($"{child}/entries")).Items.Select(entry => entry.GetProperty("revision").GetInt32()).Should().Equal(1, 1);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Different_entries_of_one_child_are_all_recorded()
    {
        var child = await one.ChildAsync("C1", new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" });

        var answers = await AtOnceAsync(24, (service, number) => service.PostAsync($"{child}/entries", new { type = "direct-work", on = $"2026-07-{number + 1:00}" }));

        answers.Select(answer => answer.Status).Should().OnlyContain(status => status == HttpStatusCode.Created);
        (await other.GetAsync(child)).Tag.Should().StartWith("\"26.");
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Batches_of_the_same_children_in_any_order_are_all_stored()
    {
        var ids = Enumerable.Range(0, 60).Select(number => $"C{number:00}").ToArray();

        for (var round = 0; round < 3; round++)
        {
            var day = $"2026-08-{round + 1:00}";
            var answers = await AtOnceAsync(8, (service, number) => service.PostAsync("/v1/batches", (number % 4 < 2 ? ids : ids.Reverse()).Select(id => new
            {
                childId = id,
                child = new { dateOfBirth = "2015-05-01" },
                entries = new[] { new { id = $"{day}-{number}", type = "direct-work", on = day } },
            })));

            answers.Select(answer => answer.Status).Should().OnlyContain(status => status == HttpStatusCode.OK);
            answers.SelectMany(answer => answer.Json.EnumerateArray().Select(line => line.Get("status"))).Should().OnlyContain(status => status == "stored");
        }

        (await one.GetAsync("/v1/children?limit=500")).Items.Should().HaveCount(60);
        (await one.GetAsync("/v1/children/C07/entries?limit=500")).Items.Should().HaveCount(24);
        await ShouldBeWholeAsync();
    }

    [Fact]
    public async Task What_is_stored_while_policies_change_and_both_rebuild_is_what_would_be_worked_out_afresh()
    {
        await AtOnceAsync(20, (service, number) => service.ChildAsync($"C{number:00}", new { id = "e1", type = "admission", on = "2026-03-01", legalStatus = "V2" }));
        using var written = new CancellationTokenSource();

        var policies = Task.Run(async () =>
        {
            for (var version = 0; !written.IsCancellationRequested || version < 4; version++)
            {
                var answer = await (version % 2 == 0 ? one : other).PutAsync("/v1/policy", new { pepFromAge = 1 + (version % 3) }, ("If-Match", "*"));
                answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
                await Task.Delay(20);
            }
        });
        var answers = await AtOnceAsync(6, async (service, writer) =>
        {
            for (var turn = 0; turn < 8; turn++)
            {
                (await service.ChildAsync($"N{writer}-{turn}", new { id = "e1", type = "admission", on = "2026-04-01", legalStatus = "C2" })).Should().NotBeEmpty();
                var answer = await service.PostAsync($"/v1/children/C{turn:00}/entries", new { type = "review", on = $"2026-05-{writer + 1:00}", countsTowardsCycle = false });
                answer.Status.Should().BeOneOf([HttpStatusCode.Created, HttpStatusCode.Conflict], "{0}", answer.Text);
            }

            return writer;
        });
        await written.CancelAsync();
        await policies;

        answers.Should().HaveCount(6);
        foreach (var service in new[] { one, other })
        {
            await service.RebuiltAsync();
            await RebuildTests.ShouldBeAsWorkedOutAsync(service);
        }

        await ShouldBeWholeAsync();
    }

    /// <summary>Asks both instances, in turn, at the same moment.</summary>
    private Task<T[]> AtOnceAsync<T>(int times, Func<Service, int, Task<T>> askAsync) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(number => Task.Run(() => askAsync(number % 2 == 0 ? one : other, number))));

    /// <summary>The audit log is whole, and no row is of a generation that is none.</summary>
    private async Task ShouldBeWholeAsync()
    {
        await using var scope = one.Services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<AuditVerification>().VerifyAsync(progress: null, CancellationToken.None)).Faults.Should().BeEmpty();
        foreach (var table in new[] { "obligations", "drift_spans", "review_glances" })
        {
            (await Features.Audit.Used.NumberAsync(one.Connection, $"SELECT count(*) FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM projections AS p WHERE p.authority_id = t.authority_id AND p.generation = t.generation)")).Should().Be(0);
        }
    }
}
