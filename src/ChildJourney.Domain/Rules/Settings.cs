using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>What the rules are applied with: the calendar, and the authority's policy.</summary>
/// <param name="Calendar">The working days.</param>
/// <param name="Policy">The authority's own settings.</param>
public sealed record Settings(WorkingDayCalendar Calendar, Policy Policy)
{
    /// <summary>The published defaults.</summary>
    public static Settings Default { get; } = new(WorkingDayCalendar.EnglandAndWales, Policy.Default);

    /// <summary>The version of a rule that governs a trigger on that day, or null where the rule was not in force or is off.</summary>
    public DatedLimit? VersionOf(Rule rule, LocalDate triggerOn)
    {
        var own = Policy.Rules.Count == 0 ? null : Policy.Rules.GetValueOrDefault(rule.Id);
        own = own?.From <= triggerOn ? own : null;
        if (!(own?.Enabled ?? rule.EnabledByDefault))
        {
            return null;
        }

        for (var i = rule.Limits.Count - 1; i >= 0; i--)
        {
            if (rule.Limits[i].From <= triggerOn)
            {
                return own is { Count: { } count } && rule.Limits[i].Amount is { } amount
                    ? rule.Limits[i] with { Amount = amount with { Count = count } }
                    : rule.Limits[i];
            }
        }

        return null;
    }
}
