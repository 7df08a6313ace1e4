using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Tests.Obligations;

public sealed class BecauseTests
{
    private static readonly Wording review = new("Second review", "held");

    [Theory]
    [InlineData(null, null, null, "2026-09-01", "Second review is due by 24 September 2026, three months after the first on 24 June 2026; none has been held yet.")]
    [InlineData(null, null, null, "2026-09-24", "Second review is due by 24 September 2026, three months after the first on 24 June 2026; none has been held yet.")]
    [InlineData(null, null, null, "2026-09-25", "Second review was due by 24 September 2026, three months after the first on 24 June 2026; none has been held.")]
    [InlineData("2026-09-24", null, null, "2026-10-01", "Second review was due by 24 September 2026, three months after the first on 24 June 2026; held on 24 September 2026.")]
    [InlineData("2026-09-25", null, null, "2026-10-01", "Second review was due by 24 September 2026, three months after the first on 24 June 2026; held on 25 September 2026, 1 day late.")]
    [InlineData(null, "2026-09-30", null, "2026-10-01", "Second review was due by 24 September 2026, three months after the first on 24 June 2026; none had been held when the child turned 18 on 30 September 2026.")]
    [InlineData(null, "2026-09-20", null, "2026-10-01", "Second review would have been due by 24 September 2026, three months after the first on 24 June 2026; the child turned 18 on 20 September 2026, before it was late.")]
    [InlineData(null, null, "2026-09-20", "2026-10-01", "Second review was due by 24 September 2026, three months after the first on 24 June 2026; the child refused on 20 September 2026.")]
    public void One_sentence_says_how_it_stands_on_the_day(string? metOn, string? endedOn, string? refusedOn, string day, string expected)
    {
        var dates = new StageDates(Make.Day("2026-09-24"), Make.Maybe(metOn), Make.Maybe(endedOn), Make.Maybe(refusedOn));

        Because.Sentence(review, "three months after the first on 24 June 2026", dates, "the child turned 18", missingFact: null, Make.Day(day), dueSoonDays: 14)
            .Should().Be(expected);
    }

    [Fact]
    public void What_cannot_be_determined_names_the_missing_fact()
    {
        var dates = new StageDates(null, null, null, null);

        Because.Sentence(review, "", dates, endedWhy: null, "No school terms are set for 24 September 2026.", Make.Day("2026-09-24"), dueSoonDays: 14)
            .Should().Be("No school terms are set for 24 September 2026.");
        Because.Sentence(review, "", dates, endedWhy: null, missingFact: null, Make.Day("2026-09-24"), dueSoonDays: 14)
            .Should().Be("Second review: the due date cannot be determined.");
    }
}
