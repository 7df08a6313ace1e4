using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>The policy of the made-up authority: the published defaults, and its school terms.</summary>
public static class DemoPolicy
{
    private const int SchoolYearsBefore = 3;
    private const int SchoolYearsAhead = 1;

    /// <summary>Makes the policy as it stands today: the last three school years, this one, and the next, whose dates are published ahead.</summary>
    public static Policy For(LocalDate today)
    {
        var year = DemoTerms.SchoolYearOf(today);
        return Policy.Default with { Terms = DemoTerms.Between(year - SchoolYearsBefore, year + SchoolYearsAhead) };
    }
}
