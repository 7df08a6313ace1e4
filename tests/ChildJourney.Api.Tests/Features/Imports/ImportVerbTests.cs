using System.IO.Compression;
using System.Net;
using ChildJourney.Api.Platform;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Imports;

public sealed class ImportVerbTests : IDisposable
{
    private const string HeaderColumns = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB";
    private const string EpisodeColumns = "CHILD,DECOM,RNE,LS,PLACE,DEC,REC";

    private readonly RealProgram program = new();

    public ImportVerbTests()
    {
        program.Write("return/header.csv", HeaderColumns, "C1,M,14/07/2014,,,,", "C2,F,03/09/2011,,,,");
        program.Write("return/episodes.csv", EpisodeColumns, "C1,01/02/2024,S,V2,U6,,", "C2,05/03/2024,S,V2,K2,20/03/2024,E4A");
    }

    public void Dispose() => program.Dispose();

    [Theory]
    [InlineData("Which folder, zip or file is to be imported?")]
    [InlineData("Which folder, zip or file is to be imported?", "--year", "2023-24")]
    [InlineData("There is no nowhere.", "nowhere")]
    [InlineData("--months is not understood.", "return", "--months", "3")]
    [InlineData("other is not understood.", "return", "other")]
    [InlineData("--year takes a collection year such as 2025-26.", "return", "--year")]
    [InlineData("--year takes a collection year such as 2025-26.", "return", "--year", "2025")]
    [InlineData("--year takes a collection year such as 2025-26.", "--year", "2025-27", "return")]
    [InlineData("--history-from takes a date such as 2026-03-04, between 1900-01-01 and 2199-12-31.", "return", "--history-from")]
    [InlineData("--history-from takes a date such as 2026-03-04, between 1900-01-01 and 2199-12-31.", "return", "--history-from", "01/04/2024")]
    [InlineData("--history-from takes a date such as 2026-03-04, between 1900-01-01 and 2199-12-31.", "return", "--history-from", "2024-02-30")]
    [InlineData("--history-from takes a day that is not in the future.", "return", "--history-from", "2199-12-31")]
    public async Task Wrong_use_is_said_and_nothing_is_stored(string problem, params string[] arguments)
    {
        var outcome = await program.RunAsync(["import", .. arguments]);

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Be(problem);
        outcome.Errors.Should().Contain(line => line.StartsWith("  import PATH ", StringComparison.Ordinal));
        outcome.Output.Should().BeEmpty();
        File.Exists(program.Database).Should().BeFalse();
    }

