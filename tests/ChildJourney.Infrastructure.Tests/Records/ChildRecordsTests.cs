using System.Data.Common;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Records;

[OnEveryDatabase]
public class ChildRecordsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly LocalDate born = new(2015, 5, 1);
    private static readonly Admission admission = Admission.New(new EntryHead("e1", new LocalDate(2026, 6, 1)), LegalStatus.V2);
    private static readonly Review review = Review.New(new EntryHead("e2", new LocalDate(2026, 6, 20), "LL/17"), Participation.PN1);

    [Fact]
    public async Task A_child_that_is_not_known_is_not_found()
    {
        (await database.FindAsync("nobody")).Should().BeNull();
        await database.StoreAsync(new ChildChange(new Child("theirs", born), [], []), authority: "elsewhere");
        (await database.FindAsync("theirs")).Should().BeNull();
        (await database.FindAsync("theirs", authority: "elsewhere")).Should().NotBeNull();
    }

    [Fact]
    public async Task What_was_stored_is_read_back()
    {
        var child = new Child("whole", born, Sex.U, "UN3", Restricted: true);
        database.Now = Instant.FromUtc(2026, 11, 22, 9, 0) + Duration.FromNanoseconds(1_234_567);

        var stored = await database.StoreAsync(child, admission, review);
        var read = (await database.FindAsync("whole"))!;

        (stored.Version, read.Version, read.Child).Should().Be((1, 1, child));
        read.Entries.Should().HaveCount(2);
        read.Find("e2")!.Should().Match<StoredEntry>(found => found.Entry.SaysTheSame(review) && found.Revision == 1 && found.RecordedBy == "tester");
        read.Find("e2")!.RecordedAt.Should().Be(Instant.FromUtc(2026, 11, 22, 9, 0) + Duration.FromMilliseconds(1) + Duration.FromNanoseconds(234_000), "every database keeps microseconds");
        stored.Recorded.Select(entry => entry.RecordedAt).Should().OnlyContain(at => at == read.Find("e2")!.RecordedAt);
    }

    [Fact]
    public async Task Several_transactions_are_stored_through_one_object_even_where_the_connection_is_given_another_handle_between_them()
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        foreach (var id in new[] { "first-transaction", "second-transaction", "third-transaction" })
        {
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                await records.StoreAsync(TestDatabase.Authority, null, new ChildChange(new Child(id, born), [admission], []), "tester", CancellationToken.None);
                await records.WriteChangesAsync(TestDatabase.Authority, CancellationToken.None);
                await transaction.CommitAsync();
            }

            database.ClearPool(db);
            (await database.FindAsync(id))!.Entries.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task What_follows_from_a_change_cannot_be_forgotten()
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await records.StoreAsync(TestDatabase.Authority, null, new ChildChange(new Child("forgotten", born), [admission], []), "tester", CancellationToken.None);

        await FluentActions.Awaiting(() => transaction.CommitAsync()).Should().ThrowAsync<InvalidOperationException>();

        await transaction.RollbackAsync();
        (await database.FindAsync("forgotten")).Should().BeNull();
    }

    [Fact]
    public async Task Journeys_of_every_kind_are_read_back_as_they_were_stored()
    {
        var made = MadeJourneys.Make(30);
        foreach (var (child, entries) in made)
        {
            await database.StoreAsync(new ChildChange(child, entries, []));
        }

        foreach (var (child, entries) in made)
        {
            var read = (await database.FindAsync(child.Id))!;
            read.Child.Should().Be(child);
            read.Entries.Should().HaveCount(entries.Count);
            entries.Should().OnlyContain(entry => read.Find(entry.Id)!.Entry.SaysTheSame(entry), child.Id);
        }
    }

    [Fact]
    public async Task A_correction_is_a_new_revision_and_the_earlier_one_stays()
    {
        var child = new Child("revised", born);
        var (first, second, third) = (Instant.FromUtc(2026, 11, 1, 9, 0), Instant.FromUtc(2026, 11, 2, 9, 0), Instant.FromUtc(2026, 11, 3, 9, 0));
        database.Now = first;
        await database.StoreAsync(child, admission);
        database.Now = second;
        var corrected = await database.StoreAsync(child, Admission.New(new EntryHead("e1", new LocalDate(2026, 6, 2)), LegalStatus.C2));
        database.Now = third;
        await database.StoreAsync(new ChildChange(child, [], [new Voiding("e1", "wrong-child")]));

        corrected.Recorded.Should().ContainSingle().Which.Revision.Should().Be(2);
        (await database.FindAsync("revised", first - Duration.Epsilon)).Should().BeNull();
        (await OnAsync(first)).Should().Be(new LocalDate(2026, 6, 1));
        (await OnAsync(second - Duration.FromMilliseconds(1))).Should().Be(new LocalDate(2026, 6, 1));
        (await OnAsync(second)).Should().Be(new LocalDate(2026, 6, 2));
        (await OnAsync(third)).Should().BeNull();
        (await database.FindAsync("revised"))!.Should().Match<StoredChild>(now => now.Version == 3 && now.Entries.Count == 0);

        async Task<LocalDate?> OnAsync(Instant knownAt) => (await database.FindAsync("revised", knownAt))!.Find("e1")?.Entry.On;
    }

    [Fact]
    public async Task A_voided_entry_keeps_its_revisions_and_its_number_goes_on()
    {
        var child = new Child("voided", born);
        await database.StoreAsync(child, admission);
        await database.StoreAsync(new ChildChange(child, [], [new Voiding("e1", "duplicate")]));
        var anew = await database.StoreAsync(child, admission);

        anew.Recorded.Should().ContainSingle().Which.Revision.Should().Be(3);
        await using var db = database.Open();
        var rows = await db.Entries.Where(row => row.ChildId == "voided").OrderBy(row => row.Revision).ToListAsync();
        rows.Select(row => (row.Revision, row.VoidReason, Current: row.SupersededAt is null)).Should().Equal((1, null, false), (2, "duplicate", false), (3, null, true));
    }

    [Fact]
    public async Task Revisions_of_one_instant_are_told_apart()
    {
        var child = new Child("instant", born);
        await database.StoreAsync(child, admission);
        await database.StoreAsync(child, Admission.New(new EntryHead("e1", new LocalDate(2026, 6, 2)), LegalStatus.C2));

        (await database.FindAsync("instant", database.Now))!.Entries.Should().ContainSingle().Which.Revision.Should().Be(2);
    }

    [Fact]
    public async Task What_rests_on_an_older_version_is_not_stored()
    {
        var child = new Child("conflict", born);
        await database.StoreAsync(child, admission);
        var before = await database.FindAsync("conflict");
        await database.StoreAsync(child, review);
        var stored = await SnapshotAsync("conflict");

        var late = () => database.StoreAsync(new ChildChange(child, [Review.New(new EntryHead("e3", new LocalDate(2026, 6, 21)))], []), before: before);

        await late.Should().ThrowAsync<DbUpdateConcurrencyException>();
        (await SnapshotAsync("conflict")).Should().Equal(stored);
    }

    [Fact]
    public async Task A_row_that_is_in_the_way_leaves_nothing_half_stored()
    {
        await using (var db = database.Open())
        {
            db.Set<DriftRow>().Add(new DriftRow { AuthorityId = TestDatabase.Authority, ChildId = "blocked", Number = 0, Indicator = "x", Severity = "red", Because = "x", Figures = "{}" });
            await db.SaveChangesAsync();
        }

        var blocked = await SnapshotAsync("blocked");
        var store = () => database.StoreAsync(new Child("blocked", born), admission, review);

        await store.Should().ThrowAsync<DbException>();
        (await SnapshotAsync("blocked")).Should().Equal(blocked);
        (await database.FindAsync("blocked")).Should().BeNull();
    }

    [Theory]
    [InlineData("UPDATE children")]
    [InlineData("DELETE FROM spans")]
    [InlineData("DELETE FROM obligations")]
    [InlineData("DELETE FROM drift_spans")]
    [InlineData("DELETE FROM review_glances")]
    public async Task A_caller_who_goes_away_midway_leaves_nothing_half_stored(string statement)
    {
        var child = new Child($"gone-{Guid.NewGuid():N}", born);
        await database.StoreAsync(child, admission);
        var stored = await SnapshotAsync(child.Id);
        using var caller = new CancellationTokenSource();

        var store = () => database.StoreAsync(new ChildChange(child, [review], []), cancellationToken: caller.Token, interceptors: new GoesAwayAfter(statement, caller));

        await store.Should().ThrowAsync<OperationCanceledException>();
        caller.IsCancellationRequested.Should().BeTrue("the statement was reached");
        (await SnapshotAsync(child.Id)).Should().Equal(stored);
        (await database.StoreAsync(child, review)).Version.Should().Be(2);
    }

    [Fact]
    public async Task Many_children_are_found_at_once()
    {
        await database.StoreAsync(new Child("many-1", born), admission);
        await database.StoreAsync(new Child("many-2", born));
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);

        var found = await records.FindManyAsync(ChildScope.Everything(TestDatabase.Authority), ["many-1", "many-2", "many-3"], CancellationToken.None);

        found.Should().HaveCount(2);
        found["many-1"].Entries.Should().ContainSingle();
        found["many-2"].Entries.Should().BeEmpty();
        (await records.FindManyAsync(ChildScope.Everything("elsewhere"), ["many-1"], CancellationToken.None)).Should().BeEmpty();
    }

    /// <summary>Everything stored about a child, a line a row.</summary>
    private async Task<List<string>> SnapshotAsync(string childId)
    {
        await using var db = database.Open();
        return
        [
            .. (await db.Children.Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Entries.Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Spans.Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ObligationRow>().Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<DriftRow>().Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ReviewGlanceRow>().Where(row => row.ChildId == childId).ToListAsync()).Select(Rows.Line),
        ];
    }

    /// <summary>The caller's token is cancelled once the statement has been carried out.</summary>
    private sealed class GoesAwayAfter(string statement, CancellationTokenSource caller) : DbCommandInterceptor
    {
        public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Replace("\"", "", StringComparison.Ordinal).StartsWith(statement, StringComparison.Ordinal))
            {
                await caller.CancelAsync();
            }

            return result;
        }
    }
}
