using System.Text;
using ChildJourney.Api.Features.Imports;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>The XML return says what its CSV files would say.</summary>
public class XmlReturnTests
{
    private const string Child =
        """
        <CHILD><HEADER><CHILDID>C1</CHILDID><UPN>UN5</UPN><SEX>2</SEX><DOB>14/07/2014</DOB><ETHNIC>WBRI</ETHNIC><UASC>1</UASC><DUC>14/07/2032</DUC>
        <AMISSING><MISSING>M</MISSING><MIS_START>05/03/2025</MIS_START><MIS_END>06/03/2025</MIS_END></AMISSING>
        <AREVIEW><REVIEW>20/02/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
        <AREVIEW><REVIEW>20/03/2025</REVIEW><REVIEW_CODE>PN2</REVIEW_CODE></AREVIEW>
        <PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE><OC2><SDQ_SCORE>21</SDQ_SCORE><TEETH_CHECK>1</TEETH_CHECK></OC2></HEADER>
        <EPISODE><DECOM>01/02/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U6</PL><DEC>01/03/2025</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE></EPISODE>
        <EPISODE><DECOM>01/03/2025</DECOM><RNE>P</RNE><LS>V2</LS><CIN>N1</CIN><PL>K2</PL><DEC/><REC/></EPISODE></CHILD>
        """;

    private readonly Store store = new();

    [Fact]
    public void It_makes_the_same_entries_as_the_files_of_its_tables()
    {
        var other = new Store();
        other.Import(
            File("h.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,2,14/07/2014,WBRI,UN5,,\n"),
            File("e.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC,REASON_PLACE_CHANGE\nC1,01/02/2025,S,V2,N1,U6,01/03/2025,X1,CARPL\nC1,01/03/2025,P,V2,N1,K2,,,\n"),
            Reviews("C1,14/07/2014,20/02/2025,PN1", "C1,14/07/2014,20/03/2025,PN2"),
            Missing("C1,14/07/2014,M,05/03/2025,06/03/2025"),
            Uasc("C1,2,14/07/2014,14/07/2032"),
            Outcomes("C1,14/07/2014,21,1,"));

        var report = store.Import(Xml(Child));

        report.Refusals.Should().BeEmpty();
        store.Of("C1").Should().Equal(other.Of("C1")).And.HaveCount(8);
        store.Children["C1"].Should().Be(other.Children["C1"]);
        store.Of("C1").Should().Contain("903-placement-end-2025-03-01").And.Contain("903-admission-2025-02-01 V2 unaccompanied");
        store.Import(Xml(Child)).ChildrenChanged.Should().Be(0);
        report.Tables.Select(table => $"{table.Table} {table.Rows}").Should().Equal("Header 1", "Episodes 2", "Reviews 2", "Uasc 1", "OC2 1", "PrevPerm 1", "Missing 1");
    }

    [Fact]
    public void What_no_child_has_an_element_of_it_holds_none_of_as_files_with_a_header_row_alone()
    {
        const string first =
            """
            <CHILD><HEADER><CHILDID>C1</CHILDID><UPN>UN5</UPN><SEX>1</SEX><DOB>14/07/2014</DOB>
            <AMISSING><MISSING>M</MISSING><MIS_START>05/04/2025</MIS_START></AMISSING><AREVIEW><REVIEW>20/04/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
            <OC2><SDQ_SCORE>21</SDQ_SCORE></OC2><AD_PLACED><DATE_PLACED>10/05/2025</DATE_PLACED></AD_PLACED></HEADER>
            <EPISODE><DECOM>01/02/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U6</PL><DEC/><REC/></EPISODE></CHILD>
            """;
        const string second =
            """
            <CHILD><HEADER><CHILDID>C1</CHILDID><UPN>UN5</UPN><SEX>1</SEX><DOB>14/07/2014</DOB></HEADER>
            <EPISODE><DECOM>01/02/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U6</PL><DEC/><REC/></EPISODE></CHILD>
            """;
        var year = new ImportOptions(CollectionYear.Parse("2025-26"));
        var other = new Store();
        var files = File("e.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC\nC1,01/02/2025,S,V2,N1,U6,,\n");
        var worker = SocialWorkers("C1,14/07/2014,SW1,01/02/2025,,");
        foreach (var into in new[] { store, other })
        {
            into.Import(year, Xml(first), worker).Refusals.Should().BeEmpty();
            into.Of("C1").Should().HaveCount(7);
        }

        store.Import(year, Xml(second)).Tables.Select(table => table.Table.ToString()).Should().Equal("Header", "Episodes");
        other.Import(year, Header("C1,M,14/07/2014,,UN5,,"), files, Reviews(), Missing(), Outcomes(), PlacedAdoption(), Adopted(), Uasc());

        store.Of("C1").Should().Equal(other.Of("C1")).And.HaveCount(3).And.Contain(entry => entry.Contains("SW1"), "the document has no elements for social workers");
        other.Import(year, Xml(second)).ChildrenChanged.Should().Be(0);
    }

