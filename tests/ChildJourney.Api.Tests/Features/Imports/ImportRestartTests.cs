using System.Net;
using static ChildJourney.Api.Tests.Features.Imports.HandedIn;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>The program is killed while it imports, and started again.</summary>
public sealed class ImportRestartTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task An_import_goes_on_where_the_process_was_killed()
    {
        string path;
        using (var first = await program.ServeAsync())
        using (var http = new HttpClient { BaseAddress = first.Address })
        {
            var taken = await HandInAsync(http, Parts([.. Of(6000), ("bad.csv", Lines("CHILD,DOB,REVIEW,REVIEW_CODE", "C00001,14/07/2014,31/02/2025,PN1", "C00002,15/07/2014,01/06/2025,PN1"))]));
            taken.Status.Should().Be(HttpStatusCode.Accepted);
            path = taken.Headers["Location"];
            await Service.UntilAsync(async () => CountsOf(await first.GetAsync(path))[0] > 0);
        }

        var stored = int.Parse((await program.QueryAsync("SELECT count(*) FROM children"))[0]);
        stored.Should().BeInRange(1, 5999, "it was killed in the middle");
        Directory.GetFiles(Path.Combine(program.Folder, "tmp"), "childjourney-*").Should().BeEmpty("nothing of the return is left behind");
        using var second = await program.ServeAsync();
        var ended = await EndedAsync(second.GetAsync, path);

        ended["state"].GetString().Should().Be("done", "{0}", ended.Text);
        CountsOf(ended).Should().Equal(6000, 6000, 0, 0);
        ended["rowsRead"].GetInt32().Should().Be(12002);
        ended["entries"].GetProperty("stored").GetInt32().Should().Be(12000);
        ended["rowsRefused"].GetInt32().Should().Be(2);
        var report = await second.GetAsync(ended["report"].GetString()!);
        report.Text.Split("\r\n").Where(line => line.StartsWith("refused,", StringComparison.Ordinal)).Should().HaveCount(2);
        (await program.QueryAsync("SELECT count(*), (SELECT count(*) FROM import_pieces) FROM children")).Should().Equal("6000 0");
        (await program.QueryAsync("SELECT count(*), max(revision) FROM entries")).Should().Equal("12000 1");
        await second.StopAsync();
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }
}
