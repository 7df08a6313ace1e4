using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>A child, known by the authority's own identifier.</summary>
/// <param name="Id">The authority's identifier: a code, never a name.</param>
/// <param name="DateOfBirth">The day the child was born.</param>
/// <param name="Sex">M, F or U, where recorded.</param>
/// <param name="Upn">The unique pupil number, or UN1 to UN5 for why there is none.</param>
/// <param name="Restricted">Whether only those who hold the child may see the record.</param>
public sealed record Child(string Id, LocalDate DateOfBirth, Sex? Sex = null, string? Upn = null, bool Restricted = false)
{
    /// <summary>The day the child turns 18, from the start of which no one is a looked-after child.</summary>
    public LocalDate EighteenthBirthday => Birthday(18);

    /// <summary>The day that age is attained. Someone born on 29 February attains it on 1 March in a common year.</summary>
    public LocalDate Birthday(int age) => Anniversary.Of(DateOfBirth, age);

    /// <summary>The age in whole years on a day, which is not before birth.</summary>
    public int AgeOn(LocalDate day)
    {
        var age = day.Year - DateOfBirth.Year;
        return Birthday(age) > day ? age - 1 : age;
    }
}

/// <summary>Sex as the SSDA903 return has it.</summary>
public enum Sex
{
    /// <summary>Male.</summary>
    M,

    /// <summary>Female.</summary>
    F,

    /// <summary>Unknown.</summary>
    U,
}