    [Fact]
    public async Task History_may_begin_today_and_not_later()
    {
        var today = new MicrosecondClock().InEngland();

        (await program.RunAsync("import", "return", "--history-from", Iso(today.PlusDays(2)))).ExitCode.Should().Be(2);
        (await program.RunAsync("import", "return", "--history-from", Iso(today))).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Nothing_to_import_is_a_failure_that_is_said()
    {
        program.Write("empty/notes.txt", "Nothing of the return.");
        ZipFile.CreateFromDirectory(At("empty"), At("empty.zip"));

        foreach (var path in new[] { "empty", "empty.zip" })
        {
            var outcome = await program.RunAsync("import", path);

            outcome.ExitCode.Should().Be(1);
            outcome.Errors.Should().Equal($"There is nothing to import: {path} holds no CSV or XML file.");
            outcome.Output.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_folder_is_imported_and_served()
    {
        var outcome = await program.RunAsync("import", "return");

        outcome.ExitCode.Should().Be(0);
        outcome.Errors.Should().BeEmpty();
        outcome.Output.Should().Equal(
            "100% 2 of 2 children",
            "Collection year 2023-24",
            "Header: 2 rows read, 2 stored, 0 unchanged, 0 refused",
            "Episodes: 2 rows read, 2 stored, 0 unchanged, 0 refused",
            "2 children, 2 of them changed; 5 entries stored, 0 voided");
        using var service = await program.ServeAsync();
        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(2);
        var child = await service.GetAsync("/v1/children/C2");
        child.Status.Should().Be(HttpStatusCode.OK);
        child["dateOfBirth"].GetString().Should().Be("2011-09-03");
        (await EntriesAsync(service, "C2")).Should().Equal("903-admission-2024-03-05", "903-discharge-2024-03-20", "903-placement-2024-03-05");
    }

    [Fact]
    public async Task A_zip_is_imported()
    {
        ZipFile.CreateFromDirectory(At("return"), At("return.zip"));

        var outcome = await program.RunAsync("import", "return.zip");

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain("2 children, 2 of them changed; 5 entries stored, 0 voided");
        (await ChildrenAsync()).Should().Equal("C1", "C2");
    }

    [Fact]
    public async Task One_file_is_imported()
    {
        var outcome = await program.RunAsync("import", Path.Combine(At("return"), "header.csv"));

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain("2 children, 2 of them changed; 0 entries stored, 0 voided").And.NotContain(line => line.StartsWith("Episodes", StringComparison.Ordinal));
        (await ChildrenAsync()).Should().Equal("C1", "C2");
    }

    [Fact]
    public async Task The_options_are_followed()
    {
        var outcome = await program.RunAsync("import", "--year", "2024-25", "return", "--history-from", "2024-02-20");

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain("Collection year 2024-25");
        using var service = await program.ServeAsync();
        (await service.GetAsync("/v1/children/C1/entries/903-admission-2024-02-01"))["historyFrom"].GetString().Should().Be("2024-02-20");
        (await service.GetAsync("/v1/children/C2/entries/903-admission-2024-03-05")).Text.Should().NotContain("2024-02-20");
    }

    [Fact]
    public async Task Progress_is_said_in_plain_lines_where_there_is_no_terminal()
    {
        program.Write("many.csv", [HeaderColumns, .. Enumerable.Range(1000, 1200).Select(n => $"M{n},M,14/07/2014,,,,")]);

        var outcome = await program.RunAsync("import", "many.csv");

        outcome.ExitCode.Should().Be(0);
        outcome.Output.TakeWhile(line => line.Contains('%', StringComparison.Ordinal))
            .Should().Equal("41% 500 of 1,200 children", "83% 1,000 of 1,200 children", "100% 1,200 of 1,200 children");
        outcome.Output.Should().NotContain(line => line.Contains('\r', StringComparison.Ordinal) || line.Contains('[', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_rows_are_said_a_line_each_and_the_others_are_stored()
    {
        program.Write("return/header.csv", HeaderColumns, "C1,M,14/07/2014,,,,", "C2,F,31/02/2014,,,,", "C 3,F,14/07/2014,,,,");
        program.Write("return/episodes.csv", EpisodeColumns, "C1,01/02/2024,S,V2,U6,,", "C1,,L,V2,U6,,", "C1,05/02/2024,P,V2,XX,,");

        var outcome = await program.RunAsync("import", "return");

        outcome.ExitCode.Should().Be(1);
        outcome.Errors.Should().BeEmpty();
        var refusals = outcome.Output.Where(line => line.Contains(": expected ", StringComparison.Ordinal)).ToArray();
        refusals.Select(line => line.Split(": expected ")[0]).Should().Equal(
            "episodes.csv:3 DECOM (blank)",
            "episodes.csv:4 PLACE XX",
            "header.csv:3 DOB 31/02/2014",
            "header.csv:4 CHILD \"C 3\"");
        refusals[1].Should().StartWith("episodes.csv:4 PLACE XX: expected one of U1, U2, U3");
        refusals.Should().OnlyContain(line => line.Split(": expected ", 2, StringSplitOptions.None)[1].Length > 5);
        outcome.Output.Should().Contain("Header: 3 rows read, 1 stored, 0 unchanged, 2 refused").And.Contain("Episodes: 3 rows read, 1 stored, 0 unchanged, 2 refused");
        (await ChildrenAsync()).Should().Equal("C1");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_and_the_import_has_failed()
    {
        program.Write("return/other.csv", "NAME,AGE", "x,1");
        program.Write("broken.zip", "not a zip");

        var mixed = await program.RunAsync("import", "return");
        var broken = await program.RunAsync("import", "broken.zip");

        mixed.ExitCode.Should().Be(1);
        mixed.Output.Should().Contain(line => line.StartsWith("other.csv: not a table of SSDA903", StringComparison.Ordinal))
            .And.Contain("2 children, 2 of them changed; 5 entries stored, 0 voided");
        broken.ExitCode.Should().Be(1);
        broken.Output.Should().Contain("broken.zip: cannot be read to its end: not a zip archive");
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        await program.RunAsync("import", "return");
        var before = await EverythingAsync();

        var again = await program.RunAsync("import", "return");

        again.ExitCode.Should().Be(0);
        again.Output.Should().Contain("Header: 2 rows read, 0 stored, 2 unchanged, 0 refused")
            .And.Contain("Episodes: 2 rows read, 0 stored, 2 unchanged, 0 refused")
            .And.Contain("2 children, 0 of them changed; 0 entries stored, 0 voided");
        before.Should().NotBeEmpty();
        (await EverythingAsync()).Should().Equal(before);
    }

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static async Task<string[]> EntriesAsync(ServingProgram service, string child) =>
        [.. (await service.GetAsync($"/v1/children/{child}/entries")).Items.Select(entry => entry.GetProperty("id").GetString()!).Order(StringComparer.Ordinal)];

    private string At(string name) => Path.Combine(program.Folder, name);

    private Task<string[]> ChildrenAsync() => program.QueryAsync("SELECT child_id FROM children ORDER BY child_id");

    /// <summary>Every row of every table.</summary>
    private async Task<string[]> EverythingAsync()
    {
        var rows = new List<string>();
        foreach (var table in await program.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
        {
            rows.AddRange((await program.QueryAsync($"SELECT * FROM \"{table}\"")).Select(row => $"{table}: {row}"));
        }

        return [.. rows];
    }
}
