using System.Text;
using ChildJourney.Api.Features.Imports;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>What spreadsheets and systems make of a return is read all the same, and noted.</summary>
public class ToleranceTests
{
    private const string Text = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nC1,M,14/07/2014,café,,,\n";

    private readonly Store store = new();

    public static TheoryData<string, byte[], string?> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text), null },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)], null },
        { "Windows-1252", Encoding.Latin1.GetBytes(Text), "h.csv: read as Windows-1252" },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)], "h.csv: read as UTF-16" },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Text), "h.csv: read as UTF-16" },
        { "UTF-16, the other way round", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)], "h.csv: read as UTF-16BE" },
        { "UTF-16, the other way round, without a mark", Encoding.BigEndianUnicode.GetBytes(Text), "h.csv: read as UTF-16BE" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Whatever_it_is_written_in_is_read(string what, byte[] bytes, string? note)
    {
        var report = store.Import(new ReturnFile("h.csv", () => new Trickle(bytes)));

        report.Refusals.Should().BeEmpty(what);
        store.Children.Should().ContainKey("C1");
        report.Notes.Should().Equal(note is null ? [] : [note]);
    }

    [Fact]
    public void Letters_of_windows_are_shown_as_they_are()
    {
        var report = store.Import(new ReturnFile("h.csv", () => new MemoryStream([.. "CHILD,SEX,DOB\nC1,"u8, 0x80, .. ",14/07/2014\n"u8])));

        report.Refusals.Should().ContainSingle().Which.Value.Should().Be("€");
    }

    [Fact]
    public void A_header_that_is_repeated_is_no_row()
    {
        var report = store.Import(File("h.csv", "CHILD,SEX,DOB\nC1,M,14/07/2014\n\"child\",SEX,DOB\nC2,M,14/07/2014\n"));

        report.Refusals.Should().BeEmpty();
        store.Children.Keys.Should().Equal("C1", "C2");
        report.Notes.Should().Equal("h.csv: lines that repeat the header: 1");
    }

    [Fact]
    public void Of_a_column_that_stands_twice_the_first_is_read()
    {
        var report = store.Import(File("h.csv", "CHILD,SEX,DOB,DOB\nC1,M,14/07/2014,15/07/2014\n"));

        report.Notes.Should().Equal("h.csv: columns that stand twice, of which the first is read: DOB");
        store.Children["C1"].DateOfBirth.Day.Should().Be(14);
    }

    [Fact]
    public void Zeros_behind_whole_numbers_are_a_spreadsheet_s()
    {
        var report = store.Import(
            File("h.csv", "CHILD,SEX,DOB\n566910.0,2.0,14/07/2014\n"),
            File("e.csv", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC,URN\n566910,01/02/2025,S,V2,U6,,,4474244.0\n"),
            File("o.csv", "CHILD,DOB,SDQ_SCORE\n566910.00,14/07/2014,39.00\n"));

        report.Refusals.Should().BeEmpty();
        store.Children.Keys.Should().Equal("566910");
        store.Of("566910").Should().Contain("903-sdq-2025-03-31 39");
        report.Notes.Should().Contain("Whole numbers read with .0 behind them: 4");
    }

    [Theory]
    [InlineData("39.5")]
    [InlineData("39.")]
    [InlineData("39.0.0")]
    public void Another_number_is_no_whole_one(string score) =>
        store.Import(File("h.csv", "CHILD,SEX,DOB\nC1,M,14/07/2014\n"), File("o.csv", $"CHILD,DOB,SDQ_SCORE\nC1,14/07/2014,{score}\n")).Refusals.Should().ContainSingle();

    [Fact]
    public void Rows_spread_over_more_than_memory_holds_come_back_whole()
    {
        var reviews = Enumerable.Range(0, 120_000).Select(n => $"C{n % 3000},14/07/2014,{1 + (n / 3000 % 28):00}/{3 + (n / 84_000):00}/2025,PN1");
        using var read = Read(Header([.. Enumerable.Range(0, 3000).Select(n => $"C{n},M,14/07/2014,,,,")]), Reviews([.. reviews]), Episodes([.. Enumerable.Range(0, 3000).Select(n => $"C{n},01/02/2025,S,V2,U6,,")]));

        read.Count.Should().Be(3000);
        var plans = read.Children.Select(child => child.Merge(null)).ToList();

        plans.Should().HaveCount(3000).And.OnlyContain(plan => plan.Puts.Count == 42 && plan.Refusals.Count == 0);
        plans.Select(plan => plan.ChildId).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Gives three bytes at a time, so that characters are cut.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, int.Min(count, 3));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..int.Min(buffer.Length, 3)]);
    }
}
