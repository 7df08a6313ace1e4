using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Migrations;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Projection;

[OnEveryDatabase]
public sealed class ReviewGlanceTests : IAsyncLifetime
{
    private const int DueSoonDays = 14;

    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    /// <summary>The same told from the entries and the obligations themselves, as plainly as it can be said.</summary>
    [Fact]
    public void On_every_day_it_says_what_the_journey_says()
    {
        var told = (Reviews: 0, Bookings: 0, Statuses: new HashSet<Status>());
        foreach (var journey in Journeys())
        {
            var assessment = Assessment.Of(journey, Settings.Default);
            if (ChildProjection.Stored(Generation.First("local"), journey, new LocalDate(2026, 11, 22)).ReviewGlances is not [var row])
            {
                assessment.Obligations.Should().BeEmpty();
                continue;
            }

            var glance = ReviewGlance.Read(row.Body);
            foreach (var day in Days(journey))
            {
                var since = journey.PeriodsOfCare.Where(period => period.From <= day && !(period.To <= day)).Select(period => (LocalDate?)period.From).FirstOrDefault();
                var last = journey.Entries.Where(entry => entry is Review or AdoptionReview or ShortBreakReview && entry.On <= day).Select(entry => (LocalDate?)entry.On).Max();
                last = last >= since ? last : null;
                var booking = journey.Entries.OfType<ReviewBooked>()
                    .Where(booked => booked.On <= day && booked.On >= since && (last is null || (booked.On >= last && booked.BookedFor > last)))
                    .OrderBy(booked => booked.On).ThenBy(booked => booked.Id, StringComparer.Ordinal)
                    .LastOrDefault();

                glance.LastReviewOn(day, since).Should().Be(last, "{0} on {1}", journey.Child.Id, day);
                glance.BookedFor(day, since).Should().Be(booking?.BookedFor, "{0} on {1}", journey.Child.Id, day);
                told = (told.Reviews + (last is null ? 0 : 1), told.Bookings + (booking is null ? 0 : 1), told.Statuses);
                foreach (var rules in new[] { ReviewGlance.Decisions, ReviewGlance.Record, ReviewGlance.Pep, ReviewGlance.Health, ReviewGlance.PermanencePlan })
                {
                    var expected = rules.Select(rule => LatestOf(assessment, rule, day, since)).FirstOrDefault(latest => latest is not null);
                    var status = expected?.Dates.StatusOn(day, DueSoonDays);
                    glance.StatusOf(rules, day, since, DueSoonDays).Should().Be(status, "{0}, {1} on {2}", journey.Child.Id, rules[0], day);
                    told.Statuses.UnionWith(status is { } known ? [known] : []);
                }
            }
        }

        told.Reviews.Should().BePositive();
        told.Bookings.Should().BePositive();
        told.Statuses.Should().Contain([Status.Met, Status.MetLate, Status.Overdue, Status.DueSoon, Status.Upcoming, Status.Refused, Status.CannotDetermine]);
    }

    [Fact]
    public async Task Of_what_was_stored_before_there_were_any_it_is_written_by_the_update()
    {
        foreach (var journey in Journeys())
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        await using var db = database.Open();
        var written = await RowsAsync(db);
        await db.Set<ReviewGlanceRow>().ExecuteDeleteAsync();
#pragma warning disable EF1002 // A word of the program.
        await db.Database.ExecuteSqlRawAsync(M20261122150000ReviewGlances.Fill(db.Database.ProviderName!).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
#pragma warning restore EF1002

        written.Should().HaveCountGreaterThan(50);
        foreach (var (filled, known) in (await RowsAsync(db)).Zip(written))
        {
            filled.Should().Be(known);
        }

        (await RowsAsync(db)).Should().HaveCount(written.Count);
    }

    [Fact]
    public void Of_a_child_of_whom_nothing_is_stored_there_is_nothing_to_see()
    {
        var day = new LocalDate(2026, 11, 22);
        var glance = ReviewGlance.Read(null);

        (glance.LastReviewOn(day, day), glance.BookedFor(day, day), glance.StatusOf(ReviewGlance.Pep, day, day, DueSoonDays)).Should().Be((null, null, null));
    }

    private static IEnumerable<Journey> Journeys() => [.. RandomJourneys.Of(60), .. MadeJourneys.Make(40).Select(made => Journey.Of(made.Child, made.Entries))];

    /// <summary>The days on which something happens, and those beside them.</summary>
    private static IEnumerable<LocalDate> Days(Journey journey) =>
        journey.Entries.Select(entry => entry.On).Append(new LocalDate(2026, 11, 22)).SelectMany(on => new[] { -1, 0, 1, 20, 21, 40, 90, 200 }.Select(on.PlusDays)).Distinct();

    private static Stage? LatestOf(Assessment assessment, string rule, LocalDate day, LocalDate? since) => assessment.Obligations
        .Where(obligation => obligation.Rule.Id == rule)
        .OrderBy(obligation => obligation.Id, StringComparer.Ordinal)
        .SelectMany(obligation => obligation.Stages)
        .Where(stage => stage.IsInForce(day) && (since is null || stage.OpensOn >= since))
        .MaxBy(stage => stage.OpensOn);

    private static async Task<List<string>> RowsAsync(JourneyDb db) => [.. (await db.Set<ReviewGlanceRow>().AsNoTracking().ToListAsync()).Select(Rows.Line).Order(StringComparer.Ordinal)];
}
