using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Retention;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Retention;
using ChildJourney.Infrastructure.Tests.Databases;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Retention;

[OnEveryDatabase]
public class RetentionRecordsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly LocalDate today = new(2026, 11, 22);
    private static readonly Child known = new("died", new LocalDate(2015, 5, 1));

    [Fact]
    public async Task What_is_read_from_rows_is_what_the_journeys_say_on_any_day()
    {
        var journeys = RandomJourneys.Of(today, 150).Where(journey => journey.Conflicts.Count == 0).ToList();
        foreach (var journey in journeys)
        {
            await database.StoreAsync(new ChildChange(journey.Child, journey.Entries, []));
        }

        foreach (var asOf in new[] { today, today.PlusYears(-1), today.PlusYears(-4), today.PlusYears(-20) })
        {
            var read = (await ReadAsync(asOf, keptUntil: null)).ToDictionary(child => child.ChildId, child => child.Period?.KeepUntil);
            foreach (var journey in journeys)
            {
                read[journey.Child.Id].Should().Be(RetentionPeriod.Of(journey, asOf)?.KeepUntil, "{0} on {1}", journey.Child.Id, asOf);
            }

            read.Values.Should().Contain(until => asOf < today.PlusYears(-18) ? until == null : until != null);
            foreach (var day in new[] { today.PlusYears(20), today.PlusYears(65) })
            {
                (await ReadAsync(asOf, day)).Where(child => child.Period?.KeepUntil <= day).Select(child => child.ChildId)
                    .Should().BeEquivalentTo(read.Where(child => child.Value <= day).Select(child => child.Key), "{0} by {1}", asOf, day);
            }
        }
    }

    [Fact]
    public async Task A_death_is_one_for_as_long_as_it_is_recorded()
    {
        await database.StoreAsync(known, Admission.New(new EntryHead("in", new LocalDate(2026, 1, 10)), LegalStatus.C1), Discharge.New(new EntryHead("out", new LocalDate(2026, 3, 2)), DischargeReason.E2));
        (await UntilAsync()).Should().Be(new LocalDate(2041, 3, 2));

        await database.StoreAsync(new ChildChange(known, [], [new Voiding("out", "entered-in-error")]));
        (await UntilAsync()).Should().Be(new LocalDate(2090, 5, 1));

        await database.StoreAsync(known, Discharge.New(new EntryHead("out", new LocalDate(2026, 3, 2)), DischargeReason.E4A));
        (await UntilAsync()).Should().Be(new LocalDate(2090, 5, 1));

        async Task<LocalDate?> UntilAsync() => (await ReadAsync(today, null, known.Id)).Should().ContainSingle().Which.Period?.KeepUntil;
    }

    private async Task<IReadOnlyList<RetainedChild>> ReadAsync(LocalDate asOf, LocalDate? keptUntil, params string[] childIds)
    {
        await using var db = database.Open();
        return await new RetentionRecords(db).ReadAsync(ChildScope.Everything(TestDatabase.Authority), asOf, childIds, keptUntil, CancellationToken.None);
    }
}
