using System.Text;
using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Rules;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Policies;

/// <summary>Writes an authority's policy, each part in one order, so that the same policy is the same text.</summary>
public static class PolicyWriter
{
    private const decimal PlainZeros = 1.0000000000000000000000000000m;

    /// <summary>Whether both set the same.</summary>
    public static bool SaysTheSame(this Policy policy, Policy other) => policy.DifferencesText() == other.DifferencesText();

    /// <summary>Whether the same follows from both for every journey: they differ at most in how it is presented.</summary>
    public static bool AppliesAlike(this Policy policy, Policy other) => Applied(policy).SaysTheSame(Applied(other));

    /// <summary>What differs from the published defaults, as a JSON object: what is stored, so that a later default reaches it.</summary>
    public static string DifferencesText(this Policy policy)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            Write(json, policy, complete: false);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Writes all that governs, defaults too, as properties of the object that is open.</summary>
    public static void WriteAll(Utf8JsonWriter json, Policy policy) => Write(json, policy, complete: true);

    private static Policy Applied(Policy policy) => policy with { DueSoonDays = Policy.Default.DueSoonDays, Targets = Policy.Default.Targets };

    private static void Write(Utf8JsonWriter json, Policy policy, bool complete)
    {
        WriteNumber("dueSoonDays", policy.DueSoonDays, Policy.Default.DueSoonDays);
        WriteNumber("pepFromAge", policy.PepFromAge, Policy.Default.PepFromAge);
        WriteObject("recordedFrom", policy.RecordedFrom, (type, from) => WriteDate(json, type, from));
        if (complete || policy.Terms.All.Count > 0)
        {
            WriteTerms(json, policy);
        }

        WriteObject("targets", Targets(policy, complete), (rule, target) => WriteTarget(json, rule, target));
        WriteObject("rules", policy.Rules, (rule, own) => WriteRule(json, rule, own));
        WriteObject("drift", complete ? DriftCatalogue.All.ToDictionary(indicator => indicator.Id, indicator => Complete(indicator, policy)) : policy.Drift, (indicator, own) => WriteIndicator(json, indicator, own));

        void WriteNumber(string name, int number, int published)
        {
            if (complete || number != published)
            {
                json.WriteNumber(name, number);
            }
        }

        void WriteObject<T>(string name, IReadOnlyDictionary<string, T> values, Action<string, T> write)
        {
            if (!complete && values.Count == 0)
            {
                return;
            }

            json.WriteStartObject(name);
            foreach (var (key, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                write(key, value);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteTerms(Utf8JsonWriter json, Policy policy)
    {
        json.WriteStartArray("terms");
        foreach (var term in policy.Terms.All)
        {
            json.WriteStartObject();
            json.WriteString("name", term.Name);
            WriteDate(json, "firstDay", term.FirstDay);
            WriteDate(json, "lastDay", term.LastDay);
            json.WriteStartArray("closures");
            foreach (var day in term.Closures)
            {
                json.WriteStringValue(LocalDatePattern.Iso.Format(day));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The targets, a published one that was given up as null.</summary>
    private static Dictionary<string, decimal?> Targets(Policy policy, bool complete)
    {
        var targets = policy.Targets
            .Where(target => complete || !Policy.Default.Targets.TryGetValue(target.Key, out var published) || published != target.Value)
            .ToDictionary(target => target.Key, target => (decimal?)target.Value, StringComparer.Ordinal);
        foreach (var rule in Policy.Default.Targets.Keys.Where(rule => !policy.Targets.ContainsKey(rule)))
        {
            targets.Add(rule, null);
        }

        return targets;
    }

    private static void WriteTarget(Utf8JsonWriter json, string rule, decimal? target)
    {
        if (target is { } rate)
        {
            json.WriteNumber(rule, rate / PlainZeros);
        }
        else
        {
            json.WriteNull(rule);
        }
    }

    private static void WriteRule(Utf8JsonWriter json, string id, RulePolicy own)
    {
        json.WriteStartObject(id);
        if (own.Enabled is { } enabled)
        {
            json.WriteBoolean("enabled", enabled);
        }

        if (own.Count is { } count && RuleCatalogue.Find(id)?.Limits[^1].Amount is { } amount)
        {
            json.WriteNumber(amount.UnitName, count);
        }

        WriteDate(json, "from", own.From);
        json.WriteEndObject();
    }

    private static void WriteIndicator(Utf8JsonWriter json, string id, DriftPolicy own)
    {
        json.WriteStartObject(id);
        if (own.Enabled is { } enabled)
        {
            json.WriteBoolean("enabled", enabled);
        }

        foreach (var (name, number) in own.Thresholds.OrderBy(threshold => threshold.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(name, number);
        }

        json.WriteEndObject();
    }

    private static DriftPolicy Complete(DriftIndicator indicator, Policy policy)
    {
        var own = policy.Drift.GetValueOrDefault(indicator.Id);
        return new DriftPolicy(
            own?.Enabled ?? true,
            indicator.Thresholds.ToDictionary(threshold => threshold.Name, threshold => own?.Thresholds.TryGetValue(threshold.Name, out var number) == true ? number : threshold.Default));
    }

    private static void WriteDate(Utf8JsonWriter json, string name, LocalDate? date)
    {
        if (date is { } day)
        {
            json.WriteString(name, LocalDatePattern.Iso.Format(day));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
