using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Health;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Health;

public sealed class RecurringCheckTests
{
    [Fact]
    public void An_assessment_before_entry_opens_a_review_in_each_period_of_care_that_it_stands_for() =>
        Reviews(Admitted("2026-01-05"), Assessed("2026-03-02"), Discharged("2026-03-20"), Admitted("2026-04-13"), Assessed("2027-02-01")).Should().Equal(
            "health-review:2026-03-02 by assessment.2026-03-02 opens 2026-03-02 due 2027-03-02 met  ended 2026-03-20",
            "health-review:2026-04-13 by assessment.2026-03-02 opens 2026-04-13 due 2027-03-02 met 2027-02-01 ended ",
            "health-review:2027-02-01 by assessment.2027-02-01 opens 2027-02-01 due 2028-02-01 met  ended 2033-05-01");

    [Fact]
    public void Of_several_assessments_before_entry_the_last_counts() =>
        Reviews(Assessed("2026-03-02"), Assessed("2026-03-30"), Assessed("2026-04-10", refused: true), Admitted("2026-04-13")).Should().Equal(
            "health-review:2026-04-13 by assessment.2026-03-30 opens 2026-04-13 due 2027-03-30 met  ended 2033-05-01");

    [Fact]
    public void Of_a_refusal_and_an_assessment_on_one_day_the_assessment_counts() =>
        Reviews(Admitted("2026-01-05"), Assessed("2026-01-12", refused: true, id: "a"), Assessed("2026-01-12", id: "b")).Should().Equal(
            "health-review:2026-01-12 by b opens 2026-01-12 due 2027-01-12 met  ended 2033-05-01");

    [Fact]
    public void A_dental_check_on_the_day_of_entry_opens_the_next_under_an_id_of_its_own() =>
        RuleCatalogue.Get<YearlyDentalCheck>()
            .For(JourneyOf(Admitted("2026-01-05"), DentalCheck.Shape.New(new EntryHead("check", Day("2026-01-05")))), Settings.Default)
            .Select(obligation => $"{obligation.Id} due {obligation.Stages[0].DueOn:uuuu-MM-dd} met {obligation.Stages[0].MetOn:uuuu-MM-dd}").Should().Equal(
                "dental-check:2026-01-05 due 2027-01-05 met 2026-01-05",
                "dental-check:2026-01-05:check due 2027-01-05 met ");

    private static Entry Assessed(string on, bool refused = false, string? id = null) =>
        HealthAssessment.Shape.New(new EntryHead(id ?? $"assessment.{on}", Day(on)), HealthAssessment.RefusedField.Is(refused));

    private static IEnumerable<string> Reviews(params Entry[] entries) =>
        from obligation in RuleCatalogue.Get<ReviewHealthAssessment>().For(JourneyOf(entries), Settings.Default)
        let stage = obligation.Stages[0]
        select $"{obligation.Id} by {obligation.Trigger.Id} opens {stage.OpensOn:uuuu-MM-dd} due {stage.DueOn:uuuu-MM-dd} met {stage.MetOn:uuuu-MM-dd} ended {stage.Ending?.On:uuuu-MM-dd}";
}
