using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Placements;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Placements;

public sealed class PlacementAlertTests
{
    [Theory]
    [InlineData("2026-03-09", "Unregulated placement under 16: living in semi-independent accommodation since 3 March 2026, aged 15.")]
    [InlineData("2026-03-10", "Unregulated placement under 16: living in semi-independent accommodation since 3 March 2026, aged 15, until the child turned 16 on 10 March 2026.")]
    public void It_says_how_the_child_lives_and_until_when(string asOf, string expected) =>
        Said<UnregulatedUnder16>("2010-03-10", asOf, Admitted("2026-01-05"), Lives("2026-03-03", PlacementType.H5)).Should().Be(expected);

    [Theory]
    [InlineData("placement.2026-03-06", "the placement ended")]
    [InlineData("terms", "the terms of the placement changed")]
    [InlineData("discharge", "the child ceased to be looked after")]
    public void It_says_why_it_ended(string how, string expected)
    {
        Entry end = how switch
        {
            "terms" => Placed("2026-03-06", PlacementType.K2, sameCarer: true),
            "discharge" => Discharged("2026-03-06"),
            _ => Placed("2026-03-06", PlacementType.K2),
        };

        Said<UnregulatedUnder16>("2010-05-10", "2026-03-06", Admitted("2026-01-05"), Lives("2026-03-03", PlacementType.P2), end)
            .Should().Be($"Unregulated placement under 16: living independently since 3 March 2026, aged 15, until {expected} on 6 March 2026.");
    }

    [Fact]
    public void Where_the_law_came_later_it_says_from_when() =>
        Said<UnregulatedUnder16>("2007-05-01", "2021-09-09", Admitted("2021-03-01"), Lives("2021-03-01", PlacementType.Z1))
            .Should().Be("Unregulated placement under 16: living in a placement of another kind since 1 March 2021, aged 14, against the law from 9 September 2021 on.");

    [Fact]
    public void It_is_one_alert_where_terms_that_are_not_allowed_follow_others()
    {
        var alert = Only<UnregisteredPlacement>(
            "2010-03-10",
            Admitted("2026-01-05"),
            Lives("2026-01-05", PlacementType.K2, registered: false),
            Lives("2026-02-02", PlacementType.H5, registered: false, sameCarer: true));

        alert.Id.Should().Be("unregistered-placement:2026-01-05");
        alert.Stages.Should().ContainSingle().Which.Ending!.Value.Why.Should().Be("the child turned 16");
    }

    [Fact]
    public void It_is_triggered_by_the_entry_that_set_the_terms() =>
        Only<UnregisteredSupportedAccommodation>("2009-03-10", Admitted("2026-01-05"), Placed("2026-01-05", PlacementType.K3), Lives("2026-02-02", PlacementType.K3, registered: false, sameCarer: true))
            .Trigger.Id.Should().Be("placement.2026-02-02");

    private static string Said<T>(string born, string asOf, params Entry[] entries)
        where T : PlacementAlert
    {
        var alert = Only<T>(born, entries);
        var stage = alert.StageOn(Day(asOf))!;
        return Because.Sentence(alert.Rule.Text.Wording, stage.Deadline.Ground, stage.Dates, stage.Ending?.Why, alert.MissingFact, Day(asOf), 14);
    }

    private static Obligation Only<T>(string born, params Entry[] entries)
        where T : PlacementAlert => RuleCatalogue.Get<T>().For(JourneyOf(born, entries), Settings.Default).Should().ContainSingle().Which;

    private static Entry Lives(string on, PlacementType type, bool? registered = null, bool sameCarer = false) => PlacementStart.Shape.New(
        new EntryHead($"placement.{on}", Day(on)),
        PlacementStart.PlacementTypeField.Is(type),
        PlacementStart.SameCarerField.Is(sameCarer),
        new FieldValue(PlacementStart.RegisteredField, registered));
}
