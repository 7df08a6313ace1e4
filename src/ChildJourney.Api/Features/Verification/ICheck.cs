namespace ChildJourney.Api.Features.Verification;

/// <summary>One thing that is proved of the database. Every class that is one is found, and may ask for what a use case may ask for.</summary>
internal interface ICheck
{
    /// <summary>Its place among the checks: what the others rest on comes first.</summary>
    static abstract int Place { get; }

    /// <summary>Looks, saying how far it has come.</summary>
    Task<Checked> RunAsync(CancellationToken cancellationToken);
}

/// <summary>What a check found.</summary>
/// <param name="Faults">What is amiss, a line each.</param>
/// <param name="Lines">What else is to be said: what was looked at, and what an operator may want to note.</param>
internal sealed record Checked(IReadOnlyList<string> Faults, IReadOnlyList<string> Lines);
