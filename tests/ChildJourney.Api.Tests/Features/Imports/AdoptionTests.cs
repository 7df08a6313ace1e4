using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>The decisions on adoption that AD1 and PlacedAdoption tell of.</summary>
public class AdoptionTests
{
    private const string Columns = "<CHILD><HEADER><CHILDID>C1</CHILDID><SEX>1</SEX><DOB>14/07/2022</DOB>";

    private readonly Store store = new();
    private readonly ReturnFile header = Header("C1,M,14/07/2022,,,,");
    private readonly ReturnFile inCare = Episodes("C1,01/02/2025,S,E1,U6,,");
    private readonly ReturnFile adopted = Episodes("C1,01/02/2025,S,E1,U6,20/03/2026,E11");

    [Fact]
    public void An_adopted_child_was_to_be_placed_and_matched()
    {
        store.Import(header, adopted, Adopted("C1,14/07/2022,10/05/2025,01/09/2025,1,2,MM,L11")).Refusals.Should().BeEmpty();

        Decisions().Should().Equal("903-adoption-decision-2025-05-10 ShouldBePlaced", "903-adoption-decision-2025-09-01 Matched");
    }

    [Fact]
    public void A_child_is_to_be_placed_until_it_is_to_be_so_no_longer()
    {
        var report = store.Import(header, inCare, PlacedAdoption("C1,14/07/2022,10/05/2025,01/09/2025,RD3"));

        report.Refusals.Should().BeEmpty();
        Decisions().Should().Equal("903-adoption-decision-2025-05-10 ShouldBePlaced", "903-adoption-decision-2025-09-01 NoLonger");
        report.Notes.Should().Contain("PlacedAdoption: REASON_PLACED_CEASED is read and not kept, as an entry has nowhere for it: 1");
        report.Tables.Should().Contain(new TableCount(Ssda903Table.PlacedAdoption, 1, 1, 0, 0));
    }

    [Fact]
    public void Both_tables_may_tell_of_one_decision()
    {
        var report = store.Import(header, adopted, Adopted("C1,14/07/2022,10/05/2025,01/09/2025,,,,"), PlacedAdoption("C1,14/07/2022,10/05/2025,,"));

        report.Refusals.Should().BeEmpty();
        Decisions().Should().HaveCount(2);
        report.Tables.Should().Contain([new TableCount(Ssda903Table.AD1, 1, 1, 0, 0), new TableCount(Ssda903Table.PlacedAdoption, 1, 1, 0, 0)]);
    }

    [Fact]
    public void Decisions_of_one_day_are_numbered_and_keep_their_numbers()
    {
        store.Import(header, adopted, Adopted("C1,14/07/2022,10/05/2025,10/05/2025,,,,"));
        Decisions().Should().Equal("903-adoption-decision-2025-05-10 ShouldBePlaced", "903-adoption-decision-2025-05-10-2 Matched");

        store.Import(header, adopted, Adopted("C1,14/07/2022,,10/05/2025,,,,"));
        Decisions().Should().Equal("903-adoption-decision-2025-05-10-2 Matched");
    }

    [Theory]
    [InlineData("31/02/2025,01/09/2025", "DATE_INT 31/02/2025")]
    [InlineData("10/05/2025,09/05/2025", "DATE_MATCH 09/05/2025")]
    [InlineData("13/07/2022,09/05/2025", "DATE_INT 13/07/2022")]
    [InlineData("10/05/2025,23/11/2026", "DATE_MATCH 23/11/2026")]
    public void A_row_of_AD1_that_cannot_be_is_refused_whole(string dates, string expected)
    {
        var report = store.Import(header, adopted, Adopted($"C1,14/07/2022,{dates},,,,"));

        Shown(report.Refusals).Should().Equal($"ad1.csv:2 {expected}");
        Decisions().Should().BeEmpty();
    }

    [Theory]
    [InlineData("14/07/2022,,01/09/2025,RD1", "DATE_PLACED ")]
    [InlineData("14/07/2022,10/05/2025,09/05/2025,RD1", "DATE_PLACED_CEASED 09/05/2025")]
    [InlineData("14/07/2022,10/05/2025,10/05/2025,RD5", "REASON_PLACED_CEASED RD5")]
    [InlineData("15/07/2022,10/05/2025,,", "DOB 15/07/2022")]
    public void A_row_of_PlacedAdoption_that_cannot_be_is_refused_whole(string row, string expected)
    {
        var report = store.Import(header, inCare, PlacedAdoption($"C1,{row}"));

        Shown(report.Refusals).Should().Equal($"placed.csv:2 {expected}");
        Decisions().Should().BeEmpty();
    }

