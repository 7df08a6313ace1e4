using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Erasure;

/// <summary>On SQLite, whose file is the service's own; on PostgreSQL the server sees to its pages.</summary>
public class FreedBytesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Mark = "Zq-in-the-file-qZ";

    [Fact]
    public async Task Nothing_of_the_record_is_left_in_the_file_or_beside_it()
    {
        foreach (var number in Enumerable.Range(0, 40))
        {
            await StoreAsync(FormattableString.Invariant($"kept{number}"), "Zq-other-qZ");
            if (number == 20)
            {
                await StoreAsync("gone", Mark);
            }
        }

        // Rewritten several times, so that copies of what it was lie about.
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await database.StoreAsync(new Child("gone", new LocalDate(2015, 5, 1)), Direct("again", Mark + Guid.NewGuid()));
        }

        await using var db = database.Open();
        await EraseAsync(db, "gone");
        await using var freed = database.Open();
        Found().Should().NotBeEmpty("that is why the file is written anew");
        (await new FreedBytes(freed).AreLeftAsync(CancellationToken.None)).Should().BeTrue();

        (await new FreedBytes(freed).OverwriteAsync(CancellationToken.None)).Should().BeTrue();

        Found().Should().BeEmpty();
        (await new FreedBytes(freed).AreLeftAsync(CancellationToken.None)).Should().BeFalse();
        (await database.FindAsync("kept39"))!.Entries.Should().HaveCount(2);
        (await database.ScalarAsync("PRAGMA integrity_check")).Should().Be("ok");

        // Once more: the note of it is replaced.
        await StoreAsync("next", Mark);
        database.Now += Duration.FromMinutes(1);
        await EraseAsync(db, "next");
        (await new FreedBytes(freed).AreLeftAsync(CancellationToken.None)).Should().BeTrue();
        (await new FreedBytes(freed).OverwriteAsync(CancellationToken.None)).Should().BeTrue();
        (await new FreedBytes(freed).AreLeftAsync(CancellationToken.None)).Should().BeFalse();
        Found().Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_reads_an_earlier_state_goes_on_reading_it_and_the_work_is_left_for_later()
    {
        await StoreAsync("read", Mark);
        await using var reader = database.Open();
        await using var db = database.Open();
        await using (await reader.BeginReadAsync(CancellationToken.None))
        {
            (await reader.Entries.CountAsync(row => row.ChildId == "read")).Should().Be(2);
            await EraseAsync(db, "read");

            (await new FreedBytes(db).OverwriteAsync(CancellationToken.None)).Should().BeFalse();

            (await reader.Entries.CountAsync(row => row.ChildId == "read")).Should().Be(2);
            (await new FreedBytes(db).AreLeftAsync(CancellationToken.None)).Should().BeTrue();
        }

        (await new FreedBytes(db).OverwriteAsync(CancellationToken.None)).Should().BeTrue();
        (await new FreedBytes(db).AreLeftAsync(CancellationToken.None)).Should().BeFalse();
    }

    private Task<StoredChange> StoreAsync(string childId, string mark) => database.StoreAsync(
        new Child(childId, new LocalDate(2015, 5, 1)),
        Admission.New(new EntryHead("in", new LocalDate(2026, 6, 1), mark), LegalStatus.C1),
        Direct("work", mark + childId));

    private static Entry Direct(string id, string reference) => DirectWork.Shape.New(new EntryHead(id, new LocalDate(2026, 7, 1), reference));

    private async Task EraseAsync(JourneyDb db, string childId)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await new ErasureRecords(db, database).EraseAsync(TestDatabase.Authority, childId, "admin", "court-order", CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>The files that hold the mark.</summary>
    private IEnumerable<string> Found() => new[] { database.File, database.File + "-wal" }.Where(File.Exists).Where(path => FileText.Holds(path, Mark));
}
