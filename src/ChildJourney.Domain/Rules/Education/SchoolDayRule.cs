using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>What the rules counted in school days share: without terms for the days counted, the due date cannot be determined.</summary>
public abstract class SchoolDayRule(string id, string title, Level level, int schoolDays, DatedLimit limit) : Rule(id, title, level, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <summary>A duty that falls due the rule's school days after its trigger, or null where the rule is not in force or the child not in care.</summary>
    protected Duty? DueAfterSchoolDays(Journey journey, Entry trigger, string what, Settings settings)
    {
        if (journey.PeriodOn(trigger.On) is not { } period || settings.VersionOf(this, trigger.On) is not { } version)
        {
            return null;
        }

        return settings.Policy.Terms.Add(trigger.On, schoolDays, settings.Calendar) is { } due
            ? new Duty(period, trigger.On, trigger, version, new Opening(trigger.On, DeadlineOn(due, what, trigger.On)))
            : new Duty(period, trigger.On, trigger, version, new Opening(trigger.On, default))
            {
                MissingFact = $"{Text.Wording.Subject} cannot be determined: no school terms are set for the days after {PlainEnglish.Date(trigger.On)}.",
            };
    }

    private Deadline DeadlineOn(LocalDate due, string what, LocalDate from) =>
        new(due, new Step(from, $"{(schoolDays == 1 ? "the first school day" : $"{schoolDays} school days")} after {what} on {PlainEnglish.Date(from)}", null, due));
}
