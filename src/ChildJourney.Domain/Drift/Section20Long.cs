using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Section20;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>A child has long been under Section 20 without a permanence plan other than return home.</summary>
public sealed class Section20Long() : DriftIndicator(
    "section20-long",
    "Long under Section 20",
    "Section 20 for over four months (amber at three) without a permanence plan other than return home.")
{
    private const string Months = "months";
    private const string AmberMonths = "amberMonths";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Months, 4), new(AmberMonths, 3)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["permanence-plan"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var stay in Section20Stay.ReadFrom(journey, settings))
        {
            var red = new Amount(Threshold(Months, settings), Unit.Months).After(stay.From, settings.Calendar).PlusDays(1);
            var amber = LocalDate.Min(new Amount(Threshold(AmberMonths, settings), Unit.Months).After(stay.From, settings.Calendar), red);
            foreach (var (from, to) in WithoutOtherPlan(journey, stay, LocalDate.Max(amber, stay.Period.HistoryFrom ?? amber)))
            {
                if (from < red)
                {
                    yield return Long(stay, from, from, LocalDate.Min(to, red)) with { Severity = Severity.Amber };
                }

                if (to > red)
                {
                    yield return Long(stay, from, LocalDate.Max(from, red), to);
                }
            }
        }
    }

    /// <summary>The days from then on in which no plan with another route than return home is in force.</summary>
    private static IEnumerable<(LocalDate From, LocalDate To)> WithoutOtherPlan(Journey journey, Section20Stay stay, LocalDate from)
    {
        var other = false;
        var plans = journey.All<PermanencePlan>();
        for (var i = 0; i < plans.Count; i++)
        {
            var plan = plans[i];
            var overridden = i < plans.Count - 1 && plans[i + 1].On == plan.On;
            if (overridden || !stay.Period.Holds(plan.On) || plan.On >= stay.To)
            {
                continue;
            }

            var leadsElsewhere = plan.Route != PermanenceRoute.ReturnHome;
            if (leadsElsewhere && !other && plan.On > from)
            {
                yield return (from, plan.On);
            }

            from = leadsElsewhere || other ? LocalDate.Max(from, plan.On) : from;
            other = leadsElsewhere;
        }

        if (!other && from < stay.To)
        {
            yield return (from, stay.To);
        }
    }

    private static DriftSpan Long(Section20Stay stay, LocalDate since, LocalDate from, LocalDate to) => new(
        since,
        from,
        to,
        () => $"Under Section 20 since {PlainEnglish.Date(stay.From)} without a permanence plan other than return home.",
        new DriftFigure("days", null, stay.From));
}
