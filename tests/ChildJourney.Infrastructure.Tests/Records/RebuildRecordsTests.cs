using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Records;

/// <summary>Generations are built and removed in groups of children, each authority's by itself.</summary>
[OnEveryDatabase]
public sealed class RebuildRecordsTests : IAsyncLifetime
{
    private const string Elsewhere = "elsewhere";

    private static readonly Policy fromTwo = Policy.Default with { PepFromAge = 2 };
    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task The_first_child_has_it_known_by_which_rules_obligations_are_worked_out()
    {
        (await StatesAsync()).Should().BeEmpty();

        await StoreAsync(TestDatabase.Authority, 2);

        (await StatesAsync()).Should().Equal("local 0 policy 0 current 0/0");
        (await database.ScalarAsync("SELECT catalogue_version FROM projections")).Should().Be((long)RuleCatalogue.Version);
        (await database.ScalarAsync("SELECT bank_holidays FROM projections")).Should().Be(Settings.Default.Calendar.Fingerprint);
    }

    [Fact]
    public async Task Before_the_first_child_a_policy_governs_at_once()
    {
        await PolicyAsync(TestDatabase.Authority, fromTwo);
        await StoreAsync(TestDatabase.Authority, 1);

        (await StatesAsync()).Should().Equal("local 0 policy 1 current 0/0");
    }

    [Fact]
    public async Task Each_group_is_a_step_and_the_switch_another()
    {
        await StoreAsync(TestDatabase.Authority, 5);
        await StoreAsync(Elsewhere, 3);
        await PolicyAsync(TestDatabase.Authority, fromTwo);

        (await BuildAsync(TestDatabase.Authority, 2))!.Done.Should().Be(2);
        (await BuildAsync(TestDatabase.Authority, 2))!.Done.Should().Be(4);
        (await BuildAsync(TestDatabase.Authority, 2))!.Done.Should().Be(5);
        (await StatesAsync()).Should().Equal("elsewhere 0 policy 0 current 0/0", "local 0 policy 0 current 0/0", "local 1 policy 1 building 5/5");
        (await BuildAsync(TestDatabase.Authority, 2))!.IsCurrent.Should().BeTrue();
        (await BuildAsync(TestDatabase.Authority, 2)).Should().BeNull();
        (await StatesAsync()).Should().Equal("elsewhere 0 policy 0 current 0/0", "local 0 policy 0 retired 0/0", "local 1 policy 1 current 5/5");
        (await RowsAsync(TestDatabase.Authority, 1)).Should().Be(await RowsAsync(TestDatabase.Authority, 0)).And.BePositive();
    }

    [Fact]
    public async Task A_step_that_is_undone_leaves_what_was_there()
    {
        await StoreAsync(TestDatabase.Authority, 3);
        await PolicyAsync(TestDatabase.Authority, fromTwo);
        await BuildAsync(TestDatabase.Authority, 2);
        var before = (await RowsAsync(TestDatabase.Authority, 1), await StatesAsync());

        await WithinAsync((rebuild, _) => rebuild.BuildAsync(TestDatabase.Authority, 2, CancellationToken.None), commits: false);

        (await RowsAsync(TestDatabase.Authority, 1)).Should().Be(before.Item1);
        (await StatesAsync()).Should().Equal(before.Item2);
        (await BuildAsync(TestDatabase.Authority, 2))!.Done.Should().Be(3);
    }

    [Fact]
    public async Task Only_what_has_been_retired_long_enough_is_removed_the_oldest_first_and_to_the_last_row()
    {
        await StoreAsync(TestDatabase.Authority, 5);
        await StoreAsync(Elsewhere, 2);
        var kept = (await RowsAsync(Elsewhere, 0), 0L);
        var first = database.Now;
        await PolicyAsync(TestDatabase.Authority, fromTwo);
        await BuildAsync(TestDatabase.Authority, 2);
        database.Now = first + Duration.FromMinutes(1);
        await PolicyAsync(TestDatabase.Authority, fromTwo with { PepFromAge = 1 });
        while (await BuildAsync(TestDatabase.Authority, 3) is not null)
        {
            database.Now += Duration.FromMinutes(1);
        }

        kept.Item2 = await RowsAsync(TestDatabase.Authority, 2);
        (await StatesAsync()).Should().Equal("elsewhere 0 policy 0 current 0/0", "local 0 policy 0 retired 0/0", "local 1 policy 1 retired 2/5", "local 2 policy 2 current 5/5");
        (await RemoveAsync(first)).Should().BeFalse();
        (await AtWorkAsync(first)).Should().BeEmpty();
        (await RemoveAsync(first + Duration.FromMinutes(1))).Should().BeTrue("the one that was given up");
        (await RowsAsync(TestDatabase.Authority, 0)).Should().BePositive("it was retired later");
        (await AtWorkAsync(database.Now)).Should().Equal(TestDatabase.Authority);
        while (await RemoveAsync(database.Now))
        {
        }

        (await RowsAsync(TestDatabase.Authority, 0), await RowsAsync(TestDatabase.Authority, 1)).Should().Be((0, 0));
        (await RowsAsync(Elsewhere, 0), await RowsAsync(TestDatabase.Authority, 2)).Should().Be(kept);
        (await StatesAsync()).Should().Equal("elsewhere 0 policy 0 current 0/0", "local 2 policy 2 current 5/5");
    }

