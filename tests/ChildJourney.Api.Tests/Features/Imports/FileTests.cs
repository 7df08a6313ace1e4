using System.IO.Compression;
using System.Text;
using ChildJourney.Api.Features.Imports;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public sealed class FileTests : IDisposable
{
    private readonly Store store = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("childjourney-return-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("child,Decom,rne,LS,place,dec,rec\nC1,01/02/2025,S,V2,U6,,\n")]
    [InlineData("REC,DEC,PLACE,LS,RNE,DECOM,CHILD\n,,U6,V2,S,01/02/2025,C1")]
    [InlineData("\uFEFFCHILD,DECOM,RNE,LS,PLACE,DEC,REC\r\nC1,01/02/2025,S,V2,U6,,\r\n")]
    [InlineData(" \"CHILD\" , DECOM , \"RNE\",LS,PLACE,DEC,REC\n \"C1\" , 01/02/2025 ,\" s \",v2,\"U6\",,\n,,,,,,\n")]
    [InlineData("CHILD;DECOM;RNE;LS;PLACE;DEC;REC\nC1;2025-02-01;S;V2;U6;;\n")]
    [InlineData("CHILD,DECOM,RNE,LS,PLACE,DEC,REC\nC1,1/2/2025,S,V2,U6\n")]
    [InlineData("CHILD,DECOM,RNE,LS,PLACE,DEC,REC\n\nC1,01/02/2025 00:00,S,V2,U6,,\n\n")]
    public void A_table_is_known_by_its_columns(string text)
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), File("whatever.csv", text)).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Equal("903-admission-2025-02-01 V2", "903-placement-2025-02-01 U6");
    }

    [Fact]
    public void What_was_tolerated_is_noted()
    {
        var report = store.Import(Header("C1,m,2014-07-14,,,,"), Episodes("C1, 01/02/2025 ,s,V2,U6,,"));

        report.Notes.Should().Equal(
            "Dates read that are not written dd/mm/yyyy: 1",
            "Codes read that are not in upper case: 2",
            "Values read with spaces around them: 1");
    }

    [Theory]
    [InlineData("latin1")]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void The_encoding_does_not_matter(string encoding)
    {
        var text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,NOTE\nC1,M,14/07/2014,,,,,café\nC2,Zoë,14/07/2014,,,,,\n";
        var bytes = Encoding.GetEncoding(encoding);
        var report = store.Import(new ReturnFile("h.csv", () => new MemoryStream([.. bytes.GetPreamble(), .. bytes.GetBytes(text)])));

        Shown(report.Refusals).Should().Equal("h.csv:3 SEX Zoë");
        store.Children.Should().ContainKey("C1");
    }

    [Theory]
    [InlineData("NAME,AGE\nx,1\n", "not a table of SSDA903")]
    [InlineData("", "not a table of SSDA903")]
    [InlineData("CHILD,DECOM,RNE,LS,PLACE,DEC\n", "looks like Episodes, but has no column REC")]
    public void A_file_of_other_columns_is_reported_and_the_rest_is_read(string text, string fault)
    {
        var report = store.Import(File("other.csv", text), Header("C1,M,14/07/2014,,,,"));

        report.Files[0].Fault.Should().StartWith(fault);
        report.Files[1].Fault.Should().BeNull();
        store.Children.Should().ContainKey("C1");
    }

    [Fact]
    public void Tables_that_make_no_entry_are_read_and_counted()
    {
        var report = store.Import(
            File("oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,14/07/2004,YES,F1,K1\n"),
            File("pp.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,14/07/2014,Z1,,\nC2,14/07/2014,Z1,,\n"),
            File("dolo.csv", "CHILD,DOB,DOLO_START,DOLO_END\n"));

        report.Tables.Should().Equal(
            new TableCount(Ssda903Table.OC3, 1, 0, 1, 0),
            new TableCount(Ssda903Table.PrevPerm, 2, 0, 2, 0),
            new TableCount(Ssda903Table.DoLo, 0, 0, 0, 0));
        ImportReportText.SummaryLines(report).Should().Contain("PrevPerm: 2 rows read, 0 refused; makes no entry");
        store.Children.Should().BeEmpty();
    }

    [Fact]
    public void The_year_is_that_of_the_latest_episode_that_is_not_in_the_future()
    {
        Read(Header("C1,M,14/07/2014,,,,"), Episodes("C1,31/03/2025,S,V2,U6,01/04/2025,X1", "C1,01/04/2062,S,V2,U6,,")).Year.ToString().Should().Be("2025-26");
        Read(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,31/03/2025,E4A")).Year.ToString().Should().Be("2024-25");
    }

    [Theory]
    [InlineData("2025-26", 2025)]
    [InlineData("1999-00", 1999)]
    [InlineData("2025-27", null)]
    [InlineData("2025/26", null)]
    [InlineData("2025", null)]
    public void A_collection_year_is_written_with_both_its_years(string text, int? start) => CollectionYear.Parse(text)?.Start.Should().Be(start);

    [Fact]
    public void A_stray_quote_spoils_one_row_only()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,", "C2,\"M,14/07/2014,,,,", "C3,M,14/07/2014,,,,"));

        report.Refusals.Should().ContainSingle().Which.Row.Should().Be(3);
        store.Children.Keys.Should().Equal("C1", "C3");
    }

    [Fact]
    public void A_folder_a_file_or_a_zip_is_read()
    {
        Write("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,M,14/07/2014,,,,\n");
        Write("Episodes.CSV", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\nC1,01/02/2025,S,V2,U6,,\n");
        Write("notes.txt", "nothing of ours");
        var zip = Path.Combine(Path.GetTempPath(), $"{folder.Name}.zip");
        ZipFile.CreateFromDirectory(folder.FullName, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        try
        {
            Names(folder.FullName).Should().Equal("Episodes.CSV", "header.csv");
            Names(zip).Should().Equal($"{folder.Name}/Episodes.CSV", $"{folder.Name}/header.csv");
            Names(Path.Combine(folder.FullName, "header.csv")).Should().Equal("header.csv");
            ReturnFiles.FromPath(Path.Combine(folder.FullName, "gone")).Should().BeNull();
            using var files = ReturnFiles.FromPath(zip)!;
            store.Import([.. files.All]).Refusals.Should().BeEmpty();
        }
        finally
        {
            System.IO.File.Delete(zip);
        }

        store.Of("C1").Should().HaveCount(2);
    }

    [Fact]
    public void What_is_no_zip_is_reported()
    {
        Write("return.zip", "not a zip");
        using var files = ReturnFiles.FromPath(Path.Combine(folder.FullName, "return.zip"))!;

        store.Import([.. files.All]).Files.Should().ContainSingle().Which.Fault.Should().Contain("not a zip archive");
    }

    [Fact]
    public void A_file_that_breaks_off_voids_nothing()
    {
        string[] rows = [.. Enumerable.Range(1, 9).Select(day => $"C1,14/07/2014,0{day}/03/2025,PN1")];
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,,"), Reviews(rows));
        var broken = new ReturnFile("reviews.csv", () => new BrokenStream(Encoding.ASCII.GetBytes($"CHILD,DOB,REVIEW,REVIEW_CODE\n{rows[0]}\n{rows[1]}\n")));

        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,,"), broken);

        report.Files[2].Fault.Should().Contain("the line went dead");
        report.EntriesVoided.Should().Be(0);
    }

    [Fact]
    public void The_report_is_a_line_a_refused_row()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,UN5,,", "C2,X,14/07/2014,,,,"), Episodes("C1,01/02/2025,,V2,U6,,", "C1,31/04/2025,S,V2,U6,,"));

        ImportReportText.RefusalLines(report).Should().Equal(
            "header.csv:3 SEX X: expected one of M, F, U, or 1 (M), 2 (F)",
            "episodes.csv:2 RNE (blank): expected one of S, L, P, T, B, U",
            "episodes.csv:3 DECOM 31/04/2025: expected a date such as 04/03/2026, between 01/01/1900 and 31/12/2199");
        ImportReportText.SummaryLines(report).Should().Equal(
            "Collection year 2024-25",
            "Header: 2 rows read, 1 stored, 0 unchanged, 1 refused",
            "Episodes: 2 rows read, 0 stored, 0 unchanged, 2 refused",
            "1 children, 1 of them changed; 0 entries stored, 0 voided",
            "1 warnings: no episode of care");
    }

    private static string[] Names(string path)
    {
        using var files = ReturnFiles.FromPath(path)!;
        return [.. files.All.Select(file => file.Name)];
    }

    private void Write(string name, string text) => System.IO.File.WriteAllText(Path.Combine(folder.FullName, name), text);

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is > 0 and var read ? read : throw new IOException("the line went dead");
    }
}
