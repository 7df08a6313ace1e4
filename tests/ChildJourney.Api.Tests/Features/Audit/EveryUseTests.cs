using System.Globalization;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Api.Tests.Platform.Access;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Features.Audit;

/// <summary>Every use of a route about children leaves one row that says what was answered, and no other route leaves any.</summary>
[OnEveryDatabase]
public sealed class EveryUseTests : IClassFixture<SignedInService>, IAsyncLifetime
{
    private const string Secret = "Someone's-own-words";

    private readonly SignedInService signedIn;
    private readonly string authority = $"a{Guid.NewGuid():N}";
    private readonly (string Name, string Value) system;

    public EveryUseTests(SignedInService signedIn)
    {
        ArgumentNullException.ThrowIfNull(signedIn);
        this.signedIn = signedIn;
        system = As("case-system", "integration");
    }

    /// <summary>What is asked, what it is answered with, and the children of whom the log then tells.</summary>
    public static TheoryData<string, string, string?, int, string> Uses => new()
    {
        { "GetChild", "GET /v1/children/C1", null, 200, "C1" },
        { "GetChild", "GET /v1/children/C9", null, 404, "C9" },
        { "GetChild", "GET /v1/children/C1?asOf=yesterday", null, 400, "C1" },
        { "GetChild", "HEAD /v1/children/C1", null, 200, "C1" },
        { "ListChildren", "GET /v1/children", null, 200, "C1 C2" },
        { "ListChildren", "GET /v1/children?limit=1", null, 200, "C1" },
        { "ListChildren", "GET /v1/children?bornFrom=2020-01-01", null, 200, "" },
        { "ListChildren", "GET /v1/children?name=Someone", null, 400, "" },
        { "ListTrends", "GET /v1/trends?measure=entrants", null, 200, "" },
        { "GetIroReport", "GET /v1/iro-report?year=2025", null, 200, "" },
        { "PutChild", "PUT /v1/children/C3", """{"dateOfBirth":"2015-05-01"}""", 201, "C3" },
        { "PutChild", "PUT /v1/children/C1", """{"dateOfBirth":"2015-05-02"}""", 200, "C1" },
        { "PutChild", "PUT /v1/children/C1", """{"dateOfBirth":"2015-05-01"}""", 200, "C1" },
        { "PutChild", "PUT /v1/children/C1", """{"dateOfBirth":"2015-05-01","name":"Someone"}""", 400, "C1" },
        { "PutChild", "PUT /v1/children/C1", "{", 400, "C1" },
        { "PutChild", "PUT /v1/children/C1", """{"dateOfBirth":"2199-05-01"}""", 422, "C1" },
        { "ListEntries", "GET /v1/children/C1/entries", null, 200, "C1" },
        { "ListEntries", "GET /v1/children/C9/entries", null, 404, "C9" },
        { "RecordEntry", "POST /v1/children/C1/entries", """{"type":"sdq","on":"2026-10-01","score":3}""", 201, "C1" },
        { "RecordEntry", "POST /v1/children/C9/entries", """{"type":"sdq","on":"2026-10-01","score":3}""", 404, "C9" },
        { "RecordEntry", "POST /v1/children/C1/entries", """{"type":"admission","on":"2026-10-01","legalStatus":"V2"}""", 409, "C1" },
        { "GetEntry", "GET /v1/children/C1/entries/e1", null, 200, "C1" },
        { "GetEntry", "GET /v1/children/C1/entries/e9", null, 404, "C1" },
        { "PutEntry", "PUT /v1/children/C1/entries/e3", """{"type":"sdq","on":"2026-10-01","score":3}""", 201, "C1" },
        { "PutEntry", "PUT /v1/children/C1/entries/e2", """{"type":"review","on":"2026-06-21"}""", 200, "C1" },
        { "PutEntry", "PUT /v1/children/C1/entries/e2", """{"type":"sdq","on":"2026-06-21","score":3}""", 409, "C1" },
        { "VoidEntry", "DELETE /v1/children/C1/entries/e2?reason=duplicate", null, 204, "C1" },
        { "VoidEntry", "DELETE /v1/children/C1/entries/e2", null, 400, "C1" },
        { "VoidEntry", "DELETE /v1/children/C1/entries/e9?reason=duplicate", null, 404, "C1" },
        { "ListRevisions", "GET /v1/children/C1/entries/e1/revisions", null, 200, "C1" },
        { "GetJourney", "GET /v1/children/C1/journey", null, 200, "C1" },
        { "ExplainObligation", "GET /v1/children/C1/obligations/review-first:2026-06-01/explanation", null, 200, "C1" },
        { "ExplainObligation", "GET /v1/children/C2/obligations/review-first:2026-06-01/explanation", null, 404, "C2" },
        { "ListFlags", "GET /v1/flags", null, 200, "C1" },
        { "ListFlags", "GET /v1/flags?childId=C2,C9", null, 200, "C2 C9" },
        { "ListReviews", "GET /v1/reviews", null, 200, "C1" },
        { "ListDrift", "GET /v1/drift", null, 200, "C1" },
        { "ListSection20", "GET /v1/section20", null, 200, "C1" },
        { "ListPeps", "GET /v1/peps", null, 200, "" },
        { "ListChanges", "GET /v1/changes?limit=500", null, 200, "C1" },
        { "ListChanges", "GET /v1/changes?after=nonsense", null, 400, "" },
        { "GetSummary", "GET /v1/summary", null, 200, "" },
        { "ListExceptions", "GET /v1/exceptions", null, 200, "C1" },
        { "RecordBatch", "POST /v1/batches", """[{"childId":"C4","child":{"dateOfBirth":"2015-05-01"},"entries":[]},{"childId":"C9","entries":[]}]""", 200, "C4 C9" },
        { "ListRetention", "GET /v1/retention?childId=C1", null, 200, "C1" },
        { "EraseChild", "DELETE /v1/children/C1?reason=court-order", null, 428, "C1" },
        { "RecordBatch", "POST /v1/batches", "[]", 200, "" },
        { "RecordBatch", "POST /v1/batches", "{}", 400, "" },
        { "RecordBatch", "POST /v1/batches?dryRun=true", "[]", 400, "" },
        { "MakeCalendar", "POST /v1/calendars", """{"team":"T1"}""", 201, "" },
        { "MakeCalendar", "POST /v1/calendars", "{}", 400, "" },
        { "ListCalendars", "GET /v1/calendars", null, 200, "" },
        { "RevokeCalendar", "DELETE /v1/calendars/none", null, 404, "" },
        { "ExportAnnexA", "GET /v1/exports/annex-a", null, 200, "C1" },
        { "ExportAnnexA", "GET /v1/exports/annex-a?list=9", null, 200, "" },
        { "ExportAnnexA", "GET /v1/exports/annex-a?list=7", null, 400, "" },
        { "StartImport", "POST /v1/imports", "{}", 415, "" },
        { "StartImport", "POST /v1/imports?year=2025", "{}", 400, "" },
        { "GetImportReport", "GET /v1/imports/nothing/report", null, 404, "" },
        { "ListAudit", "GET /v1/audit?childId=C1", null, 200, "C1" },
        { "ListAudit", "GET /v1/audit", null, 400, "" },
    };

