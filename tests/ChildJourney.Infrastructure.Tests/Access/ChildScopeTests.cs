using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Access;

[OnEveryDatabase]
public class ChildScopeTests(ChildScopeTests.Authorities authorities) : IClassFixture<ChildScopeTests.Authorities>
{
    private const string Here = TestDatabase.Authority;
    private const string Elsewhere = "elsewhere";

    private readonly TestDatabase database = authorities.Database;

    public static TheoryData<string, ChildScope, string> Scopes => new()
    {
        { "nobody in particular", new ChildScope(Here), "" },
        { "no worker", new ChildScope(Here) { Practitioner = "", Iro = "", Teams = [] }, "" },
        { "a social worker", new ChildScope(Here) { Practitioner = "S1" }, "A D R" },
        { "a personal adviser", new ChildScope(Here) { Practitioner = "P1" }, "L" },
        { "another's code in other letters", new ChildScope(Here) { Practitioner = "s1", Iro = "i1", Teams = ["t1"] }, "" },
        { "a reviewing officer's code, as a practitioner", new ChildScope(Here) { Practitioner = "I1" }, "" },
        { "a social worker's code, as a reviewing officer", new ChildScope(Here) { Iro = "S1" }, "" },
        { "a reviewing officer", new ChildScope(Here) { Iro = "I1" }, "A B" },
        { "a team", new ChildScope(Here) { Teams = ["T1"] }, "A D R" },
        { "two teams", new ChildScope(Here) { Teams = ["T1", "T2"] }, "A B D R" },
        { "many teams", new ChildScope(Here) { Teams = [.. Enumerable.Range(0, 2000).Select(number => $"T{number}")] }, "A B D R" },
        { "teams that are none", new ChildScope(Here) { Teams = ["", "none", "NULL", "' OR 1=1 --"] }, "" },
        { "a worker and a team", new ChildScope(Here) { Practitioner = "P1", Teams = ["T2"] }, "B L" },
        { "the whole authority", new ChildScope(Here) { IsWholeAuthority = true }, "A B D L N U" },
        { "the whole authority and a team", new ChildScope(Here) { IsWholeAuthority = true, Teams = ["T1"] }, "A B D L N R U" },
        { "the whole authority and another team", new ChildScope(Here) { IsWholeAuthority = true, Teams = ["T2"] }, "A B D L N U" },
        { "everything", new ChildScope(Here) { IsWholeAuthority = true, SeesRestricted = true }, "A B D L N Q R U" },
        { "restricted children without the rest", new ChildScope(Here) { SeesRestricted = true, Practitioner = "S1" }, "A D R" },
        { "everything by name", ChildScope.Everything(Here), "A B D L N Q R U" },
        { "another authority", ChildScope.Everything(Elsewhere), "A E" },
        { "another authority's team", new ChildScope(Elsewhere) { Teams = ["T1"] }, "A E" },
        { "an authority of no name", ChildScope.Everything(""), "" },
    };

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_scope_holds_the_children_of_one_authority_whom_it_names(string what, ChildScope scope, string expected)
    {
        await using var db = database.Open();
        var visible = new Visible(db, scope);
        var ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await visible.Children.Select(row => row.ChildId).OrderBy(id => id).ToListAsync()).Should().Equal(ids, what);
        (await visible.Children.AllAsync(row => row.AuthorityId == scope.AuthorityId)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task Rows_about_children_are_those_of_the_children_in_it(string what, ChildScope scope, string expected)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        var generation = (await generations.LiveAsync(scope.AuthorityId, CancellationToken.None)).Current;
        var visible = new Visible(db, scope);
        var ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var withEntries = ids.Except(["N"]);

        (await visible.Entries.Select(row => row.ChildId).Distinct().OrderBy(id => id).ToListAsync()).Should().Equal(withEntries, what);
        (await visible.Spans.Select(row => row.ChildId).Distinct().OrderBy(id => id).ToListAsync()).Should().Equal(withEntries, what);
        (await visible.Obligations(generation).Select(row => row.ChildId).Distinct().OrderBy(id => id).ToListAsync()).Should().Equal(withEntries, what);
        (await visible.Drift(generation).Select(row => row.ChildId).Distinct().OrderBy(id => id).ToListAsync()).Should().BeSubsetOf(withEntries, what);
        (await visible.ReviewGlances(generation).Select(row => row.ChildId).OrderBy(id => id).ToListAsync()).Should().Equal(withEntries, what);
        (await visible.Entries.AllAsync(row => row.AuthorityId == scope.AuthorityId)).Should().BeTrue();
        (await visible.Spans.AllAsync(row => row.AuthorityId == scope.AuthorityId)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_child_is_found_in_it_now_and_as_it_was_known_or_not_at_all(string what, ChildScope scope, string expected)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        string[] all = ["A", "B", "D", "E", "L", "N", "Q", "R", "U", "nobody"];
        var ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (await records.FindManyAsync(scope, all, CancellationToken.None)).Keys.Order().Should().Equal(ids, what);
        foreach (var id in all)
        {
            foreach (var knownAt in new Instant?[] { null, database.Now })
            {
                ((await records.FindAsync(scope, id, knownAt, CancellationToken.None)) is not null).Should().Be(ids.Contains(id), "{0}: {1}", what, id);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public async Task A_question_that_is_kept_finds_for_each_who_asks_it_their_own(string what, ChildScope scope, string expected)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        var generation = (await generations.LiveAsync(scope.AuthorityId, CancellationToken.None)).Current;
        var visible = new Visible(db, scope);
        var ids = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        // Each shape of scope is several people's, so that one asks what was kept of another.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var kept = visible.KeptAs(nameof(ChildScopeTests), generation);
            (await visible.ReadAsync(kept, () => visible.Children.Select(row => row.ChildId), CancellationToken.None)).Order(StringComparer.Ordinal).Should().Equal(ids, what);
            (await visible.CountAsync(kept, () => visible.Children, CancellationToken.None)).Should().Be(ids.Length, what);
            (await visible.ReadAsync(kept?.Besides("stages"), () => visible.Obligations(generation).Select(row => row.ChildId).Distinct(), CancellationToken.None))
                .Order(StringComparer.Ordinal).Should().Equal(ids.Except(["N"]), what);
        }
    }

    [Fact]
    public void Only_a_scope_of_the_whole_authority_and_of_restricted_children_is_everything()
    {
        new ChildScope(Here) { SeesRestricted = true }.IsEverything.Should().BeFalse();
        new ChildScope(Here) { IsWholeAuthority = true }.IsEverything.Should().BeFalse();
        ChildScope.Everything(Here).IsEverything.Should().BeTrue();
    }

    [Fact]
    public async Task Another_generation_or_another_authority_s_shows_nothing_through_it()
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        var theirs = (await generations.LiveAsync(Elsewhere, CancellationToken.None)).Current;

        foreach (var scope in new[] { new ChildScope(Here) { Teams = ["T1"] }, new ChildScope(Here) { IsWholeAuthority = true } })
        {
            (await new Visible(db, scope).Obligations(theirs).AnyAsync()).Should().BeFalse();
            (await new Visible(db, scope).Drift(theirs).AnyAsync()).Should().BeFalse();
            (await new Visible(db, scope).ReviewGlances(theirs).AnyAsync()).Should().BeFalse();
        }

        (await new Visible(db, ChildScope.Everything(Elsewhere)).Obligations(theirs).AnyAsync()).Should().BeTrue();
        (await new Visible(db, ChildScope.Everything(Elsewhere)).Drift(theirs).AnyAsync()).Should().BeTrue();
        (await new Visible(db, ChildScope.Everything(Elsewhere)).ReviewGlances(theirs).AnyAsync()).Should().BeTrue();
    }

    /// <summary>Two authorities: A, B held by teams; D discharged; L a care leaver; N without entries; U held by nobody; R and Q restricted, Q held by nobody; E elsewhere.</summary>
    public sealed class Authorities : IAsyncLifetime
    {
        private static readonly LocalDate born = new(2015, 5, 1);

        public TestDatabase Database { get; } = new();

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await StoreAsync(Here, new Child("A", born), Admitted(), Held(AllocationRole.Team, "T1"), Held(AllocationRole.SocialWorker, "S1"), Held(AllocationRole.Iro, "I1"));
            await StoreAsync(Here, new Child("B", born), Admitted(), Held(AllocationRole.Team, "T2"), Held(AllocationRole.SocialWorker, "S2"), Held(AllocationRole.Iro, "I1"));
            await StoreAsync(Here, new Child("D", born), Admitted(), Held(AllocationRole.Team, "T1"), Held(AllocationRole.SocialWorker, "S1"), Discharge.New(new EntryHead("out", new LocalDate(2026, 8, 1)), DischargeReason.E4A));
            await StoreAsync(Here, new Child("L", born.PlusYears(-7)), Admitted(), Held(AllocationRole.PersonalAdviser, "P1"));
            await StoreAsync(Here, new Child("N", born));
            await StoreAsync(Here, new Child("Q", born, Restricted: true), Admitted());
            await StoreAsync(Here, new Child("R", born, Restricted: true), Admitted(), Held(AllocationRole.Team, "T1"), Held(AllocationRole.SocialWorker, "S1"));
            await StoreAsync(Here, new Child("U", born), Admitted());
            await StoreAsync(Elsewhere, new Child("A", born), Admitted(), Held(AllocationRole.Team, "T1"));
            await StoreAsync(Elsewhere, new Child("E", born), Admitted(), Held(AllocationRole.Team, "T1"), Held(AllocationRole.SocialWorker, "S1"), Held(AllocationRole.Iro, "I1"));
        }

        public Task DisposeAsync() => Database.DisposeAsync();

        private static Admission Admitted() => Admission.New(new EntryHead("in", new LocalDate(2026, 1, 10)), LegalStatus.V2);

        private static Allocation Held(AllocationRole role, string assignee) => Allocation.New(new EntryHead($"held-{role}", new LocalDate(2026, 1, 10)), role, assignee);

        private Task<StoredChange> StoreAsync(string authority, Child child, params Entry[] entries) => Database.StoreAsync(new ChildChange(child, entries, []), authority);
    }
}