    [Fact]
    public void Of_one_that_breaks_off_what_it_does_not_hold_is_left_as_it_was()
    {
        store.Import(Xml(Child));
        var before = store.Of("C1");

        store.Import(File("all.xml", "<EXPSSDA903><CHILD><HEADER><CHILDID>C1</CHILDID><SEX>2</SEX><DOB>14/07/2014</DOB></HEADER>"));

        store.Of("C1").Should().Equal(before);
    }

    [Fact]
    public void A_refused_element_is_named_by_its_path_and_line()
    {
        var report = store.Import(Xml(Child
            .Replace("<REVIEW>20/03/2025</REVIEW>", "<REVIEW>31/02/2025</REVIEW>", StringComparison.Ordinal)
            .Replace("<PL>K2</PL>", "<PL>XX</PL>", StringComparison.Ordinal)
            .Replace("<SEX>2</SEX>", "<SEX>9</SEX>", StringComparison.Ordinal)));

        report.Refusals.Select(refusal => $"{refusal.Row} {refusal.Column} {refusal.Value} {refusal.ChildId}").Should().Equal(
            "1 CHILD[1]/HEADER/SEX 9 C1",
            "4 CHILD[1]/HEADER/AREVIEW[2]/REVIEW 31/02/2025 C1",
            "7 CHILD[1]/EPISODE[2]/PL XX C1");
    }

    [Fact]
    public void What_is_refused_beside_other_rows_is_named_by_its_path_too()
    {
        var report = store.Import(Xml(Child.Replace("20/03/2025", "20/02/2025", StringComparison.Ordinal)));

        report.Refusals.Should().ContainSingle().Which.Should().Match<Refusal>(refusal =>
            refusal.Column == "CHILD[1]/HEADER/AREVIEW[2]/REVIEW" && refusal.Expected.Contains("CHILD[1]/HEADER/AREVIEW[1]"));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public void The_encoding_is_the_one_it_names(string name)
    {
        _ = ReturnText.Windows1252;
        var encoding = Encoding.GetEncoding(name);
        var text = $"<?xml version='1.0' encoding='{name}'?><EXPSSDA903><!-- café -->{Child}</EXPSSDA903>";

        store.Import(new ReturnFile("all.xml", () => new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text)]))).Refusals.Should().BeEmpty();

        store.Children.Should().ContainKey("C1");
    }

    [Theory]
    [InlineData("<EXPSSDA903><CHILD><HEADER><CHILDID>C1</CHILDID><DOB>14/07/2014</DOB><SEX>1</SEX></HEADER></CHILD><CHILD><HEADER>")]
    [InlineData("<!DOCTYPE EXPSSDA903 [<!ENTITY a \"b\">]><EXPSSDA903/>")]
    [InlineData("<EXPSSDA903>&undeclared;</EXPSSDA903>")]
    public void What_is_not_well_formed_or_has_a_document_type_is_a_fault(string xml)
    {
        store.Import(File("all.xml", xml)).Files.Should().ContainSingle().Which.Fault.Should().StartWith("cannot be read to its end");
    }

    [Fact]
    public void Neither_depth_nor_length_fills_the_memory()
    {
        var deep = string.Concat(Enumerable.Repeat("<A>", 100_000));
        var wide = $"<A B=\"{new string('x', 200_000)}\"/>";
        var longText = $"<CHILD><HEADER><CHILDID>{new string('x', 2_000_000)}</CHILDID><DOB>14/07/2014</DOB></HEADER></CHILD>";

        store.Import(File("deep.xml", "<EXPSSDA903>" + deep)).Files[0].Fault.Should().Contain("elements within each other");
        store.Import(File("wide.xml", "<EXPSSDA903>" + wide)).Files[0].Fault.Should().Contain("a tag of more than 64 kB");
        store.Import(Xml(longText)).Refusals.Should().ContainSingle().Which.Column.Should().Be("CHILD[1]/HEADER/CHILDID");
    }

    private static ReturnFile Xml(string children) => File("all.xml", $"<?xml version='1.0'?><EXPSSDA903>{children}</EXPSSDA903>");
}
