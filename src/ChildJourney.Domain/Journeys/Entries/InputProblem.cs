namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>One thing wrong with what was sent.</summary>
/// <param name="Field">The path of the field at fault.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="Impossible">It fits the schema, yet can be true of no child; otherwise it does not fit the schema.</param>
public sealed record InputProblem(string Field, string Expected, bool Impossible = false)
{
    /// <summary>The path of a property below another.</summary>
    public static string Path(string parent, string property) => parent.Length == 0 ? property : $"{parent}.{property}";
}