    /// <summary>What is not about children on record.</summary>
    public static TheoryData<string, string?> OtherUses => new()
    {
        { "GET /v1/rules", null },
        { "GET /v1/rules/review-first", null },
        { "GET /v1/rules/nothing", null },
        { "GET /v1/working-days?from=2026-03-20&add=20", null },
        { "GET /v1/policy", null },
        { "PUT /v1/policy", "{}" },
        { "POST /v1/calculations", """{"child":{"dateOfBirth":"2015-05-01"},"entries":[]}""" },
        { "GET /v1/imports", null },
        { "GET /v1/imports/nothing", null },
        { "DELETE /v1/imports/nothing", null },
        { "GET /problems/not-found", null },
        { "GET /health/live", null },
        { "GET /health/ready", null },
        { "GET /openapi/v1.json", null },
        { "GET /v1/nothing", null },
        { "OPTIONS /v1/children/C1", null },
        { "PATCH /v1/children/C1", "{}" },
    };

    private Service Service => signedIn.Service;

    public async Task InitializeAsync()
    {
        await Service.PutAsync("/v1/children/C1", new { dateOfBirth = "2015-05-01" }, system);
        await Service.PutAsync("/v1/children/C1/entries/e1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" }, system);
        await Service.PutAsync("/v1/children/C1/entries/e2", new { type = "review", on = "2026-06-20" }, system);
        await Service.PutAsync("/v1/children/C2", new { dateOfBirth = "2016-05-01" }, system);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task A_use_of_a_route_about_children_leaves_one_row(string operation, string request, string? body, int status, string children)
    {
        ArgumentNullException.ThrowIfNull(children);
        var isForAdministrators = operation is "ListAudit" or "ListRetention" or "EraseChild";
        var caller = isForAdministrators ? As("ADM", "administrator") : system;

        var (answer, rows) = await AskAsync(request, body, caller, ("X-Access-Reason", "inspection"));

        ((int)answer.Status).Should().Be(status, answer.Text);
        var row = rows.Should().ContainSingle().Subject;
        row.ChildIds.Should().Equal(children.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        (row with { Children = "" }).Should().Be(new Used(authority, isForAdministrators ? "ADM" : "case-system", operation, "", "127.0.0.1", status, "inspection"));
    }

    [Fact]
    public void Every_route_about_children_is_among_them()
    {
        var audited = Service.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints)
            .Where(endpoint => endpoint.Metadata.GetMetadata<RouteAccess>() is { IsAboutChildren: true })
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName);

