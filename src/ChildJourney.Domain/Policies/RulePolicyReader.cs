using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Policies;

/// <summary>Reads what an authority sets for one rule.</summary>
internal static class RulePolicyReader
{
    /// <summary>Reads it, and says everything that does not fit.</summary>
    public static RulePolicy Read(Rule rule, JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var own = new RulePolicy(Enabled: null, Count: null, from);
        var unit = rule.Limits[^1].Amount?.UnitName;
        var allowed = string.Join(", ", Allowed(rule));
        string? numberAt = null;
        foreach (var (name, given, at) in PolicyReader.PropertiesOf(json, path, $"an object with {allowed}", problems))
        {
            if (name == "from")
            {
                own = own with { From = Fitting(InputDates.Read(given), PolicySchema.Date, at) ?? own.From };
            }
            else if (name == "enabled")
            {
                own = own with { Enabled = Fitting(PolicySchema.ReadFlag(given), PolicySchema.Enabled, at) };
                if (own.Enabled is not null && rule.Level != Level.Local)
                {
                    problems.Add(new InputProblem(at, $"nothing: {rule.Id} is {Words.Of(rule.Level)}, which an authority cannot turn on or off", Impossible: true));
                }
            }
            else if (name == unit)
            {
                own = own with { Count = Fitting(PolicySchema.ReadWhole(given, PolicySchema.Number), PolicySchema.Number, at) };
                numberAt = at;
            }
            else
            {
                problems.Add(new InputProblem(at, $"no such property: {rule.Id} has {allowed}"));
            }
        }

        if (own.Count is { } count && rule.Level != Level.Local && Loosened(rule, count) is { } expected)
        {
            problems.Add(new InputProblem(numberAt!, expected, Impossible: true));
        }

        return own;

        T? Fitting<T>(T? value, FieldSchema schema, string at)
            where T : struct
        {
            if (value is null)
            {
                problems.Add(new InputProblem(at, schema.Expected));
            }

            return value;
        }
    }

    /// <summary>The properties that are read for the rule.</summary>
    private static IEnumerable<string> Allowed(Rule rule)
    {
        if (rule.Level == Level.Local)
        {
            yield return "enabled";
        }

        if (rule.Limits[^1].Amount is { } amount)
        {
            yield return amount.UnitName;
        }

        yield return "from";
    }

    /// <summary>What was expected, where the number would leave more time than the law or guidance in force; otherwise null.</summary>
    private static string? Loosened(Rule rule, int count)
    {
        var (current, bound) = (rule.Limits[^1], Math.Abs(rule.Limits[^1].Amount!.Value.Count));
        var back = current.Amount!.Value.Count < 0;
        return (back ? count >= bound : count <= bound)
            ? null
            : $"{(back ? "at least" : "at most")} {PlainEnglish.Number(bound)}: {current.Citation} may be tightened, never loosened";
    }
}
