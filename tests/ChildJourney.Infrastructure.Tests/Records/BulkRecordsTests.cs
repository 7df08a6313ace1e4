using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure.Audit;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Records;

/// <summary>Groups of many children beside other writers, of whom PostgreSQL undoes one where they meet.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
public sealed class BulkRecordsTests : IAsyncLifetime
{
    private static readonly LocalDate born = new(2015, 5, 1);

    private readonly TestDatabase database = new();
    private readonly List<int> progress = [];
    private int judged;
    private int counted;

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task A_group_that_waits_in_a_circle_with_another_writer_is_gone_through_again_and_stored()
    {
        await StoreAsync(["C1", "C2", "C3"], born);
        await using var gate = await WriterAsync();
        await using var other = await WriterAsync();
        await gate.LockAsync("C2");
        await other.LockAsync("C3");

        // It holds C1 and waits for C2; the other waits for C1, before it comes to C3.
        var storing = StoreAsync(["C1", "C2", "C3"], born.PlusDays(1));
        await WaitersAsync(1);
        var circle = other.LockAsync("C1");
        await WaitersAsync(2);
        await gate.EndAsync();
        await circle;
        await other.ExecuteAsync("UPDATE children SET upn = 'UN1' WHERE child_id = 'C1'");
        await other.EndAsync();
        await storing;

        (await database.ScalarAsync("SELECT count(*) FROM children WHERE date_of_birth = '2015-05-02' AND version = 2")).Should().Be(3L);
        (counted, string.Join(' ', progress)).Should().Be((6, "3 3"));
    }

    [Theory]
    [InlineData("40001", 5)]
    [InlineData("40P01", 2)]
    [InlineData("23505", 1)]
    public async Task A_group_that_the_database_undoes_counts_once(string state, int times)
    {
        await UndoAsync(state, times, "true");

        await StoreAsync(["C1", "C2"], born);

        (judged, counted).Should().Be((times + 2, 2), "the group ends at its first child each time");
        (await database.ScalarAsync("SELECT count(*) FROM children")).Should().Be(2L);
        (await database.ScalarAsync("SELECT count(*) FROM audit")).Should().Be(1L);
    }

    [Fact]
    public async Task Where_it_is_undone_again_and_again_what_was_stored_before_stays_and_the_same_once_more_goes_on()
    {
        string[] ids = [.. Enumerable.Range(0, 501).Select(number => $"C{number:000}")];
        await UndoAsync("40001", 1000, "NEW.child_id = 'C500'");

        var storing = await FluentActions.Awaiting(() => StoreAsync(ids, born)).Should().ThrowAsync<DatabaseUnusableException>();

        storing.Which.Message.Should().StartWith("Other writers were in the way again and again. Of 500 children ");
        (judged, counted, string.Join(' ', progress)).Should().Be((506, 500, "500"));
        await database.ScalarAsync("DROP TRIGGER undo ON children");
        await StoreAsync(ids, born);
        (await database.ScalarAsync("SELECT count(*) FROM children WHERE version = 1")).Should().Be(501L);
        counted.Should().Be(501);
    }

    /// <summary>Has the database undo so many transactions that insert such a child.</summary>
    private async Task UndoAsync(string state, int times, string condition) => await database.ScalarAsync(
        $"""
        CREATE SEQUENCE undone;
        CREATE FUNCTION undo() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('undone') <= {times} THEN RAISE EXCEPTION USING ERRCODE = '{state}'; END IF; RETURN NEW; END $$;
        CREATE TRIGGER undo BEFORE INSERT ON children FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION undo();
        """);

    private async Task StoreAsync(IReadOnlyList<string> ids, LocalDate birth)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        using var chain = new AuditChain(database);
        var count = new GroupCount();
        await new BulkRecords(db, records, new ErasureRecords(db, database), chain).StoreAsync(
            TestDatabase.Authority,
            ids,
            id => id,
            (id, stored) =>
            {
                judged++;
                var child = new Child(id, birth);
                if (stored?.Child == child)
                {
                    return null;
                }

                count.Add(() => counted++);
                return new ChildChange(child, [], []);
            },
            refuseErased: _ => { },
            "tester",
            children => new AuditEntry(TestDatabase.Authority, database.Now, "tester", "Test", children, "test", 200, Reason: null),
            count,
            new Heard(progress),
            CancellationToken.None);
    }

    private Task WaitersAsync(long number) => UntilAsync(async () => await database.ScalarAsync("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") is long waiting && waiting == number);

    private static async Task UntilAsync(Func<Task<bool>> isSoAsync)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isSoAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }

    private async Task<Writer> WriterAsync()
    {
        var db = database.Open();
        await db.Database.BeginTransactionAsync();

        // So that the server, which looks for circles once a wait has lasted, undoes another than this one.
        await db.Database.ExecuteSqlRawAsync("SET LOCAL deadlock_timeout = '30s'");
        return new Writer(db);
    }

    private sealed class Heard(List<int> heard) : IProgress<int>
    {
        public void Report(int value) => heard.Add(value);
    }

    private sealed class Writer(JourneyDb db) : IAsyncDisposable
    {
        public Task<int> LockAsync(string childId) => db.Database.ExecuteSqlAsync($"SELECT 1 FROM children WHERE child_id = {childId} FOR UPDATE");

        public Task<int> ExecuteAsync(string sql) => db.Database.ExecuteSqlRawAsync(sql);

        public Task EndAsync() => db.Database.CommitTransactionAsync();

        public ValueTask DisposeAsync() => db.DisposeAsync();
    }
}