        // Reading a calendar is told of by the calendar's own tests: nobody signs in for it.
        audited.Should().BeEquivalentTo(Uses.Select(use => (string)use[0]).Distinct().Append("ReadCalendar"));
    }

    [Theory]
    [MemberData(nameof(OtherUses))]
    public async Task What_is_not_about_children_on_record_leaves_none(string request, string? body)
    {
        var version = (await Service.GetAsync("/v1/policy", As("ADM", "administrator"))).Tag!;

        (await AskAsync(request, body, As("ADM", "administrator", "integration"), ("If-Match", version))).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_worker_is_named_by_the_worker_s_code()
    {
        var (_, rows) = await AskAsync("GET /v1/children/C1", null, signedIn.Issuer.Bearer(("sub", "0b1c"), ("worker", "SW7"), ("roles", new[] { "practitioner" }), ("authority", authority)));

        rows.Should().Equal(new Used(authority, "SW7", "GetChild", """["C1"]""", "127.0.0.1", 404, null));
    }

    [Fact]
    public async Task Those_whose_roles_do_not_reach_so_far_are_told_of_too()
    {
        (await AskAsync("GET /v1/children/C1", null, As("ADM", "administrator"))).Rows.Should().Equal(new Used(authority, "ADM", "GetChild", """["C1"]""", "127.0.0.1", 403, null));
        (await AskAsync("PUT /v1/children/C1", "{}", As("QA1", "quality"))).Rows.Should().Equal(new Used(authority, "QA1", "PutChild", """["C1"]""", "127.0.0.1", 403, null));
        (await AskAsync("GET /v1/flags", null, As("QA1", "quality"), ("X-Access-Reason", "curiosity"))).Rows.Should().Equal(new Used(authority, "QA1", "ListFlags", "[]", "127.0.0.1", 400, null));
    }

    [Fact]
    public async Task Someone_unknown_is_of_no_authority_whose_log_could_tell()
    {
        (await AskAsync("GET /v1/children/C1", null, ("Authorization", "Bearer x"))).Rows.Should().BeEmpty();
        (await AskAsync("GET /v1/children/C1", null, ("Authorization", ""))).Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task An_answer_that_the_caller_held_already_is_told_of_as_such()
    {
        var tag = (await Service.GetAsync("/v1/children/C1/journey", system)).Tag!;

        var (answer, rows) = await AskAsync("GET /v1/children/C1/journey", null, system, ("If-None-Match", tag));

        ((int)answer.Status).Should().Be(304);
        rows.Should().ContainSingle().Which.Status.Should().Be(304);
    }

    [Fact]
    public async Task A_batch_is_told_of_group_by_group()
    {
        var batch = Enumerable.Range(1, 501).Select(number => new { childId = $"B{number}", child = new { dateOfBirth = "2015-05-01" }, entries = Array.Empty<object>() });

        var (_, rows) = await AskAsync("POST /v1/batches", System.Text.Json.JsonSerializer.Serialize(batch), system);

        rows.Select(row => row.ChildIds.Count).Should().Equal(500, 1);
        rows.SelectMany(row => row.ChildIds).Should().BeEquivalentTo(batch.Select(child => child.childId));
    }

    [Theory]
    [InlineData("GET /v1/children/" + Secret + "/journey", null)]
    [InlineData("GET /v1/children/Jane%20Doe", null)]
    [InlineData("GET /v1/flags?team=" + Secret, null)]
    [InlineData("GET /v1/flags?name=" + Secret, null)]
    [InlineData("GET /v1/children/C1/entries/" + Secret, null)]
    [InlineData("PUT /v1/children/C1", "{\"" + Secret + "\":\"" + Secret + "\"}")]
    [InlineData("POST /v1/children/C1/entries", """{"type":"sdq","on":"2026-10-01","score":37,"reference":"Someone-37"}""")]
    [InlineData("POST /v1/batches", "[{\"childId\":\"" + Secret + "\",\"entries\":[]}]")]
    public async Task A_row_holds_identifiers_and_nothing_else_that_was_sent_or_answered(string request, string? body)
    {
        var (_, rows) = await AskAsync(request, body, system, ("User-Agent", Secret), ("X-Forwarded-For", Secret));

        var text = (rows.Should().ContainSingle().Subject with { Authority = "" }).ToString();
        text.Should().NotContain("Someone").And.NotContain("Jane").And.NotContain("2026-10-01").And.NotContain("37,");
        rows[0].ChildIds.Should().BeSubsetOf(["C1"]);
    }

    [Fact]
    public async Task A_read_through_a_batch_of_lists_names_a_child_once()
    {
        var (answer, rows) = await AskAsync("GET /v1/flags?status=upcoming,due-soon,overdue,met", null, system);

        answer.Items.Count.Should().BeGreaterThan(1);
        rows.Should().ContainSingle().Which.Children.Should().Be("""["C1"]""");
        (await Used.NumberAsync(Service.Connection, string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM audit_children WHERE authority_id = '{authority}' AND number = (SELECT max(number) FROM audit WHERE authority_id = '{authority}')"))).Should().Be(1);
    }

    /// <summary>Asks, and returns the rows that it left.</summary>
    private async Task<(Answer Answer, IReadOnlyList<Used> Rows)> AskAsync(string request, string? body, params (string Name, string Value)[] headers)
    {
        var before = (await Used.InAsync(Service.Connection)).Count;
        var parts = request.Split(' ', 2);
        var answer = await Service.SendAsync(new HttpMethod(parts[0]), parts[1], body, [.. headers.Where(header => header.Value.Length > 0)]);
        return (answer, [.. (await Used.InAsync(Service.Connection)).Skip(before)]);
    }

    private (string Name, string Value) As(string subject, params string[] roles) => signedIn.Issuer.Bearer(("sub", subject), ("roles", roles), ("authority", authority));
}
