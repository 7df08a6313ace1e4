namespace ChildJourney.Domain.Tests.Journeys;

public sealed class ChildTests
{
    [Theory]
    [InlineData("2008-11-22", 18, "2026-11-22")]
    [InlineData("2008-02-29", 18, "2026-03-01")] // a common year: the day after 28 February
    [InlineData("2008-02-29", 16, "2024-02-29")]
    [InlineData("2010-02-28", 18, "2028-02-28")]
    [InlineData("2008-12-31", 5, "2013-12-31")]
    public void An_age_is_attained_on_the_birthday(string born, int age, string expected) =>
        Make.Child(born).Birthday(age).Should().Be(Make.Day(expected));

    [Fact]
    public void The_18th_birthday_is_one_of_them()
    {
        Make.Child("2008-02-29").EighteenthBirthday.Should().Be(Make.Day("2026-03-01"));
        (Make.Child("2008-02-29") with { DateOfBirth = Make.Day("2009-03-01") }).EighteenthBirthday
            .Should().Be(Make.Day("2027-03-01"), "it follows a corrected date of birth");
    }
}
