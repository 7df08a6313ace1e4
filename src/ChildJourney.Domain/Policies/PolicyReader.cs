using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Policies;

/// <summary>Reads an authority's policy. What is left out stands at the published default.</summary>
public static class PolicyReader
{
    private const string ObjectByRule = "an object with a property a rule, named by its id";
    private const string ObjectByIndicator = "an object with a property a drift indicator, named by its id";
    private const string ObjectByType = "an object with a property an entry type: the date from which it is recorded here, or null for not at all";

    private static readonly string[] names = ["version", "dueSoonDays", "pepFromAge", "recordedFrom", "terms", "targets", "rules", "drift"];

    /// <summary>Reads a policy, and says everything that does not fit.</summary>
    /// <param name="json">What was sent.</param>
    /// <param name="from">From which trigger date a rule's own number governs, where none is given.</param>
    /// <param name="path">Where it stands in the request: empty for the body itself.</param>
    /// <param name="problems">Where problems are added.</param>
    public static Policy Read(JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var policy = Policy.Default;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem(path, $"a policy: an object with {string.Join(", ", names)}"));
            return policy;
        }

        foreach (var property in json.EnumerateObject())
        {
            var (given, at) = (property.Value, InputProblem.Path(path, property.Name));
            switch (property.Name)
            {
                case "version":
                    _ = Whole(given, PolicySchema.Version, at);
                    break;
                case "dueSoonDays":
                    policy = policy with { DueSoonDays = Whole(given, PolicySchema.DueSoonDays, at) ?? policy.DueSoonDays };
                    break;
                case "pepFromAge":
                    policy = policy with { PepFromAge = Whole(given, PolicySchema.PepFromAge, at) ?? policy.PepFromAge };
                    break;
                case "recordedFrom":
                    policy = policy with { RecordedFrom = ReadRecordedFrom(given, at, problems) };
                    break;
                case "terms":
                    policy = policy with { Terms = TermsReader.Read(given, at, problems) };
                    break;
                case "targets":
                    policy = policy with { Targets = ReadTargets(given, at, problems) };
                    break;
                case "rules":
                    policy = policy with { Rules = ReadRules(given, from, at, problems) };
                    break;
                case "drift":
                    policy = policy with { Drift = ReadDrift(given, at, problems) };
                    break;
                default:
                    problems.Add(new InputProblem(at, $"no such property: a policy has {string.Join(", ", names)}"));
                    break;
            }
        }

        return policy;

        int? Whole(JsonElement given, FieldSchema schema, string at)
        {
            var number = PolicySchema.ReadWhole(given, schema);
            if (number is null)
            {
                problems.Add(new InputProblem(at, schema.Expected));
            }

            return number;
        }
    }

    private static Dictionary<string, LocalDate?> ReadRecordedFrom(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        var read = new Dictionary<string, LocalDate?>(StringComparer.Ordinal);
        foreach (var (name, given, at) in PropertiesOf(json, path, ObjectByType, problems))
        {
            var date = InputDates.Read(given);
            if (EntryShapes.Find(name) is null)
            {
                problems.Add(new InputProblem(at, $"one of {string.Join(", ", EntryShapes.All.Select(shape => shape.Type))}"));
            }
            else if (date is null && given.ValueKind != JsonValueKind.Null)
            {
                problems.Add(new InputProblem(at, $"{InputDates.Expectation}, or null for not at all"));
            }
            else
            {
                read.Add(name, date);
            }
        }

        return read;
    }

    private static Dictionary<string, decimal> ReadTargets(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        var read = new Dictionary<string, decimal>(Policy.Default.Targets, StringComparer.Ordinal);
        foreach (var (name, given, at) in PropertiesOf(json, path, ObjectByRule, problems))
        {
            if (RuleCatalogue.Find(name) is null && !Policy.Default.Targets.ContainsKey(name))
            {
                problems.Add(UnknownRule(at));
            }
            else if (given.ValueKind == JsonValueKind.Null)
            {
                read.Remove(name);
            }
            else if (given.ValueKind == JsonValueKind.Number && given.TryGetDecimal(out var rate) && rate >= PolicySchema.Target.Minimum && rate <= PolicySchema.Target.Maximum)
            {
                read[name] = rate;
            }
            else
            {
                problems.Add(new InputProblem(at, PolicySchema.Target.Expected));
            }
        }

        return read;
    }

    private static Dictionary<string, RulePolicy> ReadRules(JsonElement json, LocalDate from, string path, ICollection<InputProblem> problems)
    {
        var read = new Dictionary<string, RulePolicy>(StringComparer.Ordinal);
        foreach (var (name, given, at) in PropertiesOf(json, path, ObjectByRule, problems))
        {
            if (RuleCatalogue.Find(name) is not { } rule)
            {
                problems.Add(UnknownRule(at));
            }
            else if (RulePolicyReader.Read(rule, given, from, at, problems) is ({ Enabled: not null } or { Count: not null }) and var own)
            {
                read.Add(name, own);
            }
        }

        return read;
    }

    private static Dictionary<string, DriftPolicy> ReadDrift(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        var read = new Dictionary<string, DriftPolicy>(StringComparer.Ordinal);
        foreach (var (name, given, at) in PropertiesOf(json, path, ObjectByIndicator, problems))
        {
            if (DriftCatalogue.Find(name) is not { } indicator)
            {
                problems.Add(new InputProblem(at, $"one of {string.Join(", ", DriftCatalogue.All.Select(known => known.Id))}"));
            }
            else if (ReadIndicator(indicator, given, at, problems) is ({ Enabled: not null } or { Thresholds.Count: > 0 }) and var own)
            {
                read.Add(name, own);
            }
        }

        return read;
    }

    /// <summary>Reads what is set for an indicator, leaving out what says no more than the default.</summary>
    private static DriftPolicy ReadIndicator(DriftIndicator indicator, JsonElement json, string path, ICollection<InputProblem> problems)
    {
        bool? enabled = null;
        var thresholds = new Dictionary<string, int>(StringComparer.Ordinal);
        var allowed = string.Join(", ", indicator.Thresholds.Select(threshold => threshold.Name).Prepend("enabled"));
        foreach (var (name, given, at) in PropertiesOf(json, path, $"an object with {allowed}", problems))
        {
            var threshold = indicator.Thresholds.FirstOrDefault(known => known.Name == name);
            if (threshold is null && name != "enabled")
            {
                problems.Add(new InputProblem(at, $"no such property: {indicator.Id} has {allowed}"));
            }
            else if (threshold is null && PolicySchema.ReadFlag(given) is { } on)
            {
                enabled = on ? null : false;
            }
            else if (threshold is not null && PolicySchema.ReadWhole(given, PolicySchema.Number) is { } number)
            {
                if (number != threshold.Default)
                {
                    thresholds.Add(name, number);
                }
            }
            else
            {
                problems.Add(new InputProblem(at, (threshold is null ? PolicySchema.Enabled : PolicySchema.Number).Expected));
            }
        }

        return new DriftPolicy(enabled, thresholds);
    }

    /// <summary>The properties of an object, each with its path; none, and a problem, where it is no object.</summary>
    internal static IEnumerable<(string Name, JsonElement Value, string Path)> PropertiesOf(JsonElement json, string path, string expected, ICollection<InputProblem> problems)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            return json.EnumerateObject().Select(property => (property.Name, property.Value, InputProblem.Path(path, property.Name)));
        }

        problems.Add(new InputProblem(path, expected));
        return [];
    }

    private static InputProblem UnknownRule(string at) => new(at, $"one of {string.Join(", ", RuleCatalogue.All.Select(known => known.Id))}");
}
