using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Drift;

public sealed class WindowIndicatorTests
{
    [Theory]
    [InlineData(12, Unit.Months)]
    [InlineData(6, Unit.Months)]
    [InlineData(1, Unit.Months)]
    [InlineData(90, Unit.Days)]
    public void What_began_leaves_the_window_on_the_first_day_whose_window_begins_after_it(int count, Unit unit)
    {
        var window = new Amount(count, unit);
        for (var began = Day("2023-01-01"); began < Day("2025-06-01"); began = began.PlusDays(1))
        {
            var day = began;
            while (Back(day) < began)
            {
                day = day.PlusDays(1);
            }

            WindowIndicator.LeavesOn(began, window, WorkingDayCalendar.EnglandAndWales).Should().Be(day, "{0} began then", began);
        }

        LocalDate Back(LocalDate day) => unit == Unit.Days ? day.PlusDays(-count) : day.PlusMonths(-count);
    }

    [Fact]
    public void It_counts_what_is_in_the_window_and_since_when_the_count_has_been_reached()
    {
        var spans = Spans("placement-instability", Admitted("2026-01-05"), Placed("2026-01-05"), Placed("2026-02-02"), Placed("2026-03-02"), Placed("2026-04-06"), Discharged("2027-06-01"));

        spans.Select(span => (span.Since, span.From, span.To, span.Because, span.Figures[0].On(span.From))).Should().Equal(
            (Day("2026-03-02"), Day("2026-03-02"), Day("2026-04-06"), "Since 5 January 2026, 3 placements have begun.", 3),
            (Day("2026-03-02"), Day("2026-04-06"), Day("2027-01-05"), "Since 5 January 2026, 4 placements have begun.", 4),
            (Day("2026-03-02"), Day("2027-01-05"), Day("2027-02-02"), "Since 2 February 2026, 3 placements have begun.", 3));
    }

    [Fact]
    public void Where_one_leaves_the_window_on_the_day_another_begins_it_is_unbroken() =>
        Spans("placement-instability", Admitted("2026-01-05"), Placed("2026-01-05"), Placed("2026-02-02"), Placed("2026-03-02"), Placed("2027-01-05"), Discharged("2027-01-10"))
            .Select(span => (span.Since, span.From)).Should().Equal((Day("2026-03-02"), Day("2026-03-02")), (Day("2026-03-02"), Day("2027-01-05")));

    [Fact]
    public void It_begins_anew_with_each_period_of_care() =>
        Spans("placement-instability", Admitted("2026-01-05"), Placed("2026-01-05"), Placed("2026-02-02"), Placed("2026-03-02"), Discharged("2026-04-06"), Admitted("2026-05-04"), Discharged("2026-06-01"))
            .Select(span => (span.Since, span.To)).Should().Equal((Day("2026-03-02"), Day("2026-04-06")), (Day("2026-05-04"), Day("2026-06-01")));

    [Fact]
    public void A_social_worker_counts_once_and_as_of_the_first_time_in_the_window() =>
        Spans(
            "social-worker-changes",
            Admitted("2026-01-05"),
            Worker("2026-01-05", "SW1"),
            Worker("2026-02-02", "SW2"),
            Worker("2026-03-02", "SW1"),
            Worker("2026-04-06", "SW3"),
            Discharged("2027-06-01")).Select(span => (span.From, span.To, span.Because)).Should().Equal(
            (Day("2026-04-06"), Day("2027-01-05"), "Since 5 January 2026, 3 social workers have taken over the case."),
            (Day("2027-01-05"), Day("2027-02-02"), "Since 2 February 2026, 3 social workers have taken over the case."));

    private static Allocation Worker(string on, string assignee) => Allocated(on, AllocationRole.SocialWorker, assignee);

    private static DriftSpan[] Spans(string indicator, params Entry[] entries) =>
        [.. Assessment.Of(JourneyOf(entries), Settings.Default).Drift.Where(drift => drift.Indicator.Id == indicator).Select(drift => drift.Span)];
}
