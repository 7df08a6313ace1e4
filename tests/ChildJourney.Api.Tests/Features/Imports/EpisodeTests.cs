using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public class EpisodeTests
{
    private readonly Store store = new();

    [Fact]
    public void Each_reason_for_a_new_episode_makes_its_entries()
    {
        store.Import(Header("C1,M,14/07/2014,WBRI,UN5,,"), Episodes(
            "C1,01/02/2026,S,V2,U6,10/02/2026,X1",
            "C1,10/02/2026,L,C1,U6,20/02/2026,X1",
            "C1,20/02/2026,P,C1,K2,01/03/2026,X1",
            "C1,01/03/2026,T,C1,T1,05/03/2026,X1",
            "C1,05/03/2026,B,C2,U4,10/03/2026,X1",
            "C1,10/03/2026,U,E1,A5,01/06/2026,E11")).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Equal(
            "903-admission-2026-02-01 V2",
            "903-placement-2026-02-01 U6",
            "903-legal-status-2026-02-10 C1",
            "903-placement-2026-02-20 K2",
            "903-placement-2026-03-01 T1 same carer",
            "903-legal-status-2026-03-05 C2",
            "903-placement-2026-03-05 U4",
            "903-legal-status-2026-03-10 E1",
            "903-placement-2026-03-10 A5 same carer",
            "903-discharge-2026-06-01 E11");
        store.Children["C1"].Should().Be(new Child("C1", new LocalDate(2014, 7, 14), Sex.M, "UN5"));
    }

    [Fact]
    public void Provider_urn_and_need_come_with_the_episode()
    {
        store.Import(Header("C1,1,14/07/2014,,,,"), File("e.csv", """
            CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN
            C1,01/02/2026,S,V2,N3,U6,PR4,,,,AB1 2CD,,4244474
            """)).Refusals.Should().BeEmpty();

        store.Entries["C1"].SelectMany(entry => entry.Shape.Fields.Select(field => entry.Values[field]?.ToString()))
            .Should().Contain(["N3", "PR4", "4244474"]);
    }

    [Fact]
    public void A_child_whose_first_episode_is_not_S_was_in_care_before_the_file_begins()
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,L,C2,U6,01/03/2025,X1", "C1,01/03/2025,P,C2,K2,,"));

        store.Of("C1").Should().Equal(
            "903-admission-2025-02-01 C2 from 2025-02-01",
            "903-placement-2025-02-01 U6",
            "903-placement-2025-03-01 K2");
    }

    [Theory]
    [InlineData("C1,01/02/2025,S,C2,U6,,", "2025-04-01", "903-admission-2025-02-01 C2 from 2025-04-01")]
    [InlineData("C1,01/04/2025,S,C2,U6,,", "2025-04-01", "903-admission-2025-04-01 C2")]
    [InlineData("C1,01/02/2025,P,C2,U6,,", "2025-04-01", "903-admission-2025-02-01 C2 from 2025-04-01")]
    [InlineData("C1,01/06/2025,P,C2,U6,,", "2025-04-01", "903-admission-2025-06-01 C2 from 2025-06-01")]
    public void History_from_is_set_for_those_admitted_before_it(string episode, string from, string expected)
    {
        store.Import(new ImportOptions(HistoryFrom: NodaTime.Text.LocalDatePattern.Iso.Parse(from).Value), Header("C1,M,14/07/2014,,,,"), Episodes(episode));

        store.Of("C1").Should().Contain(expected);
    }

    [Fact]
    public void A_child_may_come_back_on_the_day_of_discharge()
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,E4B", "C1,01/03/2025,S,C1,K2,,")).Refusals.Should().BeEmpty();

        store.Of("C1").Should().HaveCount(5).And.Contain("903-discharge-2025-03-01 E4B").And.Contain("903-admission-2025-03-01 C1");
    }

    [Fact]
    public void Short_breaks_are_an_admission_each()
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes(
            "C1,01/02/2025,S,V3,U6,03/02/2025,E4A",
            "C1,01/03/2025,S,V3,U6,03/03/2025,E4A",
            "C1,01/04/2025,S,V4,U6,,")).Refusals.Should().BeEmpty();

        store.Of("C1").Count(entry => entry.StartsWith("903-admission", StringComparison.Ordinal)).Should().Be(3);
    }

    [Fact]
    public void An_S_while_looked_after_is_refused_whole_and_the_rest_is_stored()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes(
            "C1,01/02/2025,S,V2,U6,01/06/2025,X1",
            "C1,01/03/2025,S,C1,K2,01/05/2025,E4A",
            "C1,01/06/2025,P,V2,K2,,"));

        report.Refusals.Should().ContainSingle().Which.Should().Match<Refusal>(refusal =>
            refusal.Row == 3 && refusal.Column == "DECOM" && refusal.Value == "01/03/2025" && refusal.Expected.Contains("already looked after since 1 February 2025"));
        store.Of("C1").Should().Equal("903-admission-2025-02-01 V2", "903-placement-2025-02-01 U6", "903-placement-2025-06-01 K2");
    }

    [Fact]
    public void An_episode_after_care_ended_that_is_not_S_is_refused()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,E4A", "C1,01/04/2025,P,V2,K2,,"));

        Shown(report.Refusals).Should().Equal("episodes.csv:3 DECOM 01/04/2025");
        store.Of("C1").Should().HaveCount(3);
    }

    [Theory]
    [InlineData("30/02/2025,S,V2,U6,,", "DECOM 30/02/2025")]
    [InlineData("29/02/2025,S,V2,U6,,", "DECOM 29/02/2025")]
    [InlineData("13/07/2014,S,V2,U6,,", "DECOM 13/07/2014")]
    [InlineData("23/11/2026,S,V2,U6,,", "DECOM 23/11/2026")]
    [InlineData("14/07/2032,S,V2,U6,,", "DECOM 14/07/2032")]
    [InlineData(",S,V2,U6,,", "DECOM ")]
    [InlineData("01/02/2025,X,V2,U6,,", "RNE X")]
    [InlineData("01/02/2025,S,V9,U6,,", "LS V9")]
    [InlineData("01/02/2025,S,,U6,,", "LS ")]
    [InlineData("01/02/2025,S,V2,Q1,,", "PLACE Q1")]
    [InlineData("01/02/2025,S,V2,U6,31/01/2025,E4A", "DEC 31/01/2025")]
    [InlineData("01/02/2025,S,V2,U6,01/03/2025,E99", "REC E99")]
    [InlineData("01/02/2025,S,V2,U6,01/03/2025,", "REC ")]
    [InlineData("01/02/2025,S,V2,U6,,E4A", "DEC ")]
    [InlineData("01/02/2025,S,V2,U6,,,,extra", "row 9 values")]
    public void A_row_that_cannot_be_is_refused_by_its_column(string row, string expected)
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes($"C1,{row}"));

        Shown(report.Refusals).Should().Equal($"episodes.csv:2 {expected}");
        report.Refusals[0].Expected.Should().NotBeEmpty();
        store.Of("C1").Should().BeEmpty();
        store.Children.Should().ContainKey("C1");
    }

    [Theory]
    [InlineData("29/02/2024,S,V2,U6,,", "903-admission-2024-02-29 V2")]
    [InlineData("14/07/2014,S,V2,U6,,", "903-admission-2014-07-14 V2")]
    [InlineData("22/11/2026,S,V2,U6,,", "903-admission-2026-11-22 V2")]
    public void The_days_at_the_edge_are_read(string row, string expected)
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes($"C1,{row}")).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Contain(expected);
    }

    [Theory]
    [InlineData("12/03/2026", true)]
    [InlineData("13/03/2026", true)]
    [InlineData("14/03/2026", false)]
    public void Care_ends_on_the_18th_birthday_at_the_latest(string dec, bool isStored)
    {
        var report = store.Import(Header("C1,M,13/03/2008,,,,"), Episodes($"C1,01/02/2025,S,V2,U6,{dec},E17"));

        report.Refusals.Should().HaveCount(isStored ? 0 : 1);
        if (!isStored)
        {
            Shown(report.Refusals).Should().Equal($"episodes.csv:2 DEC {dec}");
        }
    }

    [Fact]
    public void Someone_born_on_a_leap_day_is_18_on_1_March()
    {
        store.Import(Header("C1,M,29/02/2008,,,,"), Episodes("C1,01/02/2025,S,V2,U6,01/03/2026,E17")).Refusals.Should().BeEmpty();
    }

    [Fact]
    public void Two_episodes_of_one_day_that_differ_are_not_both_stored()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,P,V2,K2,,", "C1,01/03/2025,P,V2,U4,,"));

        Shown(report.Refusals).Should().Equal("episodes.csv:4 DECOM 01/03/2025");
        report.Refusals[0].Expected.Should().Contain("episodes.csv:3");
    }

    [Fact]
    public void A_row_said_twice_is_stored_once_and_noted()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,,", "C1,01/02/2025,S,V2,U6,,"));

        report.Refusals.Should().BeEmpty();
        report.Notes.Should().Contain("Rows that repeat what another row says: 1");
        store.Of("C1").Should().HaveCount(2);
    }

    [Fact]
    public void The_order_of_rows_does_not_matter()
    {
        string[] rows = ["C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,P,V2,K2,01/04/2025,E4A", "C1,01/04/2025,S,V2,U6,,"];
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes(rows));
        var other = new Store();
        other.Import(Episodes([.. rows.Reverse()]), Header("C1,M,14/07/2014,,,,"));

        other.Of("C1").Should().Equal(store.Of("C1")).And.HaveCount(6);
    }

    [Theory]
    [InlineData("H5", "01/02/2024", true)]
    [InlineData("H5", "01/04/2024", false)]
    [InlineData("P2", "31/03/2024", true)]
    [InlineData("K3", "31/03/2023", false)]
    [InlineData("K3", "01/04/2023", true)]
    [InlineData("Z1", "31/03/2026", true)]
    [InlineData("Z1", "01/04/2026", false)]
    [InlineData("Z12", "31/03/2025", false)]
    [InlineData("Z12", "01/04/2025", true)]
    public void A_placement_code_holds_in_its_own_collection_years(string place, string decom, bool isStored)
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes($"C1,{decom},S,V2,{place},,"));

        report.Refusals.Should().HaveCount(isStored ? 0 : 1);
        if (!isStored)
        {
            Shown(report.Refusals).Should().Equal($"episodes.csv:2 PLACE {place}");
        }
    }

    [Fact]
    public void A_code_may_hold_in_the_year_of_the_file_or_of_the_episode()
    {
        store.Import(new ImportOptions(CollectionYear.Parse("2025-26")), Header("C1,M,14/07/2014,,,,", "C2,M,14/07/2014,,,,"), Episodes(
            "C1,01/02/2020,S,V2,H5,01/03/2020,X1",
            "C1,01/03/2020,P,V2,Z11,,",
            "C2,01/02/2018,S,V2,U6,01/06/2018,E43")).Refusals.Should().BeEmpty();
    }

    [Fact]
    public void A_reason_of_before_2019_does_not_hold_after()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,01/06/2025,E43"));

        Shown(report.Refusals).Should().Equal("episodes.csv:2 REC E43");
    }

    [Fact]
    public void A_child_in_UASC_is_unaccompanied()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Uasc("C1,M,14/07/2014,14/07/2032"), Episodes("C1,01/02/2025,S,V2,U6,,"));

        store.Of("C1").Should().Contain("903-admission-2025-02-01 V2 unaccompanied");
        report.Tables.Should().Contain(new TableCount(Ssda903Table.Uasc, 1, 1, 0, 0));
    }
}
