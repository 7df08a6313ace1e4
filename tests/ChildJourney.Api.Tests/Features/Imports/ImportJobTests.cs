using System.Net;
using System.Text;
using ChildJourney.Api.Features.Imports.Jobs;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Tests.Features.Changes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.HandedIn;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>What becomes of a return that was taken in.</summary>
public sealed class ImportJobTests : IAsyncLifetime
{
    private readonly SemaphoreSlim steps = new(0);
    private readonly Service service;
    private bool held;

    public ImportJobTests() => service = new Service
    {
        Parts = parts => parts.AddSingleton(new ImportPace(2, cancellation => held ? steps.WaitAsync(cancellation) : Task.CompletedTask, TimeSpan.FromMilliseconds(200), Duration.FromDays(30))),
    };

    public Task InitializeAsync() => service.InitializeAsync();

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)service).DisposeAsync();
        steps.Dispose();
    }

    [Fact]
    public async Task Whoever_polls_changes_hears_of_what_was_imported()
    {
        var follower = new Follower();
        await follower.CatchUpAsync(service, 100);

        var taken = await HandInAsync(service.Http, Parts(Of(5)));
        (await EndedAsync(service.GetAsync, taken.Headers["Location"]))["state"].GetString().Should().Be("done");
        await follower.CatchUpAsync(service, 100);

        follower.Open.Should().NotBeEmpty().And.Equal(await Follower.ListedAsync(service));
        (await service.GetAsync("/v1/flags?limit=1"))["evaluated"].GetProperty("children").GetInt32().Should().Be((await service.GetAsync("/v1/children?lookedAfter=true&count=true"))["count"].GetInt32());
    }

    [Fact]
    public async Task A_return_is_taken_at_once_and_imported_afterwards()
    {
        var taken = await HandInAsync(service.Http, Parts(Of(5)));

        taken.Status.Should().Be(HttpStatusCode.Accepted);
        taken.Headers["Location"].Should().Be($"/v1/imports/{taken["id"].GetString()}");
        taken["state"].GetString().Should().BeOneOf("queued", "running", "done");
        var import = await EndedAsync(service.GetAsync, taken.Headers["Location"]);
        import["state"].GetString().Should().Be("done", "{0}", import.Text);
        CountsOf(import).Should().Equal(5, 5, 0, 0);
        import["children"].GetProperty("read").GetInt32().Should().Be(5);
        import["rowsRead"].GetInt32().Should().Be(10);
        import["year"].GetString().Should().Be("2025-26");
        import["entries"].GetProperty("stored").GetInt32().Should().Be(10);
        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(5);
        (await service.GetAsync("/v1/imports")).Items.Should().ContainSingle().Which.GetProperty("id").GetString().Should().Be(taken["id"].GetString());
    }

    [Theory]
    [InlineData("parts")]
    [InlineData("zip")]
    [InlineData("part zip")]
    [InlineData("csv")]
    public async Task It_does_not_matter_how_it_is_sent(string how)
    {
        using var content = how switch
        {
            "zip" => Body(Zip(("2025/header.csv", Of(3)[0].Text), ("2025/episodes.csv", Of(3)[1].Text), ("2025/readme.txt", "nothing")), "application/zip"),
            "part zip" => new MultipartFormDataContent { { new ByteArrayContent(Zip(Of(3))), "return", "return.zip" } },
            "csv" => Body(Encoding.UTF8.GetBytes(Of(3)[0].Text), "text/csv"),
            _ => Parts(Of(3)),
        };

        CountsOf(await ImportAsync(service, content)).Should().Equal(3, 3, 0, 0);
    }

    [Fact]
    public async Task The_same_files_again_change_nothing()
    {
        await ImportAsync(service, Of(5));
        var before = await StoredAsync();

        var again = await ImportAsync(service, Of(5));

        CountsOf(again).Should().Equal(5, 0, 5, 0);
        again["tables"].EnumerateArray().Should().OnlyContain(table => table.GetProperty("stored").GetInt32() == 0);
        (await StoredAsync()).Should().Be(before);
    }

    [Fact]
    public async Task A_dry_run_reports_what_a_real_one_does_and_stores_nothing()
    {
        var (header, episodes) = (Of(6)[0], Of(6)[1]);
        var spoilt = (episodes.Name, episodes.Text.Replace("C00002,03/05/2025,S", "C00002,03/05/2025,Q", StringComparison.Ordinal) + "C00003,01/04/2025,S,V2,U6,,\r\nC00009,01/04/2025,S,V2,U6,,\r\n");
        await ImportAsync(service, Of(3));
        var before = await StoredAsync();

        var dry = await ImportAsync(service, Parts(header, spoilt), "?dryRun=true");
        (await StoredAsync()).Should().Be(before);
        var real = await ImportAsync(service, Parts(header, spoilt));

        dry["dryRun"].GetBoolean().Should().BeTrue();
        (await StoredAsync()).Should().NotBe(before);
        foreach (var part in new[] { "state", "year", "rowsRead", "rowsRefused", "children", "entries", "files", "tables", "warnings", "notes" })
        {
            dry[part].ToString().Should().Be(real[part].ToString(), part);
        }

        real["rowsRefused"].GetInt32().Should().Be(3);
        (await ReportAsync(dry)).Should().Be(await ReportAsync(real));
    }

    [Fact]
    public async Task The_report_lists_each_refused_row_then_warnings_and_notes()
    {
        var import = await ImportAsync(
            service,
            ("header.csv", Lines(HeaderColumns, "C1,M,14/07/2014,,,,", "C2,X,14/07/2014,,,,", "C3,F,2014-07-14,,,,")),
            ("episodes.csv", Lines(EpisodeColumns, "C1,31/02/2025,S,V2,U6,,", "C1,01/05/2025,S,V2,U6,,", "C1,05/05/2025,L,V2,U6,,=1+1")));

        var report = await service.GetAsync(import["report"].GetString()!);

        report.Headers["Content-Type"].Should().Be("text/csv; charset=utf-8");
        var lines = report.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().Be("kind,childId,file,row,column,value,expected,remark");
        lines[1].Should().StartWith("refused,C1,episodes.csv,2,DECOM,31/02/2025,");
        lines[2].Should().StartWith("refused,C1,episodes.csv,4,REC,\"'=1+1\",");
        lines[3].Should().StartWith("refused,C2,header.csv,3,SEX,X,\"one of M, F, U");
        lines[4].Should().StartWith("warning,C3,,,,,,no episode of care");
        lines[5].Should().StartWith("note,,,,,,,Dates read that are not written dd/mm/yyyy: 1");
        lines.Should().HaveCount(6);
    }

    [Fact]
    public async Task A_report_without_a_line_is_its_header()
    {
        var import = await ImportAsync(service, Of(1));

        (await ReportAsync(import)).Should().Be("kind,childId,file,row,column,value,expected,remark\r\n");
    }

    [Fact]
    public async Task An_import_can_be_stopped_and_says_how_far_it_came()
    {
        held = true;
        var taken = await HandInAsync(service.Http, Parts(Of(9)));
        var path = taken.Headers["Location"];
        await Service.UntilAsync(async () => (await service.GetAsync(path))["children"].GetProperty("done").GetInt32() == 2);

        (await service.DeleteAsync(path)).Status.Should().Be(HttpStatusCode.Accepted);
        (await service.DeleteAsync(path))["cancelling"].GetBoolean().Should().BeTrue();
        steps.Release(20);
        var ended = await EndedAsync(service.GetAsync, path);

        ended["state"].GetString().Should().Be("cancelled");
        CountsOf(ended).Should().Equal(2, 2, 0, 0);
        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(2);
        (await service.DeleteAsync(path)).Status.Should().Be(HttpStatusCode.NoContent);
        (await service.GetAsync(path)).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync(path + "/report")).ShouldBe(ProblemTypes.NotFound);
        (await service.DeleteAsync(path)).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task Imports_of_an_authority_wait_for_each_other_and_a_waiting_one_is_stopped_at_once()
    {
        held = true;
        var first = (await HandInAsync(service.Http, Parts(Of(3)))).Headers["Location"];
        await Service.UntilAsync(async () => (await service.GetAsync(first))["state"].GetString() == "running");
        var second = (await HandInAsync(service.Http, Parts(Of(4)))).Headers["Location"];
        var third = (await HandInAsync(service.Http, Parts(Of(5)))).Headers["Location"];

        (await service.GetAsync(second))["state"].GetString().Should().Be("queued");
        (await service.DeleteAsync(second))["state"].GetString().Should().Be("cancelled");
        held = false;
        steps.Release(20);

        (await EndedAsync(service.GetAsync, first))["state"].GetString().Should().Be("done");
        CountsOf(await EndedAsync(service.GetAsync, third)).Should().Equal(5, 2, 3, 0);
    }

    [Fact]
    public async Task Too_many_that_wait_are_refused()
    {
        held = true;
        for (var i = 0; i < 10; i++)
        {
            (await HandInAsync(service.Http, Parts(Of(3)))).Status.Should().Be(HttpStatusCode.Accepted);
        }

        var refused = await HandInAsync(service.Http, Parts(Of(1)));

        refused.ShouldBe(ProblemTypes.TooManyRequests);
        refused.Headers.Should().ContainKey("Retry-After");
        held = false;
        steps.Release(100);
    }

    [Fact]
    public async Task An_import_that_ended_long_ago_is_gone_with_its_report()
    {
        var import = await ImportAsync(service, Of(1));
        var path = $"/v1/imports/{import["id"].GetString()}";

        service.Clock.Set("2026-12-21T09:00:00Z");
        await Task.Delay(TimeSpan.FromMilliseconds(600));
        (await service.GetAsync(path)).Status.Should().Be(HttpStatusCode.OK);
        service.Clock.Set("2026-12-23T09:00:00Z");

        await Service.UntilAsync(async () => (await service.GetAsync(path)).Status == HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_next_year_s_return_goes_on_with_the_same_journey()
    {
        await ImportAsync(
            service,
            ("header.csv", Lines(HeaderColumns, "C1,M,14/07/2014,,,,")),
            ("episodes.csv", Lines(EpisodeColumns, "C1,01/02/2025,S,V2,U6,,")));

        var second = await ImportAsync(
            service,
            ("header.csv", Lines(HeaderColumns, "C1,M,14/07/2014,,,,")),
            ("episodes.csv", Lines(EpisodeColumns, "C1,01/06/2025,P,V2,K2,,")),
            ("uasc.csv", Lines("CHILD,SEX,DOB,DUC", "C1,M,14/07/2014,14/07/2032")));

        second["rowsRefused"].GetInt32().Should().Be(0, "{0}", second.Text);
        var journey = await service.GetAsync("/v1/children/C1/journey");
        journey["periodsOfCare"].GetArrayLength().Should().Be(1);
        var entries = (await service.GetAsync("/v1/children/C1/entries")).Items;
        entries.Select(entry => entry.GetProperty("id").GetString()).Should().BeEquivalentTo("903-admission-2025-02-01", "903-placement-2025-02-01", "903-placement-2025-06-01");
        (await service.GetAsync("/v1/children/C1/entries/903-admission-2025-02-01"))["unaccompanied"].GetBoolean().Should().BeTrue();
    }

    [Fact]
    public async Task What_somebody_voided_stays_so_and_is_noted()
    {
        (string, string)[] files = [.. Of(1), ("reviews.csv", Lines("CHILD,DOB,REVIEW,REVIEW_CODE", "C00001,14/07/2014,20/05/2025,PN1"))];
        await ImportAsync(service, files);
        (await service.DeleteAsync("/v1/children/C00001/entries/903-review-2025-05-20?reason=entered-in-error")).Status.Should().Be(HttpStatusCode.NoContent);

        var again = await ImportAsync(service, files);

        CountsOf(again).Should().Equal(1, 0, 1, 0);
        again["notes"].EnumerateArray().Select(note => note.GetString()).Should().Contain("Entries that were voided by hand, and stay so though a row says them: 1");
        (await service.GetAsync("/v1/children/C00001/entries/903-review-2025-05-20")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task What_an_import_voided_comes_back_with_its_row()
    {
        var reviews = ("reviews.csv", Lines("CHILD,DOB,REVIEW,REVIEW_CODE", "C00001,14/07/2014,20/05/2025,PN1", "C00001,14/07/2014,20/08/2025,PN1"));
        var fewer = ("reviews.csv", Lines("CHILD,DOB,REVIEW,REVIEW_CODE", "C00001,14/07/2014,20/08/2025,PN1"));
        await ImportAsync(service, [.. Of(1), reviews]);
        (await ImportAsync(service, [.. Of(1), fewer]))["entries"].GetProperty("voided").GetInt32().Should().Be(1);

        (await ImportAsync(service, [.. Of(1), reviews]))["entries"].GetProperty("stored").GetInt32().Should().Be(1);

        (await service.GetAsync("/v1/children/C00001/entries/903-review-2025-05-20")).Status.Should().Be(HttpStatusCode.OK);
    }

    private async Task<string> ReportAsync(Answer import) => (await service.GetAsync(import["report"].GetString()!)).Text;

    private async Task<string> StoredAsync() =>
        (await service.GetAsync("/v1/children?limit=500")).Text + (await service.GetAsync("/v1/flags?limit=500&status=upcoming,due-soon,overdue,met")).Text.Split("\"evaluated\"")[0];
}
