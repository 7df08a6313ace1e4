using System.Data;
using System.Globalization;
using ChildJourney.Infrastructure.Durability;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Durability;

/// <summary>On SQLite, whose file is opened by the service itself.</summary>
public class KeptConnectionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>What SQLite counts of a statement: SQLITE_STMTSTATUS_REPREPARE and SQLITE_STMTSTATUS_RUN.</summary>
    private const int PlannedAnew = 5;
    private const int Runs = 6;

    private static readonly string[] sides = ["left", "right"];

    [Fact]
    public async Task It_stays_open_between_its_uses_and_is_seen_as_closed()
    {
        await using var db = database.Open();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await NumbersAsync(db, 1);
        var handle = connection.Handle;

        connection.State.Should().Be(ConnectionState.Closed);
        (await NumbersAsync(db, 3)).Should().Equal(1, 2, 3);
        connection.Handle.Should().NotBeNull().And.BeSameAs(handle);
    }

    [Fact]
    public async Task A_question_that_is_asked_again_is_prepared_already_and_answered_with_what_is_asked_now()
    {
        await using var db = await WatchedAsync();

        (await NumbersAsync(db, 2)).Should().Equal(1, 2);
        var before = Prepared(db);
        (await NumbersAsync(db, 4)).Should().Equal(1, 2, 3, 4);
        (await NumbersAsync(db, 0)).Should().BeEmpty();

        before.Should().NotBeEmpty();
        Prepared(db).Should().Equal(before);
    }

    [Fact]
    public async Task The_length_of_a_page_has_no_question_planned_anew()
    {
        await using var db = await WatchedAsync();
        await db.Policies.Take(1).ToListAsync();
        var statement = Prepared(db).Single();
        await db.Policies.Take(7).ToListAsync();

        SQLitePCL.raw.sqlite3_stmt_status(statement, PlannedAnew, 0).Should().Be(0);
        SQLitePCL.raw.sqlite3_stmt_status(statement, Runs, 0).Should().Be(2);
    }

    [Fact]
    public async Task A_question_is_asked_while_its_first_answer_is_still_being_read()
    {
        await using var db = database.Open();
        var pairs = new List<(int, int)>();

        await foreach (var outer in Numbers(db, 3).AsAsyncEnumerable())
        {
            foreach (var inner in await NumbersAsync(db, outer))
            {
                pairs.Add((outer, inner));
            }
        }

        pairs.Should().Equal((1, 1), (2, 1), (2, 2), (3, 1), (3, 2), (3, 3));
    }

    [Fact]
    public async Task An_answer_that_is_left_half_read_keeps_nobody_from_writing()
    {
        await using var db = database.Open();
        await foreach (var _ in Numbers(db, 3).AsAsyncEnumerable())
        {
            break;
        }

        await using var other = database.Open();
        await other.Database.ExecuteSqlRawAsync("CREATE TABLE written_meanwhile (number INTEGER)");
        await other.Database.ExecuteSqlRawAsync("INSERT INTO written_meanwhile VALUES (7)");

        (await db.Database.SqlQueryRaw<int>("SELECT number AS \"Value\" FROM written_meanwhile").ToListAsync()).Should().Equal(7);
    }

    [Fact]
    public async Task More_questions_than_are_kept_are_all_answered()
    {
        await using var db = await WatchedAsync();

        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 60; number++)
            {
                (await db.Database.SqlQueryRaw<int>(string.Create(CultureInfo.InvariantCulture, $"SELECT {number} AS \"Value\"")).ToListAsync()).Should().Equal(number);
            }
        }

        Prepared(db).Should().HaveCount(40);
    }

    [Fact]
    public async Task What_was_not_committed_is_not_there_when_it_is_used_next()
    {
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("CREATE TABLE sides (name TEXT)");
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("BEGIN");
        await db.Database.ExecuteSqlRawAsync("INSERT INTO sides VALUES ('left')");
        await db.Database.CloseConnectionAsync();

        (await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sides").ToListAsync()).Should().BeEmpty();
        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await db.Database.ExecuteSqlRawAsync("INSERT INTO sides VALUES ('left'), ('right')");
            await transaction.CommitAsync();
        }

        (await db.Database.SqlQueryRaw<string>("SELECT name AS \"Value\" FROM sides").ToListAsync()).Should().Equal(sides);
    }

    [Fact]
    public async Task Those_of_a_file_are_closed_but_for_what_is_being_used()
    {
        await using var db = database.Open();
        await using var other = database.Open();
        await NumbersAsync(other, 1);
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var handle = connection.Handle;

        SqliteFile.At(database.File).CloseIdle();

        ((SqliteConnection)other.Database.GetDbConnection()).Handle.Should().BeNull();
        connection.Handle.Should().BeSameAs(handle);
        (await NumbersAsync(db, 2)).Should().Equal(1, 2);
        (await NumbersAsync(other, 2)).Should().Equal(1, 2);
        await db.Database.CloseConnectionAsync();
        SqliteFile.At(database.File).CloseIdle();
        File.Exists(database.File + "-wal").Should().BeFalse("the last to close the file empties its log");
    }

    [Fact]
    public async Task None_is_used_again_that_was_open_when_all_were_to_be_renewed()
    {
        await using var db = database.Open();
        await using var other = database.Open();
        await NumbersAsync(other, 1);
        var before = ((SqliteConnection)other.Database.GetDbConnection()).Handle;
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var handle = connection.Handle;

        KeptConnection.RenewAll();

        (await NumbersAsync(db, 2)).Should().Equal(1, 2);
        connection.Handle.Should().BeSameAs(handle, "it is being used");
        await db.Database.CloseConnectionAsync();
        connection.Handle.Should().BeNull();
        (await NumbersAsync(db, 2)).Should().Equal(1, 2);
        (await NumbersAsync(other, 2)).Should().Equal(1, 2);
        ((SqliteConnection)other.Database.GetDbConnection()).Handle.Should().NotBeNull().And.NotBeSameAs(before);
    }

    [Fact]
    public async Task Many_at_once_are_renewed_again_and_again()
    {
        using var stop = new CancellationTokenSource();
        var closing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                KeptConnection.RenewAll();
                await Task.Yield();
            }
        });

        try
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                await Task.Yield();
                await using var db = database.Open();
                for (var number = 0; number < 500; number++)
                {
                    (await NumbersAsync(db, number % 5)).Should().HaveCount(number % 5);
                }
            }));
        }
        finally
        {
            await stop.CancelAsync();
            await closing;
        }
    }

    [Fact]
    public async Task Each_is_opened_with_every_commit_on_the_disk()
    {
        await using var db = database.Open();

        (await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").ToListAsync()).Should().Equal(2);
        KeptConnection.RenewAll();
        (await db.Database.SqlQueryRaw<int>("SELECT synchronous AS \"Value\" FROM pragma_synchronous").ToListAsync()).Should().Equal(2);
    }

    private static async Task<List<int>> NumbersAsync(JourneyDb db, int most) => await Numbers(db, most).ToListAsync();

    private static IQueryable<int> Numbers(JourneyDb db, int most) => db.Database.SqlQuery<int>(
        $"SELECT n AS \"Value\" FROM (WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10) SELECT n FROM numbers) WHERE n <= {most}");

    /// <summary>A context of whose connection the statements can be listed.</summary>
    private async Task<JourneyDb> WatchedAsync()
    {
        var db = database.Open();
        await db.Database.OpenConnectionAsync();
        ((SqliteConnection)db.Database.GetDbConnection()).Handle!.enable_sqlite3_next_stmt(true);
        await db.Database.CloseConnectionAsync();
        return db;
    }

    /// <summary>The statements that SQLite holds for the connection.</summary>
    private static List<SQLitePCL.sqlite3_stmt> Prepared(JourneyDb db)
    {
        var handle = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        var found = new List<SQLitePCL.sqlite3_stmt>();
        for (var statement = SQLitePCL.raw.sqlite3_next_stmt(handle, null); statement is not null; statement = SQLitePCL.raw.sqlite3_next_stmt(handle, statement))
        {
            found.Add(statement);
        }

        return found;
    }
}
