using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public class SocialWorkerTests
{
    private readonly Store store = new();

    [Fact]
    public void Each_takes_over_from_the_one_before()
    {
        Import("SW17,13/02/2026,13/03/2026", "SW12,13/03/2026,05/04/2026", "SW13,05/04/2026,");

        Allocations().Should().Equal("2026-02-13 SW17", "2026-03-13 SW12", "2026-04-05 SW13");
    }

    [Fact]
    public void A_gap_is_held_by_nobody()
    {
        Import("SW17,13/02/2026,13/03/2026", "SW12,14/03/2026,");

        Allocations().Should().Equal("2026-02-13 SW17", "2026-03-13 nobody", "2026-03-14 SW12");
    }

    [Fact]
    public void After_the_last_that_ended_nobody_holds_the_case()
    {
        Import("SW17,13/02/2026,13/03/2026");

        Allocations().Should().Equal("2026-02-13 SW17", "2026-03-13 nobody");
    }

    [Fact]
    public void One_that_overlaps_holds_on()
    {
        Import("SW17,13/02/2026,13/03/2026", "SW12,10/03/2026,");

        Allocations().Should().Equal("2026-02-13 SW17", "2026-03-10 SW12");
    }

    [Fact]
    public void After_a_nested_one_the_outer_holds_again()
    {
        Import("SW17,13/02/2026,", "SW12,10/03/2026,20/03/2026");

        Allocations().Should().Equal("2026-02-13 SW17", "2026-03-10 SW12", "2026-03-20 SW17");
    }

    [Fact]
    public void Of_two_that_begin_on_one_day_the_later_ending_holds()
    {
        var report = Import("SW17,13/02/2026,", "SW12,13/02/2026,20/03/2026");

        Allocations().Should().Equal("2026-02-13 SW17");
        report.Notes.Should().Contain("Social worker episodes that begin on the day of a later-ending one, which holds: 1");
    }

    [Fact]
    public void One_that_ends_on_its_first_day_leaves_the_case_to_nobody()
    {
        Import("SW17,13/02/2026,13/02/2026");

        Allocations().Should().Equal("2026-02-13 nobody");
    }

    [Theory]
    [InlineData("Jane Smith,13/02/2026,", "SW_ID Jane Smith")]
    [InlineData(",13/02/2026,", "SW_ID ")]
    [InlineData("SW1,13/02/2026,12/02/2026", "SW_DEC 12/02/2026")]
    [InlineData("SW1,13/07/2014,", "SW_DECOM 13/07/2014")]
    public void One_that_cannot_be_is_refused(string row, string expected)
    {
        Shown(Import(row).Refusals).Should().Equal($"sw.csv:2 {expected}");
    }

    [Fact]
    public void A_looked_after_child_whom_nobody_holds_is_warned_of()
    {
        Import("SW17,13/02/2026,13/03/2026").Warnings.Should().ContainSingle().Which.What.Should().Be("looked after, and no social worker episode is open");
    }

    private Api.Features.Imports.ImportReport Import(params string[] rows) => store.Import(
        Header("C1,M,14/07/2014,,,,"),
        Episodes("C1,13/02/2026,S,V2,U6,,"),
        SocialWorkers([.. rows.Select(row => $"C1,14/07/2014,{row},")]));

    private IEnumerable<string> Allocations() =>
        store.Of("C1").Where(entry => entry.StartsWith("903-allocation-", StringComparison.Ordinal)).Select(entry => entry["903-allocation-".Length..]);
}
