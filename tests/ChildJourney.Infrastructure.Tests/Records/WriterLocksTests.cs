using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Records;

/// <summary>Writers of several instances wait for each other where they have to, and nowhere else.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
public sealed class WriterLocksTests : IAsyncLifetime
{
    private const string Here = TestDatabase.Authority;

    private static readonly TimeSpan awhile = TimeSpan.FromMilliseconds(300);

    private readonly TestDatabase database = new();

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await database.StoreAsync(new Child("C1", new LocalDate(2015, 5, 1)), Admission.New(new EntryHead("e1", new LocalDate(2026, 6, 1)), LegalStatus.V2));
    }

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task No_generation_is_begun_or_built_while_someone_writes_about_a_child()
    {
        await using var writer = await Writer.BeginAsync(database);
        await writer.Generations.LiveAsync(Here, CancellationToken.None);
        var policy = PolicyAsync();
        await ShouldWaitAsync(policy);
        await writer.Transaction.CommitAsync();
        await policy;

        await using var another = await Writer.BeginAsync(database);
        await another.Generations.LiveAsync(Here, CancellationToken.None);
        var build = BuildAsync();
        await ShouldWaitAsync(build);
        await another.Transaction.CommitAsync();
        await build;
    }

    [Fact]
    public async Task Whoever_comes_while_a_generation_is_made_current_stores_in_that_one()
    {
        await PolicyAsync();
        await BuildAsync();
        await using var builder = await Writer.BeginAsync(database);
        (await builder.Rebuild.BuildAsync(Here, 10, CancellationToken.None))!.IsCurrent.Should().BeTrue();
        await using var writer = await Writer.BeginAsync(database);

        var live = writer.Generations.LiveAsync(Here, CancellationToken.None);

        await ShouldWaitAsync(live);
        await builder.Transaction.CommitAsync();
        (await live).Should().Match<LiveGenerations>(found => found.Current.Number == 1 && found.Building == null);
    }

    [Theory]
    [InlineData("C1")]
    [InlineData("C2")]
    public async Task One_writer_at_a_time_has_a_child_known_or_not(string childId)
    {
        await using var one = await Writer.BeginAsync(database);
        await one.Records.FindAsync(ChildScope.Everything(Here), childId, knownAt: null, CancellationToken.None);
        await using var other = await Writer.BeginAsync(database);

        var found = other.Records.FindManyAsync(ChildScope.Everything(Here), [childId, "C3"], CancellationToken.None);

        await ShouldWaitAsync(found);
        await one.Transaction.CommitAsync();
        await found;
    }

    [Fact]
    public async Task Other_children_other_authorities_and_readers_wait_for_nobody()
    {
        await using var one = await Writer.BeginAsync(database);
        await one.Records.FindAsync(ChildScope.Everything(Here), "C1", knownAt: null, CancellationToken.None);
        await using var alone = await Writer.BeginAsync(database);
        await alone.Generations.TakeAloneAsync("elsewhere", CancellationToken.None);

        await database.StoreAsync(new Child("D1", new LocalDate(2015, 5, 1))).WaitAsync(TimeSpan.FromSeconds(20));
        (await database.FindAsync("C1").WaitAsync(TimeSpan.FromSeconds(20))).Should().NotBeNull();
        await using var reader = database.Open();
        await using var view = await reader.BeginReadAsync(CancellationToken.None);
        await using var generations = database.Generations(reader);
        (await generations.LiveAsync("elsewhere", CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20))).IsStored.Should().BeFalse();
    }

    private static async Task ShouldWaitAsync(Task task) => (await Task.WhenAny(task, Task.Delay(awhile))).Should().NotBe(task);

    private async Task PolicyAsync()
    {
        await using var writer = await Writer.BeginAsync(database);
        await using var policies = new PolicyRecords(writer.Db, database, writer.Versions, writer.Generations);
        await policies.StoreAsync(Here, Policy.Default with { PepFromAge = 2 }, "tester", CancellationToken.None);
        await writer.Transaction.CommitAsync();
    }

    private async Task BuildAsync()
    {
        await using var writer = await Writer.BeginAsync(database);
        await writer.Rebuild.BuildAsync(Here, 10, CancellationToken.None);
        await writer.Transaction.CommitAsync();
    }

    /// <summary>A writer in a transaction, as a command is one.</summary>
    private sealed class Writer : IAsyncDisposable
    {
        private Writer(TestDatabase database)
        {
            Db = database.Open();
            Versions = new PolicyVersions(Db, new KnownPolicies());
            Generations = new GenerationRecords(Db, database, Versions);
            Records = new ChildRecords(Db, database, Generations);
            Rebuild = new RebuildRecords(Db, Records, Generations);
        }

        public JourneyDb Db { get; }

        public PolicyVersions Versions { get; }

        public GenerationRecords Generations { get; }

        public ChildRecords Records { get; }

        public RebuildRecords Rebuild { get; }

        public Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction Transaction { get; private set; } = null!;

        public static async Task<Writer> BeginAsync(TestDatabase database)
        {
            var writer = new Writer(database);
            writer.Transaction = await writer.Db.Database.BeginTransactionAsync();
            return writer;
        }

        public async ValueTask DisposeAsync()
        {
            await Rebuild.DisposeAsync();
            await Records.DisposeAsync();
            await Generations.DisposeAsync();
            await Transaction.DisposeAsync();
            await Db.DisposeAsync();
        }
    }
}
