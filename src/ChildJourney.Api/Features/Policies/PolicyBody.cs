using System.Text.Json;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>Reads a policy as it is sent: an answer may be sent back as it was given, with what it says of a rebuild.</summary>
internal static class PolicyBody
{
    /// <summary>The property of an answer that is no part of a policy.</summary>
    public const string Rebuild = "rebuild";

    /// <inheritdoc cref="PolicyReader.Read"/>
    public static Policy Read(JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var found = new List<InputProblem>();
        var policy = PolicyReader.Read(json, from, path, found);
        foreach (var problem in found.Where(problem => problem.Field != InputProblem.Path(path, Rebuild)))
        {
            problems.Add(problem);
        }

        return policy;
    }
}
