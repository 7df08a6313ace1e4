namespace ChildJourney.Api.Tests.Features.Exports;

/// <summary>List 9, each column worked out by hand; the day is 22 November 2026.</summary>
public sealed class CareLeaverListTests : IAsyncLifetime
{
    private const string Path = "/v1/exports/annex-a";
    private const string List9 = "List 9";
    private const string Category = "Eligibility Category";

    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Fact]
    public async Task Every_column_about_a_care_leaver_says_what_is_recorded()
    {
        await service.ChildAsync(
            "C1",
            "2007-02-28",
            new { type = "admission", on = "2019-01-07", legalStatus = "V2", unaccompanied = true },
            new { type = "pathway-plan", on = "2024-01-08" },
            new { type = "pathway-review", on = "2026-02-03" },
            new { type = "pathway-review", on = "2026-08-04" },
            new { type = "adviser-visit", on = "2026-10-05" },
            new { type = "visit", on = "2026-11-06" },
            new { type = "visit", on = "2026-11-20", seen = false },
            new { type = "allocation", on = "2024-01-08", role = "personal-adviser", assignee = "PA1" },
            new { type = "allocation", on = "2024-01-08", role = "team", assignee = "T9" },
            new { type = "allocation", on = "2024-01-08", role = "social-worker", assignee = "SW9" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.Problems.Should().BeEmpty();
        book.RowOf(List9, "C1")!.Values.Take(17).Should().Equal(
            "C1", "c) Not stated/recorded", null, "28/02/2007", "19", "a) Yes", null, "T9", "SW9", "PA1", "b) Former relevant child", "04/08/2026", null, "06/11/2026", null, null, null);
        book.ChildrenOf("List 8").Should().BeEmpty("care ended at 18, in February 2025");
    }

    [Fact]
    public async Task The_category_follows_from_age_and_days_in_care()
    {
        await InCareAsync("eligible", "2010-11-22", "2026-08-24");
        await InCareAsync("not-yet", "2010-11-23", "2026-08-24");
        await InCareAsync("too-few-days", "2010-06-01", "2026-08-25");
        await InCareAsync("relevant", "2010-01-04", "2024-01-08", "2026-11-22");
        await InCareAsync("qualifying", "2010-01-04", "2026-09-01", "2026-11-22");
        await InCareAsync("left-at-fifteen", "2010-01-04", "2024-01-08", "2026-01-04");
        await InCareAsync("last-day-at-sixteen", "2010-01-04", "2025-11-01", "2026-01-05");
        await InCareAsync("former-relevant", "2005-11-23", "2020-01-06");
        await InCareAsync("twenty-one", "2005-11-22", "2020-01-06");
        await InCareAsync("qualifying-at-twenty", "2005-11-23", "2023-11-01");
        await InCareAsync("qualifying-no-longer", "2005-11-22", "2023-11-01");
        await InCareAsync("taken-over", "2008-01-07", "2024-01-08", "2025-01-06", "E3");
        await InCareAsync("died", "2008-01-07", "2024-01-08", "2025-01-06", "E2");
        await service.ChildAsync("short-breaks", "2009-01-05", new { type = "admission", on = "2024-01-08", legalStatus = "V4" });
        await InCareAsync("supported-to-25", "2001-11-23", "2016-01-04");
        await service.PostAsync("/v1/children/supported-to-25/entries", new { type = "leaving-care-support", on = "2025-01-06" });
        await InCareAsync("twenty-five", "2001-11-22", "2016-01-04");
        await service.PostAsync("/v1/children/twenty-five/entries", new { type = "leaving-care-support", on = "2025-01-06" });

        var book = await ReadWorkbook.GetAsync(service, Path);

        book.ChildrenOf(List9).ToDictionary(child => child!, child => book.RowOf(List9, child!)![Category]).Should().BeEquivalentTo(new Dictionary<string, string?>
        {
            ["eligible"] = "d) Eligible child",
            ["relevant"] = "a) Relevant child",
            ["qualifying"] = "c) Qualifying care leaver",
            ["last-day-at-sixteen"] = "c) Qualifying care leaver",
            ["former-relevant"] = "b) Former relevant child",
            ["qualifying-at-twenty"] = "c) Qualifying care leaver",
            ["supported-to-25"] = "b) Former relevant child",
        });
    }

    private async Task InCareAsync(string childId, string dateOfBirth, string from, string? to = null, string reason = "E4A")
    {
        object admission = new { type = "admission", on = from, legalStatus = "C2" };
        await service.ChildAsync(childId, dateOfBirth, to is null ? [admission] : [admission, new { type = "discharge", on = to, reason }]);
    }
}
