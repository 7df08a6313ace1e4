using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Figures;

[OnEveryDatabase]
public sealed class DayCountsTests : IAsyncLifetime
{
    private static readonly LocalDate first = new(2019, 12, 28);

    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task On_every_day_and_for_every_scope_they_are_what_counting_the_children_gives()
    {
        foreach (var (number, journey) in RandomJourneys.Of(60).Index())
        {
            var half = journey.Entries.Count / 2;
            await database.StoreAsync(journey.Child with { Restricted = number % 5 == 1 }, [.. journey.Entries.Take(half)]);
            await database.StoreAsync(journey.Child with { Restricted = number % 5 == 1 }, [.. journey.Entries.Skip(half)]);
        }

        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task What_is_voided_and_erased_counts_no_longer()
    {
        var journeys = RandomJourneys.Of(40);
        foreach (var journey in journeys)
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        foreach (var journey in journeys.Where(journey => journey.Entries.Count > 0).Take(20))
        {
            await database.StoreAsync(new ChildChange(journey.Child, [], [new Voiding(journey.Entries[0].Id, "duplicate")]));
        }

        foreach (var journey in journeys.Skip(30))
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await new ErasureRecords(db, database).EraseAsync(TestDatabase.Authority, journey.Child.Id, "admin", "court-order", CancellationToken.None);
            await transaction.CommitAsync();
        }

        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task A_generation_has_its_own_while_it_is_built_beside_writes_and_they_go_with_it()
    {
        var journeys = RandomJourneys.Of(30);
        foreach (var journey in journeys.Take(20))
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        await StorePolicyAsync();
        foreach (var journey in journeys.Skip(10))
        {
            await WithinAsync(rebuild => rebuild.BuildAsync(TestDatabase.Authority, 2, CancellationToken.None));
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        while (await WithinAsync(rebuild => rebuild.BuildAsync(TestDatabase.Authority, 2, CancellationToken.None)) is not null)
        {
        }

        await ShouldBeRightAsync();
        while (await WithinAsync(rebuild => rebuild.RemoveAsync(TestDatabase.Authority, database.Now, 2, CancellationToken.None)))
        {
        }

        await ShouldBeRightAsync();
        (await database.ScalarAsync("SELECT COUNT(DISTINCT generation) FROM day_counts WHERE kind = 'undetermined'")).Should().Be(1L);
    }

    [Fact]
    public async Task A_count_that_is_wrong_is_found_and_set_right()
    {
        foreach (var journey in RandomJourneys.Of(10))
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        await using (var db = database.Open())
        {
            await db.DayCounts.Where(count => count.Kind == DayCountKinds.Care && count.Grain == DayCountGrains.Day).Take(1).ExecuteUpdateAsync(count => count.SetProperty(c => c.Growth, c => c.Growth + 7));
        }

        (await VerifyAsync(repair: false)).Differences.Should().ContainSingle().Which.Should().Be("Authority local: of 1 days and months it was counted wrongly how many children are looked after, or how much cannot be determined");
        (await VerifyAsync(repair: true)).Differences.Should().ContainSingle();
        (await VerifyAsync(repair: false)).Differences.Should().BeEmpty();
        await ShouldBeRightAsync();
    }

    [Fact]
    public async Task Of_what_was_stored_before_there_were_any_they_are_counted_by_the_update()
    {
        foreach (var journey in RandomJourneys.Of(40))
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        await using (var db = database.Open())
        {
            var counted = await CountsAsync(db);
            await db.DayCounts.ExecuteDeleteAsync();
            foreach (var statement in ChildJourney.Infrastructure.Migrations.M20261122115000DayCounts.Fills(db.Database.ProviderName!))
            {
                await db.Database.ExecuteSqlRawAsync(statement);
            }

            (await CountsAsync(db)).Should().NotBeEmpty().And.BeEquivalentTo(counted);
        }

        static async Task<List<string>> CountsAsync(JourneyDb db) =>
            [.. (await db.DayCounts.AsNoTracking().Where(count => count.Growth != 0).ToListAsync()).Select(count => FormattableString.Invariant($"{count.AuthorityId} {count.Generation} {count.Kind} {count.Grain} {count.Day} {count.Growth}"))];
    }

    private async Task ShouldBeRightAsync()
    {
        (await VerifyAsync(repair: false)).Differences.Should().BeEmpty();
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        var generation = (await generations.LiveAsync(TestDatabase.Authority, CancellationToken.None)).Current;
        foreach (var scope in new[] { ChildScope.Everything(TestDatabase.Authority), new ChildScope(TestDatabase.Authority) { IsWholeAuthority = true } })
        {
            var visible = new Visible(db, scope);
            var stays = await visible.Spans.Where(span => span.Kind == SpanKinds.Care).ToListAsync();
            var stages = await visible.Obligations(generation).ToListAsync();
            stays.Should().NotBeEmpty();
            for (var day = first; day < new LocalDate(2028, 3, 2); day = day.PlusDays(day.Day is 1 or 28 or 29 or 30 or 31 ? 1 : 9))
            {
                (await visible.LookedAfterOnAsync(day, CancellationToken.None)).Should().Be(stays.Count(stay => stay.FromOn <= day && !(stay.ToOn <= day)), "on {0}", day);
                (await visible.UndeterminedOnAsync(generation, day, CancellationToken.None))
                    .Should().Be(stages.Count(stage => stage.IsInForce(day) && stage.Dates().StatusOn(day, 0) == Status.CannotDetermine), "on {0}", day);
            }
        }

        (await new Visible(db, new ChildScope(TestDatabase.Authority) { Teams = ["T1"] }).LookedAfterOnAsync(first, CancellationToken.None)).Should().BeNull("a few children are counted themselves");
    }

    private async Task<ProjectionFindings> VerifyAsync(bool repair)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        return await new ProjectionVerification(db, records, generations).RunAsync(repair, _ => new Progress<int>(), CancellationToken.None);
    }

    private async Task StorePolicyAsync()
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var policies = new PolicyRecords(db, database, new PolicyVersions(db, new KnownPolicies()), generations);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await policies.StoreAsync(TestDatabase.Authority, Domain.Tests.JourneyGenerator.PolicyWithTerms, "tester", CancellationToken.None);
        await transaction.CommitAsync();
    }

    private async Task<T> WithinAsync<T>(Func<RebuildRecords, Task<T>> workAsync)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        await using var rebuild = new RebuildRecords(db, records, generations);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await workAsync(rebuild);
        await transaction.CommitAsync();
        return result;
    }
}
