using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Tests;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Projection;

/// <summary>What counts as due, on time and late follows from the status, in the database and in memory alike.</summary>
public class CountingTests(ObligationFiltersTests.Rows rows) : IClassFixture<ObligationFiltersTests.Rows>
{
    private static readonly LocalDate day = new(2026, 6, 15);

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(14)]
    public async Task Every_combination_of_dates_counts_as_its_status_says(int days)
    {
        var asOf = day.PlusDays(days);
        await using var db = rows.Database.Open();

        var counted = await db.Set<ObligationRow>().Where(row => row.AuthorityId == TestDatabase.Authority).InForce(asOf).CountedOn(asOf).ToDictionaryAsync(row => row.Row.ObligationId, row => row.How);

        var inForce = ObligationFiltersTests.Rows.Made.Where(row => row.IsInForce(asOf)).ToList();
        counted.Should().HaveCount(inForce.Count);
        foreach (var row in inForce)
        {
            var expected = Expected(row, asOf);
            counted[row.ObligationId].Should().Be(expected, "{0} {1}", row.Dates(), asOf);
            row.CountedOn(asOf).Should().Be(expected, "{0} {1}", row.Dates(), asOf);
        }

        inForce.Select(row => Expected(row, asOf)).Distinct().Should().Contain([Counted.OnTime, Counted.Late, Counted.NotYetDue, Counted.Ended, Counted.Refused]);
    }

    [Theory]
    [InlineData("2020-05-10", "2020-05-09", Counted.Relaxed)]
    [InlineData("2020-05-10", "2020-05-20", Counted.Relaxed)]
    [InlineData("2020-05-10", null, Counted.Relaxed)]
    public void What_the_law_relaxed_is_neither_on_time_nor_late(string due, string? met, Counted expected) =>
        Row(due, met, relaxed: "SI 2020/445").CountedOn(new LocalDate(2020, 6, 1)).Should().Be(expected);

    [Theory]
    [InlineData("2026-06-14", null, Counted.Late)]
    [InlineData("2026-06-15", null, Counted.NotYetDue)]
    [InlineData("2026-06-15", "2026-06-15", Counted.OnTime)]
    [InlineData("2026-06-16", "2026-06-10", Counted.NotYetDue)]
    [InlineData("2026-06-14", "2026-06-15", Counted.Late)]
    [InlineData("2026-06-14", "2026-06-16", Counted.Late)]
    [InlineData("2026-06-14", "2026-06-14", Counted.OnTime)]
    public void What_is_due_today_counts_once_it_is_done(string due, string? met, Counted expected) => Row(due, met).CountedOn(day).Should().Be(expected);

    [Fact]
    public void How_a_row_counts_for_good_is_how_it_counts_on_every_day_from_then()
    {
        var settings = Settings.Default with { Policy = JourneyGenerator.PolicyWithTerms };
        var made = RandomJourneys.Of(300).SelectMany(journey => ChildProjection.Of("a", journey, settings).Obligations).ToList();
        made.Select(row => row.Outcome).Distinct().Should().HaveCountGreaterThan(4);
        foreach (var row in made)
        {
            LocalDate?[] tipping = [row.OpensOn, row.ClosesOn, row.DueOn, row.MetOn, row.RefusedOn, row.EndedOn];
            foreach (var asOf in tipping.OfType<LocalDate>().SelectMany(on => new[] { on.PlusDays(-1), on, on.PlusDays(1), on.PlusDays(400) }))
            {
                if (row.OutcomeDay <= ChildProjection.DayNumber(asOf))
                {
                    row.Outcome.Should().Be(row.IsInForce(asOf) ? Expected(row, asOf) : Counted.Nowhere, "{0} on {1}", row.Dates(), asOf);
                }
            }
        }
    }

    [Theory]
    [InlineData(9, 10, 90.0, 90, true)]
    [InlineData(8999, 10000, 90.0, 90, false)]
    [InlineData(1, 3, 33.3, 33.4, false)]
    [InlineData(0, 5, 0.0, 0, true)]
    public void A_target_is_reached_by_the_fraction_and_not_by_what_is_shown_of_it(int onTime, int due, double rate, double target, bool reached)
    {
        Counting.Rate(onTime, due).Should().Be((decimal)rate);
        Counting.Reaches(onTime, due, (decimal)target).Should().Be(reached);
    }

    [Fact]
    public void Of_nothing_there_is_no_rate()
    {
        Counting.Rate(0, 0).Should().BeNull();
        Counting.Reaches(0, 0, 90).Should().BeNull();
        Counting.Reaches(1, 1, null).Should().BeNull();
    }

    /// <summary>As the catalogue of rules puts it, from the status.</summary>
    public static Counted Expected(ObligationRow row, LocalDate asOf) => row.Dates().StatusOn(asOf, dueSoonDays: 14) switch
    {
        Status.Refused => Counted.Refused,
        Status.Ended => Counted.Ended,
        Status.CannotDetermine => Counted.CannotDetermine,
        _ when row.DueOn is null => Counted.Nowhere,
        _ when row.Relaxed is not null => Counted.Relaxed,
        Status.Met when row.DueOn <= asOf => Counted.OnTime,
        Status.MetLate or Status.Missed or Status.Overdue when row.DueOn <= asOf => Counted.Late,
        _ => Counted.NotYetDue,
    };

    private static ObligationRow Row(string due, string? met, string? relaxed = null) => new()
    {
        AuthorityId = "a",
        ChildId = "C1",
        ObligationId = "o",
        Rule = "r",
        Level = "local",
        Ground = "",
        OpensOn = new LocalDate(2020, 1, 1),
        DueOn = Date(due),
        MetOn = met is null ? null : Date(met),
        Relaxed = relaxed,
    };

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
