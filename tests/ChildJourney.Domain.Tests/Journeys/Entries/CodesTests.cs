using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Domain.Tests.Journeys.Entries;

public sealed class CodesTests
{
    [Fact]
    public void Codes_of_the_return_are_written_as_they_are_named()
    {
        CodeLists.LegalStatuses.Find("V2").Should().Be(LegalStatus.V2);
        CodeLists.LegalStatuses.TextOf(LegalStatus.V2).Should().Be("V2");
        CodeLists.LegalStatuses.Find("v2").Should().BeNull();
        CodeLists.LegalStatuses.Find("V1").Should().BeNull();
    }

    [Fact]
    public void Words_of_our_own_are_hyphenated()
    {
        CodeLists.AllocationRoles.Texts.Should().Equal("team", "social-worker", "iro", "personal-adviser");
        CodeLists.PlacementApprovals.Texts.Should().Equal("full", "temporary", "emergency", "parent-before-assessment");
        CodeLists.AllocationRoles.Find("social-worker").Should().Be(AllocationRole.SocialWorker);
        CodeLists.AllocationRoles.Find("SocialWorker").Should().BeNull();
    }

    [Fact]
    public void What_was_expected_lists_the_codes() =>
        CodeLists.ReviewFormats.Expectation.Should().Be("one of meeting, paper");

    [Theory]
    [InlineData("T0", true)]
    [InlineData("T4", true)]
    [InlineData("U6", false)]
    [InlineData("A3", false)]
    public void Temporary_placements_are_T0_to_T4(string code, bool expected) =>
        Make.Placed("2026-01-05", CodeLists.PlacementTypes.Find(code)!.Value).IsTemporary.Should().Be(expected);

    [Theory]
    [InlineData("A3", true)]
    [InlineData("A4", true)]
    [InlineData("A5", true)]
    [InlineData("A6", true)]
    [InlineData("U2", false)] // foster care with a relative who means to adopt is foster care
    [InlineData("U5", false)]
    public void Placements_for_adoption_are_A3_to_A6(string code, bool expected) =>
        Make.Placed("2026-01-05", CodeLists.PlacementTypes.Find(code)!.Value).IsForAdoption.Should().Be(expected);
}
