using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Tests.Projection;

/// <summary>Settled is what no later day finds open; what only the calendar will close is not.</summary>
public class SettledTests
{
    private static readonly Child child = new("C1", new LocalDate(2015, 5, 1));
    private static readonly Admission admission = Admission.New(new EntryHead("a", new LocalDate(2026, 11, 2)), LegalStatus.C1);

    [Fact]
    public void An_initial_health_assessment_is_open_before_the_first_review_falls_due() =>
        Settled("health-initial", admission).Should().Equal(false, false);

    [Fact]
    public void It_is_settled_once_it_was_held() =>
        Settled("health-initial", admission, HealthAssessment.Shape.New(new EntryHead("h", new LocalDate(2026, 11, 9)))).Should().Equal(true);

    [Fact]
    public void What_was_to_be_done_before_a_review_is_open_on_the_day_it_is_held() =>
        Settled("review-social-work-report", admission, Review.New(new EntryHead("r", new LocalDate(2026, 11, 20)))).Should().Equal(false);

    [Fact]
    public void The_day_after_it_is_not() =>
        Settled(
            "review-social-work-report",
            admission,
            Review.New(new EntryHead("r", new LocalDate(2026, 11, 20))),
            Visit.Shape.New(new EntryHead("v", new LocalDate(2026, 11, 21)))).Should().Equal(true);

    [Fact]
    public void What_a_discharge_ended_is_settled_that_day() =>
        Settled("review-first", admission, Discharge.New(new EntryHead("d", new LocalDate(2026, 11, 20)), DischargeReason.E4A)).Should().Equal(true);

    /// <summary>Pathway reviews and the like end with a birthday, of which no entry tells.</summary>
    [Theory]
    [InlineData("2033-04-30", false)]
    [InlineData("2033-05-01", true)]
    [InlineData("2040-01-01", true)]
    public void What_a_birthday_ends_is_settled_in_what_is_stored_from_that_day_on(string day, bool isSettled) =>
        Of(admission).SettledBy(LocalDatePattern.Iso.Parse(day).Value).Obligations.Where(row => row.Rule == "review-first").Select(row => row.Settled).Should().Equal(isSettled);

    [Fact]
    public void What_the_day_of_storing_settles_is_open_on_no_later_day()
    {
        var settled = 0;
        foreach (var journey in RandomJourneys.Of(100))
        {
            var stored = new LocalDate(2024, 2, 29).PlusDays(settled % 900);
            var projection = ChildProjection.Of(TestDatabase.Authority, journey, Settings.Default);
            var unsettled = projection.Obligations.Where(row => !row.Settled).ToList();
            projection.SettledBy(stored);
            foreach (var row in unsettled.Where(row => row.Settled))
            {
                settled++;
                for (var day = stored; day < new LocalDate(2050, 1, 1); day = day.PlusDays(97))
                {
                    (row.IsInForce(day) && row.Dates().StatusOn(day, 14).IsOpen()).Should().BeFalse("{0} {1} on {2}, stored on {3}", row.ChildId, row.ObligationId, day, stored);
                }
            }
        }

        settled.Should().BeGreaterThan(100);
    }

    private static IEnumerable<bool> Settled(string rule, params Entry[] entries) => Of(entries).Obligations.Where(row => row.Rule == rule).Select(row => row.Settled);

    private static ChildProjection Of(params Entry[] entries) => ChildProjection.Of(TestDatabase.Authority, Journey.Of(child, entries), Settings.Default);
}
