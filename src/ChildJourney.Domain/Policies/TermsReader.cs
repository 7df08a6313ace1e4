using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Policies;

/// <summary>Reads the school terms of a policy, in any order.</summary>
internal static class TermsReader
{
    private const string Expectation = "a term: an object with name, firstDay, lastDay and, where schools close within it, closures";

    private static readonly string[] required = ["name", "firstDay", "lastDay"];

    /// <summary>Reads the terms, and says everything that does not fit.</summary>
    public static SchoolTerms Read(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > PolicySchema.MostTerms)
        {
            problems.Add(new InputProblem(path, $"an array of at most {PolicySchema.MostTerms} terms"));
            return SchoolTerms.None;
        }

        var read = new List<(SchoolTerm Term, string Path)>();
        foreach (var (place, item) in json.EnumerateArray().Index())
        {
            var at = $"{path}[{place}]";
            if (ReadTerm(item, at, problems) is { } term)
            {
                AddImpossible(term, at, problems);
                read.Add((term, at));
            }
        }

        read.Sort((first, second) => first.Term.FirstDay.CompareTo(second.Term.FirstDay));
        AddClashes(read, problems);
        return new SchoolTerms([.. read.Select(term => term.Term with { Closures = [.. term.Term.Closures.Distinct().Order()] })]);
    }

    private static SchoolTerm? ReadTerm(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        var before = problems.Count;
        string? name = null;
        LocalDate? firstDay = null;
        LocalDate? lastDay = null;
        IReadOnlyList<LocalDate> closures = [];
        foreach (var (property, given, at) in PolicyReader.PropertiesOf(json, path, Expectation, problems))
        {
            switch (property)
            {
                case "name":
                    name = given.ValueKind == JsonValueKind.String && JsonText.Of(given) is var text && Identifiers.IsCode(text) ? text : null;
                    AddUnless(name is not null, PolicySchema.TermName, at);
                    break;
                case "firstDay":
                    firstDay = InputDates.Read(given);
                    AddUnless(firstDay is not null, PolicySchema.Date, at);
                    break;
                case "lastDay":
                    lastDay = InputDates.Read(given);
                    AddUnless(lastDay is not null, PolicySchema.Date, at);
                    break;
                case "closures":
                    closures = ReadClosures(given, at, problems);
                    break;
                default:
                    problems.Add(new InputProblem(at, "no such property: a term has name, firstDay, lastDay, closures"));
                    break;
            }
        }

        foreach (var missing in required.Where(property => json.ValueKind == JsonValueKind.Object && !json.TryGetProperty(property, out _)))
        {
            problems.Add(new InputProblem(InputProblem.Path(path, missing), (missing == "name" ? PolicySchema.TermName : PolicySchema.Date).Expected));
        }

        return problems.Count == before ? new SchoolTerm(name!, firstDay!.Value, lastDay!.Value, closures) : null;

        void AddUnless(bool fits, FieldSchema schema, string at)
        {
            if (!fits)
            {
                problems.Add(new InputProblem(at, schema.Expected));
            }
        }
    }

    private static List<LocalDate> ReadClosures(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        var closures = new List<LocalDate>();
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() > PolicySchema.MostTerms)
        {
            problems.Add(new InputProblem(path, $"an array of at most {PolicySchema.MostTerms} dates"));
            return closures;
        }

        foreach (var (place, item) in json.EnumerateArray().Index())
        {
            if (InputDates.Read(item) is { } day)
            {
                closures.Add(day);
            }
            else
            {
                problems.Add(new InputProblem($"{path}[{place}]", PolicySchema.Date.Expected));
            }
        }

        return closures;
    }

    private static void AddImpossible(SchoolTerm term, string path, ICollection<InputProblem> problems)
    {
        if (term.LastDay < term.FirstDay)
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "lastDay"), $"a day not before the first, {PlainEnglish.Date(term.FirstDay)}", Impossible: true));
            return;
        }

        foreach (var (place, day) in term.Closures.Index())
        {
            if (day < term.FirstDay || day > term.LastDay)
            {
                problems.Add(new InputProblem($"{path}.closures[{place}]", "a day within the term", Impossible: true));
            }
        }
    }

    private static void AddClashes(List<(SchoolTerm Term, string Path)> sorted, ICollection<InputProblem> problems)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        SchoolTerm? latest = null;
        foreach (var (term, path) in sorted)
        {
            if (!names.Add(term.Name))
            {
                problems.Add(new InputProblem(InputProblem.Path(path, "name"), $"a name of its own: {term.Name} is used for another term", Impossible: true));
            }

            if (latest is not null && term.FirstDay <= latest.LastDay)
            {
                problems.Add(new InputProblem(
                    InputProblem.Path(path, "firstDay"), $"a day after {PlainEnglish.Date(latest.LastDay)}, the last day of {latest.Name}", Impossible: true));
            }

            latest = latest is null || term.LastDay > latest.LastDay ? term : latest;
        }
    }
}
