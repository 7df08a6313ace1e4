using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Figures;

/// <summary>Figures that the database counts are those that one finds by going through every obligation.</summary>
public class FigureRecordsTests(FigureRecordsTests.Authority authority) : IClassFixture<FigureRecordsTests.Authority>
{
    private static readonly FigureKey[][] splits =
        [[], [FigureKey.Rule], [FigureKey.Team], [FigureKey.Iro], [FigureKey.SocialWorker], [FigureKey.Team, FigureKey.Rule], [FigureKey.Rule, FigureKey.Team], [FigureKey.Iro, FigureKey.SocialWorker]];

    public static TheoryData<int> Seeds => new([.. Enumerable.Range(0, 48)]);

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Figures_are_those_of_every_obligation_looked_at(int seed)
    {
        var random = new Random(seed);
        var from = new LocalDate(2023, 11, 1).PlusDays(random.Next(1000));
        var to = from.PlusDays(random.Next(5) == 0 ? 0 : random.Next(500));
        var question = new FigureQuestion(random.Next(3) == 0 ? to : from.PlusDays(random.Next(-60, 900)), from, to)
        {
            By = splits[seed % splits.Length],
            OfChildren = seed >= 24,
            BeforeFrom = seed % 5 == 0 ? null : from.PlusDays(-random.Next(1, 400)),
            Rules = seed % 4 == 1 ? ["review-first", "health-initial", "visit-first"] : [],
            Levels = seed % 4 == 2 ? ["guidance"] : [],
            Holders = seed % 6 == 3 ? new WhenDue(["T1", "none"], [], []) : WhenDue.Anyone,
        };
        foreach (var scope in Scopes)
        {
            var seen = (await authority.SeenAsync(scope)).ToHashSet();
            var expected = Expected(question, authority.Rows.Where(row => seen.Contains(row.ChildId)).ToList());

            Said(await authority.CountAsync(scope, question)).Should().BeEquivalentTo(Said(expected), "{0} by {1}", question, scope);
        }
    }

    [Fact]
    public async Task What_has_not_been_worked_out_yet_is_counted_by_its_dates()
    {
        var question = new FigureQuestion(new LocalDate(2026, 1, 15), new LocalDate(2025, 6, 1), new LocalDate(2026, 3, 31)) { By = [FigureKey.Team] };
        var known = Said(await authority.CountAsync(ChildScope.Everything(TestDatabase.Authority), question)).ToList();
        await using (var db = authority.Database.Open())
        {
            await db.Set<ObligationRow>().ExecuteUpdateAsync(row => row.SetProperty(r => r.Outcome, (Counted?)null).SetProperty(r => r.OutcomeDay, int.MaxValue));
        }

        known.Should().NotBeEmpty();
        Said(await authority.CountAsync(ChildScope.Everything(TestDatabase.Authority), question)).Should().BeEquivalentTo(known);
        Said(await authority.CountAsync(ChildScope.Everything(TestDatabase.Authority), question with { OfChildren = true })).Should().NotBeEmpty();
        await authority.WorkOutAsync();
    }

    [Fact]
    public async Task What_was_known_at_an_instant_is_counted_alike()
    {
        var question = new FigureQuestion(new LocalDate(2026, 1, 15), new LocalDate(2025, 6, 1), new LocalDate(2026, 3, 31)) { By = [FigureKey.Rule], BeforeFrom = new LocalDate(2024, 6, 1) };
        foreach (var scope in Scopes)
        {
            Said(await authority.CountAsync(scope, question, authority.Database.Now)).Should().BeEquivalentTo(Said(await authority.CountAsync(scope, question)));
            Said(await authority.CountAsync(scope, question with { OfChildren = true }, authority.Database.Now))
                .Should().BeEquivalentTo(Said(await authority.CountAsync(scope, question with { OfChildren = true })));
        }

        Said(await authority.CountAsync(Scopes[0], question, authority.Database.Now - Duration.FromDays(1))).Should().BeEmpty("nothing had been recorded by then");
    }

    private static ChildScope[] Scopes =>
    [
        ChildScope.Everything(TestDatabase.Authority),
        new(TestDatabase.Authority) { IsWholeAuthority = true },
        new(TestDatabase.Authority) { IsWholeAuthority = true, Teams = ["T1"] },
        new(TestDatabase.Authority) { Teams = ["T1", "T2"] },
        new(TestDatabase.Authority) { Iro = "nobody-at-all" },
    ];