    [Fact]
    public void A_corrected_date_replaces_the_wrong_one_though_it_lies_before_the_year()
    {
        var year = new ImportOptions(CollectionYear.Parse("2026-27"));
        store.Import(header, inCare, PlacedAdoption("C1,14/07/2022,10/05/2025,,"));

        store.Import(year, header, inCare, PlacedAdoption("C1,14/07/2022,11/05/2025,,"));

        Decisions().Should().Equal("903-adoption-decision-2025-05-11 ShouldBePlaced");
    }

    [Fact]
    public void A_plan_that_ended_in_an_earlier_year_stays_when_there_is_a_new_one()
    {
        var long_ = Episodes("C1,01/02/2023,S,E1,U6,,");
        store.Import(new ImportOptions(CollectionYear.Parse("2023-24")), header, long_, PlacedAdoption("C1,14/07/2022,10/05/2023,01/09/2023,RD1"));
        store.Import(new ImportOptions(CollectionYear.Parse("2024-25")), header, long_, PlacedAdoption("C1,14/07/2022,10/05/2024,,"));

        store.Import(new ImportOptions(CollectionYear.Parse("2025-26")), header, long_, PlacedAdoption("C1,14/07/2022,10/05/2024,10/06/2025,RD1"));
        store.Import(new ImportOptions(CollectionYear.Parse("2026-27")), header, long_, PlacedAdoption());

        Decisions().Should().Equal(
            "903-adoption-decision-2023-05-10 ShouldBePlaced",
            "903-adoption-decision-2023-09-01 NoLonger",
            "903-adoption-decision-2024-05-10 ShouldBePlaced",
            "903-adoption-decision-2025-06-10 NoLonger");
    }

    [Fact]
    public void A_decision_that_the_table_of_its_year_no_longer_holds_is_withdrawn_and_one_whose_table_is_not_there_stays()
    {
        var year = new ImportOptions(CollectionYear.Parse("2025-26"));
        store.Import(year, header, inCare, PlacedAdoption("C1,14/07/2022,10/05/2025,,"));

        store.Import(year, header, inCare);
        Decisions().Should().ContainSingle();
        store.Import(year, header, inCare, PlacedAdoption());
        Decisions().Should().BeEmpty();
    }

    [Fact]
    public void What_is_recorded_otherwise_is_taken_as_the_rows_decision()
    {
        var child = new Child("C1", new LocalDate(2022, 7, 14));
        store.With(child, AdoptionDecision.New(new EntryHead("own", new LocalDate(2025, 5, 10)), AdoptionDecisionKind.ShouldBePlaced));

        store.Import(header, inCare, PlacedAdoption("C1,14/07/2022,10/05/2025,,"));

        store.Of("C1").Should().Contain("own ShouldBePlaced").And.NotContain(entry => entry.Contains("903-adoption"));
    }

    [Fact]
    public void The_xml_return_says_the_same()
    {
        var other = new Store();
        other.Import(header, adopted, Adopted("C1,14/07/2022,10/05/2025,01/09/2025,,,,"), PlacedAdoption("C1,14/07/2022,02/05/2024,01/02/2025,RD1", "C1,14/07/2022,10/05/2025,,"));

        store.Import(File(
            "all.xml",
            $"""
            <EXPSSDA903>{Columns}<DATE_INT>10/05/2025</DATE_INT><DATE_MATCH>01/09/2025</DATE_MATCH>
            <AD_PLACED><DATE_PLACED>02/05/2024</DATE_PLACED><DATE_PLACED_CEASED>01/02/2025</DATE_PLACED_CEASED><REASON_PLACED_CEASED>RD1</REASON_PLACED_CEASED></AD_PLACED>
            <AD_PLACED><DATE_PLACED>10/05/2025</DATE_PLACED></AD_PLACED></HEADER>
            <EPISODE><DECOM>01/02/2025</DECOM><RNE>S</RNE><LS>E1</LS><PL>U6</PL><DEC>20/03/2026</DEC><REC>E11</REC></EPISODE></CHILD></EXPSSDA903>
            """)).Refusals.Should().BeEmpty();

        Decisions().Should().HaveCount(4);
        store.Of("C1").Should().Equal(other.Of("C1"));
    }

    private IEnumerable<string> Decisions() => store.Entries.ContainsKey("C1") ? store.Of("C1").Where(entry => entry.Contains("adoption-decision", StringComparison.Ordinal)) : [];
}
