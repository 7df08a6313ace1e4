using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.LeavingCare;
using static ChildJourney.Domain.Tests.Make;
using static ChildJourney.Domain.Tests.Rules.LeavingCare.CareLeaver;

namespace ChildJourney.Domain.Tests.Rules.LeavingCare;

/// <summary>Of a young person of 18 who moved in on 1 June 2026 and was first visited on the 5th.</summary>
public sealed class AdviserVisitBeforeReviewTests
{
    [Fact]
    public void Its_due_date_moves_to_the_day_of_the_review() =>
        Stages(Planned("2026-02-16"), PlanReviewed("2026-07-20")).Should().Equal("2026-06-05 due 2026-08-16", "2026-07-20 due 2026-07-20");

    [Fact]
    public void It_comes_into_being_with_the_plan() =>
        Stages(Planned("2026-06-25"), PlanReviewed("2026-12-01")).Should().Equal("2026-06-05 due never", "2026-06-25 due 2026-12-25", "2026-12-01 due 2026-12-01");

    [Fact]
    public void The_next_review_is_the_one_after_the_first_visit() =>
        Stages(Planned("2025-10-06"), PlanReviewed("2026-03-02"), PlanReviewed("2026-08-24"), PlanReviewed("2027-02-01"))
            .Should().Equal("2026-06-05 due 2026-09-02", "2026-08-24 due 2026-08-24");

    [Fact]
    public void A_review_without_any_plan_is_one_too() => Stages(PlanReviewed("2026-07-20"), PlanReviewed("2027-01-18")).Should().Equal("2026-06-05 due never", "2026-07-20 due 2026-07-20");

    [Fact]
    public void Reviewed_on_the_day_of_the_first_visit_it_is_for_the_review_after() =>
        Stages(Planned("2026-02-16"), PlanReviewed("2026-06-05")).Should().Equal("2026-06-05 due 2026-12-05");

    private static string[] Stages(params Entry[] entries) =>
        [.. RuleCatalogue.Get<AdviserVisitBeforeReview>()
            .For(JourneyOf("2008-05-20", [Admitted("2022-03-07"), MovedIn("2026-06-01"), AdviserVisited("2026-06-05"), .. entries]), Settings.Default)
            .Should().ContainSingle().Which
            .Stages.Select(stage => $"{stage.OpensOn:uuuu-MM-dd} due {(stage.DueOn is { } due ? $"{due:uuuu-MM-dd}" : "never")}")];
}
