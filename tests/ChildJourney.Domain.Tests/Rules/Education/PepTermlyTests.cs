using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Education;
using static ChildJourney.Domain.Tests.Make;

namespace ChildJourney.Domain.Tests.Rules.Education;

public sealed class PepTermlyTests
{
    private static readonly Settings settings = Settings.Default with
    {
        Policy = Settings.Default.Policy with { Terms = new SchoolTerms([new SchoolTerm("autumn-2026", Day("2026-09-02"), Day("2026-12-18"), [])]) },
    };

    [Fact]
    public void It_is_known_by_the_first_day_of_the_term() =>
        Ids("2015-05-01", Admitted("2026-09-14"), Discharged("2026-12-01")).Should().Equal("pep-termly:2026-09-02");

    [Fact]
    public void A_child_who_comes_back_within_the_term_has_one_for_each_period_of_care_under_an_id_of_its_own() =>
        Ids("2015-05-01", Admitted("2026-06-01"), Discharged("2026-10-01"), Admitted("2026-11-02"), Discharged("2026-12-18"))
            .Should().Equal("pep-termly:2026-06-01", "pep-termly:2026-09-02", "pep-termly:2026-11-02");

    [Fact]
    public void A_child_who_changes_nursery_within_the_term_has_one_that_pauses()
    {
        var obligation = Of("2023-01-15", Admitted("2026-09-14"), AtNursery("2026-09-14", "2026-10-02"), AtNursery("2026-11-02"), Discharged("2026-12-01")).Should().ContainSingle().Which;

        obligation.Stages.Select(stage => stage.OpensOn).Should().Equal(Day("2026-09-14"), Day("2026-11-02"));
        obligation.Stages[0].Ending!.Value.Why.Should().Be("the child no longer attended an early-years setting");
    }

    private static IEnumerable<string> Ids(string born, params Entry[] entries) => Of(born, entries).Select(obligation => obligation.Id).Order(StringComparer.Ordinal);

    private static IEnumerable<Obligation> Of(string born, params Entry[] entries) => RuleCatalogue.Get<PepTermly>().For(JourneyOf(born, entries), settings);

    private static Entry AtNursery(string on, string? endedOn = null) =>
        EarlyYears.Shape.New(new EntryHead($"early-years.{on}", Day(on)), new FieldValue(EarlyYears.EndedOnField, Maybe(endedOn)));
}
