using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>Reads what is sent about an authority's policy.</summary>
internal static class PolicyBody
{
    private const string DueSoonExpectation = "a whole number of days from 0 to 366";
    private const int GreatestNumber = 1000;

    /// <summary>Reads a policy, and says everything that does not fit.</summary>
    /// <param name="json">What was sent.</param>
    /// <param name="from">From which trigger date a rule's own number governs, where none is given.</param>
    /// <param name="path">Where it stands in the request.</param>
    /// <param name="problems">Where problems are added.</param>
    public static Policy Read(JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var policy = Policy.Default;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem(path, "a policy: an object"));
            return policy;
        }

        foreach (var property in json.EnumerateObject())
        {
            var at = InputProblem.Path(path, property.Name);
            switch (property.Name)
            {
                case "dueSoonDays" when IsWhole(property.Value, 366, out var days):
                    policy = policy with { DueSoonDays = days };
                    break;
                case "dueSoonDays":
                    problems.Add(new InputProblem(at, DueSoonExpectation));
                    break;
                case "rules" when property.Value.ValueKind == JsonValueKind.Object:
                    policy = policy with { Rules = ReadRules(property.Value, from, at, problems) };
                    break;
                case "rules":
                    problems.Add(new InputProblem(at, "an object with a property a rule, named by its id"));
                    break;
                default:
                    problems.Add(new InputProblem(at, "no such property: a policy has dueSoonDays, rules"));
                    break;
            }
        }

        return policy;
    }

    private static Dictionary<string, RulePolicy> ReadRules(JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var rules = new Dictionary<string, RulePolicy>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var at = InputProblem.Path(path, property.Name);
            if (RuleCatalogue.Find(property.Name) is not { } rule)
            {
                problems.Add(new InputProblem(at, $"one of {string.Join(", ", RuleCatalogue.All.Select(known => known.Id))}"));
            }
            else if (property.Value.ValueKind != JsonValueKind.Object)
            {
                problems.Add(new InputProblem(at, $"an object with {Allowed(rule)}"));
            }
            else
            {
                rules[rule.Id] = ReadRule(rule, property.Value, from, at, problems);
            }
        }

        return rules;
    }

    private static RulePolicy ReadRule(Rule rule, JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var own = new RulePolicy(Enabled: null, Count: null, from);
        foreach (var property in json.EnumerateObject())
        {
            var at = InputProblem.Path(path, property.Name);
            var given = property.Value;
            if (property.Name == "from" && InputDates.Read(given) is { } date)
            {
                own = own with { From = date };
            }
            else if (property.Name == "from")
            {
                problems.Add(new InputProblem(at, InputDates.Expectation));
            }
            else if (property.Name == "enabled" && given.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                own = own with { Enabled = given.GetBoolean() };
                if (rule.Level != Level.Local)
                {
                    problems.Add(new InputProblem(at, $"nothing: {rule.Id} is {Words.Of(rule.Level)}, which an authority cannot turn on or off", Impossible: true));
                }
            }
            else if (rule.Limits[^1].Amount is { } amount && property.Name == amount.UnitName && IsWhole(given, GreatestNumber, out var count))
            {
                own = own with { Count = count };
                if (rule.Level != Level.Local && count > amount.Count)
                {
                    problems.Add(new InputProblem(at, $"at most {PlainEnglish.Number(amount.Count)}: {rule.Limits[^1].Citation} may be tightened, never loosened", Impossible: true));
                }
            }
            else
            {
                problems.Add(new InputProblem(at, $"{Allowed(rule)}; numbers from 0 to {PlainEnglish.Number(GreatestNumber)}"));
            }
        }

        return own;
    }

    private static string Allowed(Rule rule)
    {
        string[] names = [.. rule.Level == Level.Local ? ["enabled"] : Array.Empty<string>(), .. rule.Limits[^1].Amount is { } amount ? [amount.UnitName] : Array.Empty<string>(), "from"];
        return string.Join(", ", names);
    }

    private static bool IsWhole(JsonElement json, int most, out int number)
    {
        number = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out number) && number >= 0 && number <= most;
    }
}