    [Theory]
    [InlineData("catalogue_version = 0")]
    [InlineData("bank_holidays = 'another'")]
    [InlineData("bank_holidays = NULL")]
    public async Task What_other_rules_or_holidays_have_begun_is_begun_anew(string others)
    {
        await StoreAsync(TestDatabase.Authority, 3);
        await PolicyAsync(TestDatabase.Authority, fromTwo);
        await BuildAsync(TestDatabase.Authority, 2);
        await database.ScalarAsync("UPDATE projections SET " + others);

        await AlignAsync();

        (await StatesAsync()).Should().Equal("local 0 policy 0 current 0/0", "local 1 policy 1 retired 2/3", "local 2 policy 1 building 0/3");
        await AlignAsync();
        (await StatesAsync()).Should().HaveCount(3, "once is enough");
    }

    [Fact]
    public async Task A_version_stored_without_what_follows_from_it_is_caught_up_with()
    {
        await StoreAsync(TestDatabase.Authority, 3);
        await database.ScalarAsync("INSERT INTO policies (authority_id, version, body, recorded_at, recorded_by) VALUES ('local', 1, '{\"dueSoonDays\":9}', '2026-11-22 09:00:00', 'another')");
        await AlignAsync();
        (await StatesAsync()).Should().Equal("local 0 policy 1 current 0/0");

        await database.ScalarAsync("INSERT INTO policies (authority_id, version, body, recorded_at, recorded_by) VALUES ('local', 2, '{\"pepFromAge\":2}', '2026-11-22 09:00:00', 'another')");
        await AlignAsync();
        (await StatesAsync()).Should().Equal("local 0 policy 1 current 0/0", "local 1 policy 2 building 0/3");
    }

    private async Task StoreAsync(string authority, int children)
    {
        foreach (var number in Enumerable.Range(1, children))
        {
            var admission = Admission.New(new EntryHead("e1", new LocalDate(2026, 6, number)), LegalStatus.V2);
            await database.StoreAsync(new ChildChange(new Child(FormattableString.Invariant($"C{number}"), new LocalDate(2015, 5, 1)), [admission], []), authority);
        }
    }

    private async Task PolicyAsync(string authority, Policy policy)
    {
        await using var db = database.Open();
        var versions = new PolicyVersions(db, new KnownPolicies());
        await using var generations = new GenerationRecords(db, database, versions);
        await using var policies = new PolicyRecords(db, database, versions, generations);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await policies.StoreAsync(authority, policy, "tester", CancellationToken.None);
        await transaction.CommitAsync();
    }

    private Task<RebuildStep?> BuildAsync(string authority, int groupSize) =>
        WithinAsync((rebuild, _) => rebuild.BuildAsync(authority, groupSize, CancellationToken.None));

    private Task<bool> RemoveAsync(Instant retiredBy) =>
        WithinAsync((rebuild, _) => rebuild.RemoveAsync(TestDatabase.Authority, retiredBy, 2, CancellationToken.None));

    private Task<IReadOnlyList<string>> AtWorkAsync(Instant retiredBy) =>
        WithinAsync((rebuild, _) => rebuild.AtWorkAsync(retiredBy, CancellationToken.None));

    private Task<bool> AlignAsync() => WithinAsync(async (_, generations) =>
    {
        await generations.AlignAsync(TestDatabase.Authority, CancellationToken.None);
        return await generations.IsAlignedAsync(TestDatabase.Authority, CancellationToken.None);
    });

    private async Task<T> WithinAsync<T>(Func<RebuildRecords, GenerationRecords, Task<T>> workAsync, bool commits = true)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        await using var rebuild = new RebuildRecords(db, records, generations);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var result = await workAsync(rebuild, generations);
        if (commits)
        {
            await transaction.CommitAsync();
        }

        return result;
    }

    private async Task<List<string>> StatesAsync()
    {
        await using var db = database.Open();
        var rows = await db.Projections.OrderBy(row => row.AuthorityId).ThenBy(row => row.Generation).ToListAsync();
        return [.. rows.Select(row => FormattableString.Invariant($"{row.AuthorityId} {row.Generation} policy {row.PolicyVersion} {row.State} {row.Done}/{row.Children}"))];
    }

    private async Task<long> RowsAsync(string authority, int generation)
    {
        await using var db = database.Open();
        return await db.Set<ObligationRow>().CountAsync(row => row.AuthorityId == authority && row.Generation == generation)
            + await db.Set<DriftRow>().CountAsync(row => row.AuthorityId == authority && row.Generation == generation)
            + await db.Set<ReviewGlanceRow>().CountAsync(row => row.AuthorityId == authority && row.Generation == generation);
    }
}
