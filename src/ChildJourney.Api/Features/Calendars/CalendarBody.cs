using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Calendars;

/// <summary>Whose calendar is asked for.</summary>
/// <param name="Iro">The independent reviewing officer, or null.</param>
/// <param name="Team">The team, or null.</param>
public sealed record CalendarBody(string? Iro, string? Team)
{
    private const string OneOf = "either iro or team";

    private static readonly FieldSchema code = new("string", Identifiers.CodeExpectation) { Pattern = Identifiers.CodePattern };

    /// <summary>The properties of a body, with what each may hold.</summary>
    public static IReadOnlyList<(string Name, FieldSchema Schema, string Summary)> Properties { get; } =
    [
        ("iro", code, "The independent reviewing officer whose children it is about."),
        ("team", code, "The team whose children it is about."),
    ];

    /// <summary>Reads what was sent, and says everything that does not fit; null where something does not.</summary>
    public static CalendarBody? Read(JsonElement json, ICollection<InputProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem("", $"an object with {OneOf}"));
            return null;
        }

        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not ("iro" or "team"))
            {
                problems.Add(new InputProblem(property.Name, $"no such property: there is {OneOf}"));
            }
            else if (property.Value.ValueKind == JsonValueKind.String && JsonText.Of(property.Value) is var text && Identifiers.IsCode(text))
            {
                given.Add(property.Name, text);
            }
            else
            {
                problems.Add(new InputProblem(property.Name, Identifiers.CodeExpectation));
            }
        }

        if (problems.Count == 0 && given.Count != 1)
        {
            problems.Add(new InputProblem("", OneOf));
        }

        return problems.Count == 0 ? new CalendarBody(given.GetValueOrDefault("iro"), given.GetValueOrDefault("team")) : null;
    }
}
