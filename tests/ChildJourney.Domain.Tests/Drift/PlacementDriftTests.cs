using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Drift;

public sealed class PlacementDriftTests
{
    [Fact]
    public void Unsuitable_for_one_reason_after_another_it_counts_from_the_first()
    {
        var spans = Spans(
            "placement-unsuitable",
            "2010-03-10",
            Admitted("2026-01-05"),
            Lives("2026-01-05", PlacementType.H5),
            Lives("2026-02-02", PlacementType.H5, PlacementSetting.BedAndBreakfast),
            Lives("2026-04-06", PlacementType.K2),
            Discharged("2026-06-01"));

        spans.Select(span => (span.Since, span.From, span.To, span.Because)).Should().Equal(
            (Day("2026-01-05"), Day("2026-01-05"), Day("2026-02-02"), "Living in semi-independent accommodation since 5 January 2026, aged 15."),
            (Day("2026-01-05"), Day("2026-02-02"), Day("2026-04-06"), "Living in bed and breakfast since 2 February 2026."));
    }

    [Fact]
    public void Unsettled_in_one_placement_after_another_it_counts_from_the_first()
    {
        var spans = Spans("unsettled-long-term", "2015-05-01", Admitted("2020-03-02"), Placed("2024-06-03"), Placed("2025-06-02"), Discharged("2026-06-01"));

        spans.Select(span => (span.Since, span.From, span.To)).Should().Equal(
            (Day("2024-06-03"), Day("2024-06-03"), Day("2025-06-02")),
            (Day("2024-06-03"), Day("2025-06-02"), Day("2026-06-01")));
        spans[1].Because.Should().Be("Looked after since 2 March 2020, and in this placement only since 2 June 2025.");
        spans[1].Figures.Select(figure => (figure.Name, figure.On(Day("2025-06-12")))).Should().Equal(("daysInCare", 1928), ("daysInPlacement", 10));
    }

    [Fact]
    public void Back_in_care_it_says_how_long_the_child_was_out_of_it()
    {
        var span = Spans("re-entry", "2015-05-01", Admitted("2025-01-06"), Discharged("2026-01-05"), Admitted("2026-02-02")).Should().ContainSingle().Which;

        span.Because.Should().Be("Came back into care on 2 February 2026, having left it on 5 January 2026.");
        span.Figures.Select(figure => (figure.Name, figure.On(Day("2026-02-12")))).Should().Equal(("daysOutOfCare", 28), ("days", 10));
    }

    private static DriftSpan[] Spans(string indicator, string born, params Entry[] entries) =>
        [.. Assessment.Of(JourneyOf(born, entries), Settings.Default).Drift.Where(drift => drift.Indicator.Id == indicator).Select(drift => drift.Span)];

    private static Entry Lives(string on, PlacementType type, PlacementSetting? setting = null) => PlacementStart.Shape.New(
        new EntryHead($"placement.{on}", Day(on)),
        PlacementStart.PlacementTypeField.Is(type),
        new FieldValue(PlacementStart.SettingField, setting));
}
