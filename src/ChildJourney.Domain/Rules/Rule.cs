using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>One deadline of the catalogue. Its file carries its id, level, dated numbers and citations.</summary>
public abstract class Rule
{
    /// <summary>Declares the rule with its dated numbers, oldest first.</summary>
    protected Rule(string id, string title, Level level, params DatedLimit[] limits)
    {
        Id = id;
        Title = title;
        Level = level;
        Limits = limits;
    }

    /// <summary>The rule's id, which integrators store.</summary>
    public string Id { get; }

    /// <summary>The rule's name.</summary>
    public string Title { get; }

    /// <summary>What a breach means.</summary>
    public Level Level { get; }

    /// <summary>The rule's numbers, each from its date on.</summary>
    public IReadOnlyList<DatedLimit> Limits { get; }

    /// <summary>The rule in words.</summary>
    public abstract RuleText Text { get; }

    /// <summary>The days in care on which the rule applies.</summary>
    public virtual Regime Regimes => Regime.CarePlanning;

    /// <summary>Whether it is applied where the authority's policy does not say.</summary>
    public virtual bool EnabledByDefault => true;

    /// <summary>Whether it asks for what falls due on or after the 18th birthday.</summary>
    public virtual bool GoesOnInAdulthood => false;

    /// <summary>Whether the rule is one of the statutory reviews of a child's case.</summary>
    public virtual bool IsStatutoryReview => false;

    /// <summary>Whether the rule is one of the statutory visits to a child.</summary>
    public virtual bool IsStatutoryVisit => false;

    /// <summary>Whether it takes an entry of each of the types that meet it, and not of any one.</summary>
    public virtual bool TakesEachType => false;

    /// <summary>Whether it tells of something that must not be: raised overdue, ended when it is no longer so, and in no on-time rate.</summary>
    public bool IsAlert => Text.Wording.IsAlert;

    /// <summary>Whether two triggers may fall on one day, so that the id names the entry too.</summary>
    public virtual bool TriggersMayShareDay => false;

    /// <summary>The part of the catalogue it belongs to, as its folder is named.</summary>
    public string Family => GetType().Namespace!.Split('.')[^1];

    /// <summary>The first trigger date it governs.</summary>
    public LocalDate InForceFrom => Limits[0].From;

    /// <summary>What the rule requires on this journey.</summary>
    public IEnumerable<Obligation> For(Journey journey, Settings settings)
    {
        PeriodOfCare? undetermined = null;
        foreach (var duty in Raise(journey, settings))
        {
            if (GeneralProvisions.Apply(this, duty, journey, settings) is not { } obligation)
            {
                continue;
            }

            // What cannot be determined is said once in a period of care.
            if (obligation.MissingFact is not null && duty.Period is not null)
            {
                if (duty.Period == undetermined)
                {
                    continue;
                }

                undetermined = duty.Period;
            }

            yield return obligation;
        }
    }

    /// <summary>The duties that the rule's own terms raise.</summary>
    protected abstract IEnumerable<Duty> Raise(Journey journey, Settings settings);

    /// <summary>A duty that falls due the rule's own number after its trigger, or, where it has none, the same day.</summary>
    /// <param name="period">The period of care it belongs to, or null where it hangs on the child.</param>
    /// <param name="on">The day of the trigger.</param>
    /// <param name="trigger">The entry that triggered it.</param>
    /// <param name="what">What the trigger is, as a sentence goes on: "the review".</param>
    /// <param name="settings">What the rules are applied with.</param>
    protected Duty? DueAfter(PeriodOfCare? period, LocalDate on, Entry trigger, string what, Settings settings)
    {
        if (settings.VersionOf(this, on) is not { } version)
        {
            return null;
        }

        var deadline = version.Amount is { } amount ? Deadline.After(on, what, amount, settings.Calendar) : Deadline.OnTheDay(on, $"the day of {what}");
        return new Duty(period, on, trigger, version, new Opening(on, deadline));
    }
}
