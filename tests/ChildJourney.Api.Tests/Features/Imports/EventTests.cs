using ChildJourney.Api.Features.Imports;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public class EventTests
{
    private readonly Store store = new();
    private readonly ReturnFile header = Header("C1,M,14/07/2014,,,,");
    private readonly ReturnFile inCare = Episodes("C1,01/02/2025,S,V2,U6,,");

    [Fact]
    public void A_review_comes_with_its_participation_or_without()
    {
        store.Import(header, inCare, Reviews("C1,14/07/2014,13/03/2025,pn4", "C1,14/07/2014,13/06/2025,")).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Contain(["903-review-2025-03-13 PN4", "903-review-2025-06-13 "]);
    }

    [Theory]
    [InlineData("31/01/2025,PN1", "REVIEW 31/01/2025")]
    [InlineData("23/11/2026,PN1", "REVIEW 23/11/2026")]
    [InlineData("13/03/2025,PN9", "REVIEW_CODE PN9")]
    [InlineData("13-03-2025,PN1", "REVIEW 13-03-2025")]
    public void A_review_that_cannot_be_is_refused(string review, string expected)
    {
        var report = store.Import(header, inCare, Reviews($"C1,14/07/2014,{review}"));

        Shown(report.Refusals).Should().Equal($"reviews.csv:2 {expected}");
    }

    [Fact]
    public void Two_reviews_of_a_day_must_agree()
    {
        var report = store.Import(header, inCare, Reviews("C1,14/07/2014,13/03/2025,PN1", "C1,14/07/2014,13/03/2025,PN2", "C1,14/07/2014,13/03/2025,PN1"));

        Shown(report.Refusals).Should().Equal("reviews.csv:3 REVIEW 13/03/2025");
        report.Notes.Should().Contain("Rows that repeat what another row says: 1");
    }

    [Fact]
    public void Missing_episodes_of_a_day_are_numbered_the_same_way_whatever_the_order()
    {
        string[] rows = ["C1,14/07/2014,M,05/03/2025,", "C1,14/07/2014,A,05/03/2025,06/03/2025", "C1,14/07/2014,M,05/03/2025,05/03/2025", "C1,14/07/2014,M,07/03/2025,08/03/2025"];
        string[] expected =
        [
            "903-missing-2025-03-05 Missing 2025-03-05",
            "903-missing-2025-03-05-2 AwayWithoutAuthorisation 2025-03-06",
            "903-missing-2025-03-05-3 Missing",
            "903-missing-2025-03-07 Missing 2025-03-08",
        ];
        store.Import(header, inCare, Missing(rows)).Refusals.Should().BeEmpty();
        var other = new Store();
        other.Import(header, inCare, Missing([.. rows.Reverse()]));

        store.Of("C1").Where(entry => entry.Contains("missing")).Should().Equal(expected);
        other.Of("C1").Should().Equal(store.Of("C1"));
    }

    [Theory]
    [InlineData("Q,05/03/2025,", "MISSING Q")]
    [InlineData("M,05/03/2025,04/03/2025", "MIS_END 04/03/2025")]
    [InlineData("M,,04/03/2025", "MIS_START ")]
    public void A_missing_episode_that_cannot_be_is_refused(string missing, string expected)
    {
        var report = store.Import(header, inCare, Missing($"C1,14/07/2014,{missing}"));

        Shown(report.Refusals).Should().Equal($"missing.csv:2 {expected}");
    }

    [Fact]
    public void A_score_is_recorded_on_31_March_of_the_year()
    {
        store.Import(new ImportOptions(CollectionYear.Parse("2024-25")), header, inCare, Outcomes("C1,14/07/2014,40,1,1")).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Contain("903-sdq-2025-03-31 40");
    }

    [Fact]
    public void A_score_of_a_year_that_is_not_over_makes_no_entry_and_the_report_says_why()
    {
        var report = store.Import(new ImportOptions(CollectionYear.Parse("2026-27")), header, inCare, Outcomes("C1,14/07/2014,33,1,0", "C1,14/07/2014,,,1"));

        report.Refusals.Should().BeEmpty();
        store.Of("C1").Should().HaveCount(2);
        report.Notes.Should().Contain("SDQ_SCORE makes no entry yet, as its day, 31/03/2027, has not come: 1");
        report.Notes.Should().Contain("OC2 says whether, not when, so these make no entry: HEALTH_ASSESSMENT 2, TEETH_CHECK 1");
    }

    [Theory]
    [InlineData("41")]
    [InlineData("-1")]
    [InlineData("3.5")]
    public void A_score_lies_between_0_and_40(string score)
    {
        var report = store.Import(header, inCare, Outcomes($"C1,14/07/2014,{score},1,1"));

        Shown(report.Refusals).Should().Equal($"oc2.csv:2 SDQ_SCORE {score}");
    }
}
