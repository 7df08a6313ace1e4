using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Children;

/// <summary>Reads what is sent about a child.</summary>
public static class ChildBody
{
    /// <summary>The properties of a child, with what each may hold.</summary>
    public static IReadOnlyList<(string Name, FieldSchema Schema, string Summary)> Properties { get; } =
    [
        ("dateOfBirth", new FieldSchema("string", InputDates.Expectation) { Format = "date" }, "The day of birth."),
        ("sex", new FieldSchema("string", CodeLists.Sexes.Expectation) { Codes = CodeLists.Sexes.Texts }, "Sex as SSDA903 has it."),
        ("upn", new FieldSchema("string", Identifiers.UpnExpectation) { Pattern = Identifiers.UpnPattern }, "The unique pupil number."),
        ("restricted", new FieldSchema("boolean", "true or false"), "Whether only those who hold the child may see the record."),
    ];

    /// <summary>Reads a child, and says everything that does not fit; null where something does not.</summary>
    public static Child? Read(JsonElement json, string childId, LocalDate? today, string path, ICollection<InputProblem> problems)
    {
        var before = problems.Count;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem(path, "a child: an object with dateOfBirth"));
            return null;
        }

        LocalDate? dateOfBirth = null;
        Sex? sex = null;
        string? upn = null;
        var restricted = false;
        foreach (var property in json.EnumerateObject())
        {
            var given = property.Value;
            var absent = given.ValueKind == JsonValueKind.Null && property.Name != "dateOfBirth";
            var text = given.ValueKind == JsonValueKind.String ? JsonText.Of(given) : null;
            var fits = absent || property.Name switch
            {
                "dateOfBirth" => text is not null && (dateOfBirth = InputDates.Parse(text)) is not null,
                "sex" => text is not null && (sex = CodeLists.Sexes.Find(text)) is not null,
                "upn" => text is not null && Identifiers.IsUpn(upn = text),
                "restricted" => given.ValueKind is JsonValueKind.True or JsonValueKind.False && ((restricted = given.GetBoolean()) || true),
                _ => false,
            };
            if (!fits)
            {
                problems.Add(new InputProblem(InputProblem.Path(path, property.Name), ExpectationOf(property.Name)));
            }
        }

        if (!json.TryGetProperty("dateOfBirth", out _))
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "dateOfBirth"), InputDates.Expectation));
        }

        if (dateOfBirth > today)
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "dateOfBirth"), $"a date not after today, {PlainEnglish.Date(today.Value)}", Impossible: true));
        }

        return problems.Count == before ? new Child(childId, dateOfBirth!.Value, sex, upn, restricted) : null;
    }

    private static string ExpectationOf(string name)
    {
        foreach (var (known, schema, _) in Properties)
        {
            if (known == name)
            {
                return schema.Expected;
            }
        }

        return $"no such property: a child has {string.Join(", ", Properties.Select(property => property.Name))}";
    }
}
