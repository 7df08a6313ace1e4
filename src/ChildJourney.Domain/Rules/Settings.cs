using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>What the rules are applied with: the calendar, and the authority's policy.</summary>
/// <param name="Calendar">The working days.</param>
/// <param name="Policy">The authority's own settings.</param>
public sealed record Settings(WorkingDayCalendar Calendar, Policy Policy)
{
    /// <summary>The published defaults.</summary>
    public static Settings Default { get; } = new(WorkingDayCalendar.EnglandAndWales, Policy.Default);

    /// <summary>The version of the authority's policy: 0 for the published defaults.</summary>
    public int PolicyVersion { get; init; }

    /// <summary>Whether what is stored was worked out by other rules, or another list of bank holidays, than these, and waits to be worked out afresh.</summary>
    public bool IsAheadOfStored { get; init; }

    /// <summary>Whether the rule is applied to a trigger on that day.</summary>
    public bool IsEnabled(Rule rule, LocalDate triggerOn) => OwnOf(rule, triggerOn)?.Enabled ?? rule.EnabledByDefault;

    /// <summary>A limit of the rule with the number that governs a trigger on that day.</summary>
    /// <remarks>The authority's number counts in the unit of the newest limit alone, and never leaves more time than law or guidance does.</remarks>
    public DatedLimit Governing(Rule rule, DatedLimit limit, LocalDate triggerOn)
    {
        if (OwnOf(rule, triggerOn)?.Count is not { } count || limit.Amount is not { } amount || amount.Unit != rule.Limits[^1].Amount?.Unit)
        {
            return limit;
        }

        var own = amount with { Count = amount.Count < 0 ? -count : count };
        return rule.Level == Level.Local || own.Count < amount.Count ? limit with { Amount = own } : limit;
    }

    /// <summary>The version of a rule that governs a trigger on that day, or null where the rule was not in force or is off.</summary>
    public DatedLimit? VersionOf(Rule rule, LocalDate triggerOn)
    {
        if (!IsEnabled(rule, triggerOn))
        {
            return null;
        }

        for (var i = rule.Limits.Count - 1; i >= 0; i--)
        {
            if (rule.Limits[i].From <= triggerOn)
            {
                return Governing(rule, rule.Limits[i], triggerOn);
            }
        }

        return null;
    }

    private RulePolicy? OwnOf(Rule rule, LocalDate triggerOn) =>
        Policy.Rules.Count > 0 && Policy.Rules.TryGetValue(rule.Id, out var own) && own.From <= triggerOn ? own : null;
}
