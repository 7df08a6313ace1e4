using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Tests;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Projection;

/// <summary>What the database finds under a status is what has that status, whatever the dates are.</summary>
[OnEveryDatabase]
public class ObligationFiltersTests(ObligationFiltersTests.Rows rows) : IClassFixture<ObligationFiltersTests.Rows>
{
    private const int DueSoonDays = 14;
    private const string Random = "random";

    private static readonly LocalDate day = new(2026, 6, 15);

    public static TheoryData<Status, int> Cases
    {
        get
        {
            var cases = new TheoryData<Status, int>();
            foreach (var status in Enum.GetValues<Status>())
            {
                // Today before the day asked about, that day, and after it: what is settled may be left out only for today and later.
                cases.Add(status, -3);
                cases.Add(status, 0);
                cases.Add(status, 3);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Found_under_a_status_is_what_has_it(Status status, int daysAfterToday)
    {
        var today = day.PlusDays(-daysAfterToday);
        var possible = Rows.Made.Where(row => IsPossible(row, today)).ToList();
        await using var db = rows.Database.Open();

        var found = await db.Set<ObligationRow>().Where(row => row.AuthorityId == TestDatabase.Authority).InForce(day).WithStatus([status], day, today, DueSoonDays).Select(row => row.ObligationId).ToListAsync();

        found.Intersect(possible.Select(row => row.ObligationId)).Order(StringComparer.Ordinal).Should().Equal(
            possible.Where(row => row.IsInForce(day) && row.Dates().StatusOn(day, DueSoonDays) == status).Select(row => row.ObligationId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Several_statuses_find_what_each_finds()
    {
        await using var db = rows.Database.Open();
        Status[][] groups = [[Status.Overdue, Status.Met], [Status.Upcoming, Status.DueSoon, Status.Overdue], [Status.Missed, Status.Missed], Enum.GetValues<Status>()];
        foreach (var statuses in groups)
        {
            var found = await db.Set<ObligationRow>().Where(row => row.AuthorityId == TestDatabase.Authority).InForce(day).WithStatus(statuses, day, day.PlusDays(1), DueSoonDays).Select(row => row.ObligationId).ToListAsync();

            found.Order(StringComparer.Ordinal).Should().Equal(
                Rows.Made.Where(row => row.IsInForce(day) && statuses.Contains(row.Dates().StatusOn(day, DueSoonDays))).Select(row => row.ObligationId).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Found_under_a_status_is_what_the_rules_say_of_random_journeys()
    {
        var today = new LocalDate(2018, 11, 20);
        var settings = Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms };
        var journeys = RandomJourneys.Of(today, 400);
        await using var db = rows.Database.Open();
        db.Set<ObligationRow>().AddRange(journeys.SelectMany(journey => ChildProjection.Of(Random, journey, settings).Obligations));
        await db.SaveChangesAsync();
        var known = journeys.SelectMany(journey => Assessment.Of(journey, settings).Obligations, (journey, obligation) => (Id: $"{journey.Child.Id} {obligation.Id}", Obligation: obligation)).ToList();

        foreach (var days in new[] { -400, -30, -1, 0, 1, 2, 7, 14, 15, 40, 120, 1000 })
        {
            var asOf = today.PlusDays(days);
            var expected = known
                .Select(it => (it.Id, Stage: it.Obligation.StageOn(asOf)))
                .Where(it => it.Stage?.IsInForce(asOf) == true)
                .ToLookup(it => it.Stage!.Dates.StatusOn(asOf, DueSoonDays), it => it.Id);
            foreach (var status in Enum.GetValues<Status>())
            {
                var found = await db.Set<ObligationRow>().Where(row => row.AuthorityId == Random).InForce(asOf).WithStatus([status], asOf, today, DueSoonDays)
                    .Select(row => row.ChildId + " " + row.ObligationId).ToListAsync();

                found.Order(StringComparer.Ordinal).Should().Equal(expected[status].Order(StringComparer.Ordinal), "they are {0} on {1}", status, asOf);
            }
        }
    }

    /// <summary>An entry says what happened by today: an end or another stage, by the calendar alone, may lie ahead.</summary>
    private static bool IsPossible(ObligationRow row, LocalDate today) =>
        !(row.MetOn > today) && !(row.RefusedOn > today) && (!(row.EndedOn > today) || !row.Settled);

    /// <summary>Rows with every combination of dates around the day asked about.</summary>
    public sealed class Rows : IAsyncLifetime
    {
        public static IReadOnlyList<ObligationRow> Made { get; } = [.. Make()];

        public TestDatabase Database { get; } = new();

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await using var db = Database.Open();
            db.Set<ObligationRow>().AddRange(Made);
            await db.SaveChangesAsync();
        }

        public Task DisposeAsync() => Database.DisposeAsync();

        private static IEnumerable<ObligationRow> Make()
        {
            LocalDate?[] around = [null, day.PlusDays(-2), day.PlusDays(-1), day, day.PlusDays(1)];
            LocalDate?[] dues = [null, day.PlusDays(-2), day.PlusDays(-1), day, day.PlusDays(DueSoonDays), day.PlusDays(DueSoonDays + 1)];
            var number = 0;
            foreach (var due in dues)
            {
                foreach (var met in around)
                {
                    foreach (var refused in around)
                    {
                        foreach (var ended in around)
                        {
                            foreach (var inTime in met is null ? new bool?[] { null } : [null, true, false])
                            {
                                number++;
                                LocalDate? closes = number % 7 == 0 ? day.PlusDays((number % 3) - 1) : null;
                                yield return new ObligationRow
                                {
                                    AuthorityId = TestDatabase.Authority,
                                    ChildId = "C1",
                                    ObligationId = FormattableString.Invariant($"o{number}"),
                                    Rule = "r",
                                    Level = "local",
                                    Ground = "",
                                    OpensOn = number % 11 == 0 ? day.PlusDays((number % 3) - 1) : day.PlusDays(-30),
                                    ClosesOn = closes,
                                    DueOn = due,
                                    MetOn = met,
                                    MetInTime = inTime,
                                    RefusedOn = refused,
                                    EndedOn = ended,
                                    Settled = met is not null || refused is not null || (ended is not null && number % 2 == 0),
                                };
                            }
                        }
                    }
                }
            }
        }
    }
}
