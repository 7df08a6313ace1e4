using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace ChildJourney.Infrastructure.Tests;

[OnEveryDatabase]
public class DatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    [OnlyOn(Provider.Sqlite)]
    public async Task The_file_is_its_owner_s_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var file in new[] { database.File, database.File + "-wal", database.File + "-shm" })
        {
            File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    [OnlyOn(Provider.Sqlite)]
    public async Task Nothing_committed_is_lost_and_readers_do_not_wait()
    {
        (await database.ScalarAsync("PRAGMA journal_mode")).Should().Be("wal");
        (await database.ScalarAsync("PRAGMA synchronous")).Should().Be(2L, "that is FULL");
        (await database.ScalarAsync("PRAGMA foreign_keys")).Should().Be(1L);
    }

    [Fact]
    [OnlyOn(Provider.Sqlite)]
    public async Task A_connection_from_the_pool_is_set_as_a_new_one_is()
    {
        await database.ScalarAsync("PRAGMA synchronous = OFF");

        (await database.ScalarAsync("PRAGMA synchronous")).Should().Be(2L);
    }

    [Theory]
    [InlineData("Host=a;Database=d", 100, 10)]
    [InlineData("Host=a,b;Database=d", 100, 2)]
    [InlineData("Host=a,b;Database=d;MaxAutoPrepare=0;Host Recheck Seconds=7", 0, 7)]
    public void Statements_are_kept_prepared_and_hosts_asked_again_soon_unless_it_is_said_otherwise(string said, int prepared, int seconds)
    {
        var options = new DbContextOptionsBuilder<JourneyDb>();
        options.UseJourneyPostgreSql(said);
        using var db = new JourneyDb(options.Options);

        var used = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());

        (used.MaxAutoPrepare, used.HostRecheckSeconds).Should().Be((prepared, seconds));
    }

    [Fact]
    public async Task What_is_up_to_date_is_left_as_it_is()
    {
        await database.StoreAsync(new Child("kept", new LocalDate(2015, 5, 1)));
        await using var db = database.Open();

        await db.PrepareAsync(CancellationToken.None);

        (await db.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await database.FindAsync("kept")).Should().NotBeNull();
    }

    [Fact]
    public async Task A_reader_sees_what_was_committed_while_another_writes()
    {
        await database.StoreAsync(new Child("read", new LocalDate(2015, 5, 1)));
        await using var writer = database.Open();
        await using var transaction = await writer.Database.BeginTransactionAsync();
        await writer.Children.Where(row => row.ChildId == "read").ExecuteDeleteAsync();

        (await database.FindAsync("read")).Should().NotBeNull();
    }
}
