namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>How long and how often: a little with every run of the tests, much where STRESS=1 is set.</summary>
internal static class Stress
{
    private static readonly bool isAskedFor = Environment.GetEnvironmentVariable("STRESS") == "1";

    public static T Of<T>(T usual, T stress) => isAskedFor ? stress : usual;
}
