using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Tests;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Projection;

[OnEveryDatabase]
public class StoredProjectionTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task What_is_stored_is_what_would_be_worked_out_afresh_however_the_entries_came()
    {
        var random = new Random(11);
        foreach (var (child, entries) in MadeJourneys.Make(60))
        {
            // Some at once, then some more, then a correction of what is there, then one voided and recorded anew.
            var half = random.Next(entries.Count + 1);
            await database.StoreAsync(child, [.. entries.Take(half)]);
            await database.StoreAsync(child with { Upn = "UN1" }, [.. entries.Skip(half)]);
            await ShouldBeAsWorkedOutAsync(child with { Upn = "UN1" }, entries);

            if (entries.LastOrDefault(entry => entry is ReturnHomePlan or Review or Allocation) is { } last)
            {
                await database.StoreAsync(new ChildChange(child, [], [new Voiding(last.Id, "duplicate")]));
                await ShouldBeAsWorkedOutAsync(child, [.. entries.Where(entry => entry != last)]);
                await database.StoreAsync(child, last);
                await ShouldBeAsWorkedOutAsync(child, entries);
            }
        }
    }

    [Fact]
    public async Task So_it_is_of_every_rule_under_the_policy_of_an_authority()
    {
        const string Authority = "with-terms";
        await using (var db = database.Open())
        {
            await using var generations = database.Generations(db);
            await using var policies = new PolicyRecords(db, database, new PolicyVersions(db, new KnownPolicies()), generations);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await policies.StoreAsync(Authority, JourneyGenerator.PolicyWithTerms, "tester", CancellationToken.None);
            await transaction.CommitAsync();
        }

        foreach (var journey in RandomJourneys.Of(250))
        {
            var half = journey.Entries.Count / 2;
            await database.StoreAsync(new ChildChange(journey.Child, [.. journey.Entries.Take(half)], []), Authority);
            await database.StoreAsync(new ChildChange(journey.Child, [.. journey.Entries.Skip(half)], []), Authority);

            (await StoredAsync(journey.Child.Id, Authority))
                .Should().Equal(WorkedOut(Authority, journey, Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms }), journey.Child.Id);
        }
    }

    [Fact]
    public async Task Working_it_out_again_changes_nothing()
    {
        foreach (var (child, entries) in MadeJourneys.Make(75).Skip(60))
        {
            await database.StoreAsync(child, [.. entries]);
            var before = await StoredAsync(child.Id);
            await using var db = database.Open();
            await using var generations = database.Generations(db);
            await using var records = new ChildRecords(db, database, generations);
            await using var transaction = await db.Database.BeginTransactionAsync();
            await records.ProjectAsync(TestDatabase.Authority, (await records.FindAsync(ChildScope.Everything(TestDatabase.Authority), child.Id, knownAt: null, CancellationToken.None))!.Journey(), replace: true, CancellationToken.None);
            await records.WriteChangesAsync(TestDatabase.Authority, CancellationToken.None);
            await transaction.CommitAsync();

            (await StoredAsync(child.Id)).Should().Equal(before);
        }
    }

    [Fact]
    public async Task One_child_s_change_leaves_the_others_and_another_authority_s_child_of_that_id_alone()
    {
        var (child, entries) = MadeJourneys.Make(80)[79];
        var other = child with { Id = "other" };
        await database.StoreAsync(child, [.. entries]);
        await database.StoreAsync(other, [.. entries]);
        await database.StoreAsync(new ChildChange(child, entries, []), authority: "elsewhere");
        var before = (await StoredAsync("other"), await StoredAsync(child.Id, "elsewhere"));

        await database.StoreAsync(new ChildChange(child, [], [.. entries.Select(entry => new Voiding(entry.Id, "wrong-child"))]));

        before.Item1.Should().NotBeEmpty();
        (await StoredAsync(child.Id)).Should().BeEmpty();
        (await StoredAsync("other")).Should().Equal(before.Item1);
        (await StoredAsync(child.Id, "elsewhere")).Should().Equal(before.Item2);
    }

    private async Task ShouldBeAsWorkedOutAsync(Child child, IReadOnlyList<Entry> entries) =>
        (await StoredAsync(child.Id)).Should().Equal(WorkedOut(TestDatabase.Authority, Journey.Of(child, entries), Settings.Default), child.Id);

    private IEnumerable<string> WorkedOut(string authority, Journey journey, Settings settings)
    {
        var afresh = ChildProjection.Stored(Generation.First(authority) with { Settings = settings }, journey, LondonTime.DayOf(database.Now));
        IEnumerable<string> lines = [.. afresh.Spans.Select(Rows.Line), .. afresh.Obligations.Select(Rows.Line), .. afresh.Drift.Select(Rows.Line), .. afresh.ReviewGlances.Select(Rows.Line)];
        return lines.Order(StringComparer.Ordinal);
    }

    private async Task<List<string>> StoredAsync(string childId, string authority = TestDatabase.Authority)
    {
        await using var db = database.Open();
        IEnumerable<string> lines =
        [
            .. (await db.Spans.Where(row => row.AuthorityId == authority && row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ObligationRow>().Where(row => row.AuthorityId == authority && row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<DriftRow>().Where(row => row.AuthorityId == authority && row.ChildId == childId).ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ReviewGlanceRow>().Where(row => row.AuthorityId == authority && row.ChildId == childId).ToListAsync()).Select(Rows.Line),
        ];
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
