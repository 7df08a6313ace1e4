using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.Exports;

/// <summary>List 8, each column worked out by hand; the day is 22 November 2026 unless said otherwise.</summary>
public sealed class AnnexATests : IAsyncLifetime
{
    private const string Path = "/v1/exports/annex-a";
    private const string List8 = "List 8";
    private const string List9 = "List 9";

    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Theory]
    [InlineData("?asOf=yesterday", "asOf")]
    [InlineData("?list=10", "list")]
    [InlineData("?list=8&list=9", "list")]
    [InlineData("?knownAt=2026-01-01T00:00:00Z", "knownAt")]
    public async Task What_cannot_be_asked_is_refused(string query, string field) =>
        (await service.GetAsync(Path + query)).ShouldBe(ProblemTypes.InvalidRequest, field);

    [Fact]
    public async Task CSV_holds_one_list_which_has_to_be_named() =>
        (await service.GetAsync(Path, ("Accept", "text/csv"))).ShouldBe(ProblemTypes.InvalidRequest, "list");

    [Fact]
    public async Task The_headers_are_those_of_Annex_A_to_the_letter_even_where_there_are_no_children()
    {
        var book = await ReadWorkbook.GetAsync(service, Path);

        book.Problems.Should().BeEmpty();
        book.Sheets.Keys.Should().Equal(List8, List9);
        book.Sheets[List8].Should().ContainSingle().Which.Should().Equal(
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
            "Does the Child have a Disability", "Date Started to be Looked After", "Child's Category of Need",
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)", "Start date of current legal status", "Child's Legal Status",
            "Date of Latest Statutory Review", "Date of Last Social Work Visit", "What is the permanence plan for this child?", "Date of Last IRO Visit / Contact to the Child",
            "Date of Last Health Assessment", "Date of Last Dental Check", "Number of Placements in the Last 12 months", "Date Ceased to be Looked After", "Reason Ceased to be Looked After",
            "Start Date of Most Recent Placement", "Placement Type", "Placement Provider", "Placement postcode", "URN of Placement", "Placement Location", "LA of Placement",
            "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months", "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?", "Did the child accept a Return Interview after their last missing episode (Y/N)?",
            "Allocated Team", "Allocated Worker");
        book.Sheets[List9].Should().ContainSingle().Which.Take(17).Should().Equal(
            "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
            "Does the Child have a Disability", "Allocated Team", "Allocated Worker", "Allocated Personal Advisor", "Eligibility Category", "Latest Pathway Plan Review Date", "LA in Touch",
            "Latest Date of Contact", "Type of Accommodation", "Suitability of Accommodation", "Activity Status");
    }

    [Fact]
    public async Task Every_column_about_a_child_in_care_says_what_is_recorded()
    {
        await service.PutAsync("/v1/children/C1", new { dateOfBirth = "2012-11-23", sex = "F" });
        await RecordAsync(
            "C1",
            new { type = "admission", on = "2024-02-29", legalStatus = "V2", categoryOfNeed = "N8", unaccompanied = true },
            new { type = "placement", on = "2024-02-29", placementType = "U6", provider = "PR4", urn = "SC123" },
            new { type = "placement", on = "2026-03-02", placementType = "K2", provider = "PR4", urn = "SC456", outsideAuthority = true },
            new { type = "placement", on = "2026-08-01", placementType = "T2" },
            new { type = "placement", on = "2026-08-15", placementType = "K2" },
            new { type = "legal-status", on = "2026-01-05", legalStatus = "C1" },
            new { type = "legal-status", on = "2026-05-06", legalStatus = "C2" },
            new { type = "review", on = "2026-06-01", spokeWithChildOn = "2026-05-30" },
            new { type = "review", on = "2026-11-02" },
            new { type = "visit", on = "2026-10-20" },
            new { type = "visit", on = "2026-11-20", seen = false },
            new { type = "permanence-plan", on = "2024-06-01", route = "return-home" },
            new { type = "permanence-plan", on = "2026-06-01", route = "residential" },
            new { type = "health-assessment", on = "2026-03-03" },
            new { type = "health-assessment", on = "2026-09-03", refused = true },
            new { type = "dental-check", on = "2026-04-04" },
            new { type = "missing", on = "2025-11-21", kind = "missing", from = "2025-11-21T20:00", returnedAt = "2025-11-22T08:00" },
            new { type = "missing", on = "2025-11-22", kind = "missing", from = "2025-11-22T20:00", returnedAt = "2025-11-23T08:00", interviewAt = "2025-11-24" },
            new { type = "missing", on = "2026-09-01", kind = "missing", from = "2026-09-01", returnedAt = "2026-09-02", interviewOfferedAt = "2026-09-03", interviewDeclined = true },
            new { type = "missing", on = "2026-10-01", kind = "away-without-authorisation", from = "2026-10-01", returnedAt = "2026-10-02" },
            new { type = "allocation", on = "2024-02-29", role = "team", assignee = "-T1" },
            new { type = "allocation", on = "2024-02-29", role = "social-worker", assignee = "SW1" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.Problems.Should().BeEmpty();
        book.RowOf(List8, "C1")!.Values.Should().Equal(
            "C1", "b) Female", null, "23/11/2012", "13", "a) Yes", null, "29/02/2024", "h) Absent parenting", "b) No", "06/05/2026", "b) Full care orders",
            "02/11/2026", "20/10/2026", "e) Long-term residential placement", "30/05/2026", "03/03/2026", "04/04/2026", "2", null, null, "02/03/2026", "h) Children's Homes", "b) Private",
            null, "SC456", "b) Out", null, "2", "1", "a) Yes", "b) No", "'-T1", "SW1");
        book.ChildrenOf(List9).Should().BeEmpty("no one of 13 is a care leaver");
    }

    [Fact]
    public async Task A_column_is_empty_or_says_no_where_nothing_is_recorded()
    {
        await service.ChildAsync("C1", new { type = "admission", on = "2026-11-22", legalStatus = "L1" });

        (await ReadWorkbook.GetAsync(service, Path)).RowOf(List8, "C1")!.Values.Should().Equal(
            "C1", "c) Not stated/recorded", null, "01/05/2015", "11", "b) No", null, "22/11/2026", "j) Not stated", "b) No", "22/11/2026",
            "f) Detained on child protection grounds in LA accommodation", null, null, null, null, null, null, "0", null, null, null, null, null, null, null, null, null, "0", "0", null, null, null, null);
    }

    [Fact]
    public async Task Those_who_left_care_stay_on_the_list_for_six_months_to_the_day()
    {
        await LeftAsync("C1", "2026-05-22", "E4A");
        await LeftAsync("C2", "2026-05-21", "E4A");
        await LeftAsync("C3", "2026-11-22", "E11");

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.ChildrenOf(List8).Should().Equal("C1", "C3");
        var row = book.RowOf(List8, "C1")!;
        row["Date Ceased to be Looked After"].Should().Be("22/05/2026");
        row["Reason Ceased to be Looked After"].Should().Be("d) Returned home to live with parents or relatives");
        row["Start Date of Most Recent Placement"].Should().Be("06/01/2025");
        row["Placement Type"].Should().Be("a) Foster placement");
        row["Date of Last Social Work Visit"].Should().Be("20/05/2026", "a visit after the child went home is not one of a looked-after child");
        row["Allocated Team"].Should().Be("T1", "who held the case at the end, where no one does now");
        book.RowOf(List8, "C3")!["Reason Ceased to be Looked After"].Should().Be("a) Adopted");
        (await ReadWorkbook.GetAsync(service, $"{Path}?asOf=2026-05-21")).RowOf(List8, "C1")!["Date Ceased to be Looked After"].Should().BeNull("it had not happened yet");
        (await ReadWorkbook.GetAsync(service, $"{Path}?asOf=2025-01-05")).ChildrenOf(List8).Should().BeEmpty();
        (await ReadWorkbook.GetAsync(service, $"{Path}?asOf=2025-01-06")).ChildrenOf(List8).Should().Equal("C1", "C2", "C3");

        async Task LeftAsync(string childId, string on, string reason) => await service.ChildAsync(
            childId,
            new { type = "admission", on = "2025-01-06", legalStatus = "V2" },
            new { type = "placement", on = "2025-01-06", placementType = "U6" },
            new { type = "allocation", on = "2025-01-06", role = "team", assignee = "T1" },
            new { type = "visit", on = "2026-05-20" },
            new { type = "discharge", on, reason },
            new { type = "visit", on = "2026-11-22" },
            new { type = "allocation", on, role = "team", assignee = (string?)null });
    }

    [Fact]
    public async Task At_eighteen_care_ends_by_itself_without_a_reason()
    {
        await service.ChildAsync("C1", "2008-11-22", new { type = "admission", on = "2020-01-06", legalStatus = "C2" });
        await service.ChildAsync("C2", "2008-11-23", new { type = "admission", on = "2020-01-06", legalStatus = "C2" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.RowOf(List8, "C1")!["Date Ceased to be Looked After"].Should().Be("22/11/2026");
        book.RowOf(List8, "C1")!["Reason Ceased to be Looked After"].Should().BeNull();
        book.RowOf(List8, "C2")!["Date Ceased to be Looked After"].Should().BeNull();
        book.RowOf(List9, "C1")!["Eligibility Category"].Should().Be("b) Former relevant child");
        book.RowOf(List9, "C2")!["Eligibility Category"].Should().Be("d) Eligible child");
    }

    [Fact]
    public async Task A_second_period_is_one_that_follows_another_within_twelve_months()
    {
        await TwiceAsync("C1", "2025-11-22");
        await TwiceAsync("C2", "2025-11-23");

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.RowOf(List8, "C1")!["Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)"].Should().Be("b) No", "the last day in care lies a day too far back");
        book.RowOf(List8, "C2")!["Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)"].Should().Be("a) Yes");
        book.RowOf(List8, "C2")!["Date Started to be Looked After"].Should().Be("01/03/2026");
        book.RowOf(List8, "C2")!["Date of Last Dental Check"].Should().BeNull("that of the first period was before this one");
        book.RowOf(List8, "C1")!["Number of Placements in the Last 12 months"].Should().Be("1");
        book.RowOf(List8, "C2")!["Number of Placements in the Last 12 months"].Should().Be("2");

        async Task TwiceAsync(string childId, string home) => await service.ChildAsync(
            childId,
            new { type = "admission", on = "2024-01-08", legalStatus = "V2" },
            new { type = "placement", on = "2024-01-08", placementType = "U6" },
            new { type = "dental-check", on = "2025-11-20" },
            new { type = "discharge", on = home, reason = "E4B" },
            new { type = "admission", on = "2026-03-01", legalStatus = "V2" },
            new { type = "placement", on = "2026-03-01", placementType = "P1" });
    }

    [Fact]
    public async Task Short_breaks_are_not_on_the_list_and_full_care_is_from_its_own_first_day()
    {
        await service.ChildAsync("C1", new { type = "admission", on = "2025-01-06", legalStatus = "V4" });
        await service.ChildAsync("C2", new { type = "admission", on = "2025-01-06", legalStatus = "V4" }, new { type = "legal-status", on = "2026-09-01", legalStatus = "C1" }, new { type = "legal-status", on = "2026-10-01", legalStatus = "C2" });
        await service.ChildAsync(
            "C3",
            new { type = "admission", on = "2025-01-06", legalStatus = "V2" },
            new { type = "discharge", on = "2026-09-01", reason = "E4A" },
            new { type = "admission", on = "2026-10-01", legalStatus = "V3" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.ChildrenOf(List8).Should().Equal("C2", "C3");
        book.RowOf(List8, "C2")!["Date Started to be Looked After"].Should().Be("01/09/2026");
        book.RowOf(List8, "C2")!["Start date of current legal status"].Should().Be("01/10/2026");
        book.RowOf(List8, "C3")!["Date Ceased to be Looked After"].Should().Be("01/09/2026");
    }

    [Fact]
    public async Task Plans_that_lead_to_different_places_on_one_day_are_planning_in_parallel()
    {
        await service.ChildAsync("C1", Admission, new { type = "permanence-plan", on = "2026-06-01", route = "return-home" }, new { type = "permanence-plan", on = "2026-06-01", route = "adoption" });
        await service.ChildAsync("C2", Admission, new { type = "permanence-plan", on = "2026-06-01", route = "special-guardianship" }, new { type = "permanence-plan", on = "2026-06-01", route = "child-arrangements" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.RowOf(List8, "C1")!["What is the permanence plan for this child?"].Should().Be("g) Other");
        book.RowOf(List8, "C2")!["What is the permanence plan for this child?"].Should().Be("c) SGO/CAO");
    }

    [Fact]
    public async Task A_temporary_move_is_the_most_recent_placement_while_it_lasts()
    {
        await service.ChildAsync("C1", Admission, new { type = "placement", on = "2026-01-05", placementType = "U4", provider = "PR1" }, new { type = "placement", on = "2026-11-20", placementType = "T1" });

        var row = (await ReadWorkbook.GetAsync(service, Path)).RowOf(List8, "C1")!;

        row["Start Date of Most Recent Placement"].Should().Be("20/11/2026");
        row["Placement Type"].Should().Be("o) Temporary placement");
        row["Placement Provider"].Should().BeNull();
        row["Number of Placements in the Last 12 months"].Should().Be("1");
        row["Placement Location"].Should().Be("a) In");
    }

    [Theory]
    [InlineData(null, null, false, "b) No", "b) No")]
    [InlineData("2026-10-03", null, false, "a) Yes", "c) Unknown")]
    [InlineData("2026-10-03", null, true, "a) Yes", "b) No")]
    [InlineData("2026-10-03", "2026-10-04", false, "a) Yes", "a) Yes")]
    [InlineData(null, "2026-10-04", false, "a) Yes", "a) Yes")]
    public async Task What_became_of_the_return_interview_is_told_of_the_last_return(string? offeredAt, string? heldAt, bool declined, string offered, string accepted)
    {
        await service.ChildAsync(
            "C1",
            Admission,
            new { type = "missing", on = "2026-10-01", kind = "missing", from = "2026-10-01", returnedAt = "2026-10-02", interviewOfferedAt = offeredAt, interviewAt = heldAt, interviewDeclined = declined },
            new { type = "missing", on = "2026-11-21", kind = "missing", from = "2026-11-21" });

        var row = (await ReadWorkbook.GetAsync(service, Path)).RowOf(List8, "C1")!;

        row["Was the child offered a Return Interview after their last missing episode (Y/N)?"].Should().Be(offered);
        row["Did the child accept a Return Interview after their last missing episode (Y/N)?"].Should().Be(accepted);
        row["Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months"].Should().Be("2");
    }

    [Fact]
    public async Task A_list_comes_as_CSV_with_the_same_cells()
    {
        await service.ChildAsync("C1", Admission, new { type = "allocation", on = "2026-01-05", role = "team", assignee = "-T1" });

        var answer = await service.GetAsync($"{Path}?list=8", ("Accept", "text/csv"));

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Headers["Content-Type"].Should().Be("text/csv; charset=utf-8");
        answer.Headers["Content-Disposition"].Should().Be("attachment; filename=\"annex-a-list-8-2026-11-22.csv\"");
        answer.Headers["Vary"].Should().Contain("Accept");
        var lines = answer.Text.Split("\r\n");
        lines.Should().HaveCount(3);
        lines[0].Should().StartWith("Child Unique ID,Gender,Ethnicity,Date of Birth,");
        lines[1].Should().Be("C1,c) Not stated/recorded,,01/05/2015,11,b) No,,05/01/2026,j) Not stated,b) No,05/01/2026,e) Accommodated under S20,,,,,,,0,,,,,,,,,,0,0,,,\"'-T1\",");
        (await service.GetAsync($"{Path}?list=9", ("Accept", "text/csv"))).Text.Split("\r\n").Should().HaveCount(2);
    }

    [Fact]
    public async Task A_workbook_may_hold_one_list_alone_and_has_a_name()
    {
        (await ReadWorkbook.GetAsync(service, $"{Path}?list=9")).Sheets.Keys.Should().Equal(List9);
        (await service.GetAsync($"{Path}?asOf=2026-03-31")).Headers["Content-Disposition"].Should().Be("attachment; filename=\"annex-a-2026-03-31.xlsx\"");
    }

    [Fact]
    public async Task Children_come_in_order_however_many_there_are()
    {
        var batch = Enumerable.Range(0, 600).Select(number => new { childId = $"N{number:D4}", child = new { dateOfBirth = "2015-05-01" }, entries = new object[] { Admission } });
        (await service.PostAsync("/v1/batches", System.Text.Json.JsonSerializer.Serialize(batch))).Status.Should().Be(HttpStatusCode.OK);

        (await ReadWorkbook.GetAsync(service, Path)).ChildrenOf(List8).Should().Equal(batch.Select(child => child.childId));
    }

    private static object Admission => new { type = "admission", on = "2026-01-05", legalStatus = "V2" };

    private async Task RecordAsync(string childId, params object[] entries)
    {
        foreach (var entry in entries)
        {
            var answer = await service.PostAsync($"/v1/children/{childId}/entries", entry);
            answer.Status.Should().Be(HttpStatusCode.Created, "{0}", answer.Text);
        }
    }
}
