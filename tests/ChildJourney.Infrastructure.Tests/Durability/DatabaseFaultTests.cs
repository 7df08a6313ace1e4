using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure.Durability;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Durability;

public sealed class DatabaseFaultTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Theory]
    [InlineData(5, "locked")]
    [InlineData(6, "locked")]
    [InlineData(8, "only be read")]
    [InlineData(10, "does not read or write")]
    [InlineData(11, "damaged")]
    [InlineData(13, "full")]
    [InlineData(14, "cannot be opened")]
    [InlineData(26, "not a SQLite database")]
    public void What_SQLite_says_is_told_in_words_however_deep_it_lies(int code, string words)
    {
        var fault = DatabaseFault.Of(new InvalidOperationException("secret", new DbUpdateException("secret", new SqliteException("secret", code))));

        fault!.Sentence.Should().Contain(words).And.NotContain("secret");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(19)]
    public void What_the_program_does_wrong_is_no_fault_of_the_database(int code) =>
        DatabaseFault.Of(new SqliteException("no such table", code)).Should().BeNull();

    [Fact]
    public async Task A_disk_without_room_stores_nothing_and_is_noticed_until_there_is_room()
    {
        var health = new DatabaseHealth();
        (await FaultAsync(health)).Should().BeNull();
        await using var db = database.Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 1");
        await db.Database.Awaiting(it => it.ExecuteSqlRawAsync("CREATE TABLE filler AS SELECT zeroblob(1000000) AS more_than_is_free_within_the_file")).Should().ThrowAsync<SqliteException>().Where(problem => DatabaseFault.Of(problem)!.Sentence.Contains("full"));
        health.Failed();

        (await FaultAsync(health)).Should().BeNull("another connection has room, and has written a page");
    }

    [Fact]
    public async Task Nothing_is_committed_to_a_file_that_was_removed_nor_is_it_made_anew()
    {
        await database.StoreAsync(new Child("kept", new LocalDate(2015, 5, 1)));
        await using var later = database.Open();
        await using (var db = database.Open())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Children.ExecuteDeleteAsync();
            File.Move(database.File, database.File + ".moved");

            await transaction.Awaiting(it => it.CommitAsync()).Should().ThrowAsync<DatabaseUnusableException>().WithMessage("*not there*");
        }

        (await new DatabaseHealth().FaultAsync(later, CancellationToken.None))!.Sentence.Should().Contain("not there");
        await later.Children.Awaiting(it => it.CountAsync()).Should().ThrowAsync<SqliteException>();
        File.Exists(database.File).Should().BeFalse();
        File.Move(database.File + ".moved", database.File);
        (await database.FindAsync("kept")).Should().NotBeNull("what was not committed is undone");
    }

    [Fact]
    public async Task A_writer_at_work_is_a_sign_of_health_and_is_not_waited_for()
    {
        await using var writer = database.Open();
        await using var transaction = await writer.Database.BeginTransactionAsync();

        (await FaultAsync(new DatabaseHealth()).WaitAsync(TimeSpan.FromSeconds(5))).Should().BeNull();
    }

    private async Task<DatabaseFault?> FaultAsync(DatabaseHealth health)
    {
        await using var db = database.Open();
        return await health.FaultAsync(db, CancellationToken.None);
    }
}
