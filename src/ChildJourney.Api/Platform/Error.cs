using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Platform;

/// <summary>An expected failure.</summary>
/// <param name="Type">Of which kind.</param>
/// <param name="Message">What happened this time.</param>
public abstract record Error(ProblemType Type, string Message)
{
    /// <summary>How many problems an answer names: more than anyone mends by hand, and fewer than a body made of them has.</summary>
    protected const int MostNamed = 10_000;

    /// <summary>What was expected, by the path of each field at fault.</summary>
    public virtual IReadOnlyDictionary<string, string[]>? Fields => null;

    /// <summary>Problems by the path of each field at fault.</summary>
    protected static IReadOnlyDictionary<string, string[]> ByField(IEnumerable<InputProblem> problems) => problems
        .Take(MostNamed)
        .GroupBy(problem => problem.Field, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Select(problem => problem.Expected).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
}

/// <summary>Input with something wrong in it.</summary>
/// <param name="Type">The kind where something does not fit the schema.</param>
/// <param name="Problems">Everything that is wrong.</param>
public sealed record InvalidInput(ProblemType Type, IReadOnlyCollection<InputProblem> Problems)
    : Error(Problems.All(problem => problem.Impossible) ? ProblemTypes.Impossible : Type, Count(Problems.Count))
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string[]> Fields { get; } = ByField(Problems);

    private static string Count(int problems) => problems switch
    {
        1 => "One thing is wrong; errors names it.",
        <= MostNamed => $"{problems} things are wrong; errors names each.",
        _ => $"{problems} things are wrong; errors names the first {MostNamed}.",
    };
}

/// <summary>There is no such thing in the caller's scope.</summary>
/// <param name="What">What was asked for.</param>
public sealed record NotFound(string What) : Error(ProblemTypes.NotFound, $"No {What}.");

/// <summary>What was read is no longer current.</summary>
/// <param name="Current">The current version's tag.</param>
public sealed record StaleVersion(string Current) : Error(ProblemTypes.StaleVersion, $"The current version is {Current}.");