    private static Dictionary<FigureGroup, (Dictionary<Counted, int> Now, Dictionary<Counted, int> Before)> Expected(FigureQuestion question, IReadOnlyList<ObligationRow> rows)
    {
        var counted = question.Among(rows.AsQueryable()).AsEnumerable().Where(row => row.IsInForce(question.AsOf))
            .Select(row => (Row: row, How: CountingTests.Expected(row, question.AsOf), Group: GroupOf(row, question.By)))
            .Where(row => row.How != Counted.Nowhere)
            .ToList();
        return counted.Select(row => row.Group).Distinct().ToDictionary(
            group => group,
            group => (
                Counts([.. counted.Where(row => row.Group == group && (row.Row.DueOn is null ? row.How == Counted.CannotDetermine && row.Row.OpensOn <= question.To : row.Row.DueOn >= question.From && row.Row.DueOn <= question.To))]),
                Counts([.. counted.Where(row => row.Group == group && row.Row.DueOn >= question.BeforeFrom && row.Row.DueOn < question.From)])));

        Dictionary<Counted, int> Counts(List<(ObligationRow Row, Counted How, FigureGroup Group)> of)
        {
            if (!question.OfChildren)
            {
                return of.CountBy(row => row.How).ToDictionary();
            }

            var children = of.GroupBy(row => row.How).ToDictionary(group => group.Key, group => group.Select(row => row.Row.ChildId).Distinct().Count());
            children[Counted.OnTime] = of.Where(row => row.How is Counted.OnTime or Counted.Late).GroupBy(row => row.Row.ChildId).Count(child => child.All(row => row.How == Counted.OnTime));
            return children;
        }
    }

    private static FigureGroup GroupOf(ObligationRow row, IReadOnlyList<FigureKey> by)
    {
        var values = by.Select(key => key switch { FigureKey.Rule => row.Rule, FigureKey.Team => row.TeamWhenDue, FigureKey.Iro => row.IroWhenDue, _ => row.SocialWorkerWhenDue }).ToList();
        return new FigureGroup(values.ElementAtOrDefault(0), values.ElementAtOrDefault(1));
    }

    private static IEnumerable<string> Said(Dictionary<FigureGroup, (Dictionary<Counted, int> Now, Dictionary<Counted, int> Before)> figures) => figures
        .Select(figure => Line(figure.Key, how => figure.Value.Now.GetValueOrDefault(how), how => figure.Value.Before.GetValueOrDefault(how)))
        .OfType<string>();

    private static IEnumerable<string> Said(FigureTable figures) =>
        figures.InOrder.Select(figure => Line(figure.Key, how => figure.Value.Now[how], how => figure.Value.Before[how])).OfType<string>();

    private static string? Line(FigureGroup group, Func<Counted, int> now, Func<Counted, int> before)
    {
        var ways = Enum.GetValues<Counted>().Except([Counted.Nowhere]).ToList();
        var isShown = ways.Any(how => now(how) > 0) || before(Counted.OnTime) + before(Counted.Late) > 0;
        return isShown ? $"{group}: {string.Join(' ', ways.Select(how => $"{how} {now(how)}"))}, before {before(Counted.OnTime)} {before(Counted.Late)}" : null;
    }

    /// <summary>Random journeys, stored; some of the children are restricted.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public IReadOnlyList<ObligationRow> Rows { get; private set; } = [];

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            foreach (var (number, (child, entries)) in MadeJourneys.Make(60).Index())
            {
                await Database.StoreAsync(child with { Restricted = number % 7 == 3 }, [.. entries]);
            }

            await Database.StoreAsync(new ChildChange(MadeJourneys.Make(1)[0].Child, MadeJourneys.Make(1)[0].Entries, []), authority: "elsewhere");
            await using var db = Database.Open();
            Rows = await db.Set<ObligationRow>().AsNoTracking().Where(row => row.AuthorityId == TestDatabase.Authority).ToListAsync();
            Rows.Should().NotBeEmpty();
        }

        public Task DisposeAsync() => Database.DisposeAsync();

        public async Task<IReadOnlyCollection<string>> SeenAsync(ChildScope scope)
        {
            await using var db = Database.Open();
            return await new Visible(db, scope).Children.Select(row => row.ChildId).ToListAsync();
        }

        public async Task<FigureTable> CountAsync(ChildScope scope, FigureQuestion question, Instant? knownAt = null)
        {
            await using var db = Database.Open();
            await using var generations = Database.Generations(db);
            await using var records = new ChildRecords(db, Database, generations);
            var figures = new FigureRecords(db, scope, records);
            var generation = (await generations.LiveAsync(TestDatabase.Authority, CancellationToken.None)).Current;
            return knownAt is { } at
                ? (await figures.CountKnownAsync(generation, [question], at, CancellationToken.None)).Figures[0]
                : await figures.CountAsync(generation, question, CancellationToken.None);
        }

        public async Task WorkOutAsync()
        {
            await using var db = Database.Open();
            foreach (var row in Rows)
            {
                await db.Set<ObligationRow>().Where(r => r.AuthorityId == row.AuthorityId && r.ChildId == row.ChildId && r.ObligationId == row.ObligationId && r.Stage == row.Stage)
                    .ExecuteUpdateAsync(r => r.SetProperty(o => o.Outcome, row.Outcome).SetProperty(o => o.OutcomeDay, row.OutcomeDay));
            }
        }
    }
}
