using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.LeavingCare;
using static ChildJourney.Domain.Tests.Make;
using static ChildJourney.Domain.Tests.Rules.LeavingCare.CareLeaver;

namespace ChildJourney.Domain.Tests.Rules.LeavingCare;

/// <summary>Of a young person of 18, visited on 5 June 2026, so that the next visit is due on 5 August.</summary>
public sealed class NextAdviserVisitTests
{
    [Fact]
    public void It_is_guidance_where_the_council_does_not_provide_the_accommodation() => Levels().Should().Equal("2026-06-05 Guidance");

    [Fact]
    public void It_is_law_where_the_council_provides_it() => Levels(MovedIn("2026-06-01")).Should().Equal("2026-06-05 Regulation");

    [Theory]
    [InlineData("2026-08-05", "2026-06-05 Regulation", "2026-08-05 Guidance")] // on the due date it has ended
    [InlineData("2026-08-06", "2026-06-05 Regulation")]
    [InlineData("2026-06-05", "2026-06-05 Guidance")]
    public void It_is_guidance_from_the_day_the_accommodation_ended_unless_that_is_after_the_due_date(string endedOn, params string[] expected) =>
        Levels(MovedIn("2026-06-01", endedOn)).Should().Equal(expected);

    [Theory]
    [InlineData("2026-08-05", "2026-06-05 Guidance", "2026-08-05 Regulation")]
    [InlineData("2026-08-06", "2026-06-05 Guidance")]
    public void It_is_law_from_the_day_of_moving_in_unless_that_is_after_the_due_date(string movedIn, params string[] expected) =>
        Levels(MovedIn(movedIn)).Should().Equal(expected);

    [Fact]
    public void A_move_from_one_such_place_to_another_changes_nothing() =>
        Levels(MovedIn("2026-06-01", "2026-07-06"), MovedIn("2026-07-06")).Should().Equal("2026-06-05 Regulation");

    [Fact]
    public void Days_elsewhere_in_between_are_guidance() =>
        Levels(MovedIn("2026-06-01", "2026-07-06"), MovedIn("2026-07-20")).Should().Equal("2026-06-05 Regulation", "2026-07-06 Guidance", "2026-07-20 Regulation");

    [Fact]
    public void Once_made_its_level_is_settled() =>
        Levels(MovedIn("2026-06-01", "2026-07-06"), AdviserVisited("2026-07-01")).Should().Equal("2026-06-05 Regulation");

    [Fact]
    public void What_is_law_says_so_and_what_is_guidance_says_so()
    {
        var stages = Visit(MovedIn("2026-06-01", "2026-07-06")).Stages;

        stages[0].Citation!.Text.Should().Contain("SI 2010/2571");
        stages[1].Citation.Should().BeNull();
        RuleCatalogue.Get<NextAdviserVisit>().Limits[^1].Citation.Text.Should().Contain("Guidance");
    }

    private static string[] Levels(params Entry[] entries) => [.. Visit(entries).Stages.Select(stage => $"{stage.OpensOn:uuuu-MM-dd} {stage.Level}")];

    private static Domain.Obligations.Obligation Visit(params Entry[] entries) =>
        RuleCatalogue.Get<NextAdviserVisit>()
            .For(JourneyOf("2008-05-20", [Admitted("2022-03-07"), AdviserVisited("2026-06-05"), .. entries]), Settings.Default)
            .First(obligation => obligation.TriggerOn == Day("2026-06-05"));
}
