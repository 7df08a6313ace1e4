using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Drift;

public sealed class PermanenceDriftTests
{
    [Fact]
    public void Long_under_section_20_is_amber_from_three_months_and_red_from_the_day_after_four()
    {
        var spans = Spans("section20-long", Admitted("2026-06-01", LegalStatus.V2), Discharged("2026-12-01"));

        spans.Select(span => (span.From, span.To, span.Severity)).Should().Equal(
            (Day("2026-09-01"), Day("2026-10-02"), Severity.Amber),
            (Day("2026-10-02"), Day("2026-12-01"), Severity.Red));
        spans.Select(span => span.Since).Should().AllBeEquivalentTo(Day("2026-09-01"));
    }

    [Fact]
    public void A_plan_for_return_home_changes_nothing_about_since_when() =>
        Spans("section20-long", Admitted("2026-06-01", LegalStatus.V2), PermanencePlanned("2026-10-12", PermanenceRoute.ReturnHome), Discharged("2026-12-01"))
            .Select(span => span.Since).Should().AllBeEquivalentTo(Day("2026-09-01"));

    [Fact]
    public void Of_two_plans_made_on_one_day_the_last_stands() =>
        Spans(
            "section20-long",
            Admitted("2026-06-01", LegalStatus.V2),
            PermanencePlanned("2026-10-12", PermanenceRoute.Adoption, id: "a"),
            PermanencePlanned("2026-10-12", PermanenceRoute.ReturnHome, id: "b"),
            Discharged("2026-12-01"))
            .Select(span => span.Since).Should().AllBeEquivalentTo(Day("2026-09-01"));

    [Fact]
    public void Two_plans_past_their_targets_are_one_sign_since_the_first()
    {
        var spans = Spans(
            "plan-not-progressing",
            Admitted("2026-06-01"),
            Targeted("2026-06-10", "2026-08-31"),
            ReturnHomePlan.New(new EntryHead("home", Day("2026-06-17")), Day("2026-09-30")),
            Targeted("2026-11-02", "2026-10-30"),
            Discharged("2026-12-01"));

        spans.Select(span => (span.Since, span.From, span.To)).Should().Equal(
            (Day("2026-09-01"), Day("2026-09-01"), Day("2026-11-02")),
            (Day("2026-09-01"), Day("2026-11-02"), Day("2026-12-01")));
    }

    private static DriftSpan[] Spans(string indicator, params Entry[] entries) =>
        [.. Assessment.Of(JourneyOf(entries), Settings.Default).Drift.Where(drift => drift.Indicator.Id == indicator).Select(drift => drift.Span)];

    private static Entry Targeted(string on, string targetOn) => PermanencePlan.Shape.New(
        new EntryHead($"permanence-plan.{on}", Day(on)),
        PermanencePlan.RouteField.Is(PermanenceRoute.LongTermFostering),
        PermanencePlan.TargetOnField.Is(Day(targetOn)));
}
