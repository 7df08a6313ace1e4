using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>A care plan is signed off within ten working days of the first placement of a period of care.</summary>
/// <remarks>
/// A plan of the three months before entry counts. Not where the court sets the plan, nor for a child looked after only because of a remand.
/// A later move changes nothing. Short breaks less than twelve months apart (V3) are one series with one plan.
/// </remarks>
public sealed class CarePlanSignedOff() : Rule(
    "care-plan",
    "Care plan",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(10, Unit.WorkingDays), CarePlanning2010.Regulation("4(2)")))
{
    private static readonly Amount countsBefore = new(-3, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first placement of a period of care begins.",
        Due: "Ten working days after it.",
        MetBy: ["care-plan"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The first day of the placement is day 0; weekends and bank holidays are not counted; signed off on the due date is on time.",
        Wording: new Wording("A care plan", "signed off"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.CarePlanning | Regime.ShortBreaks;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var series in CareSeries.Of(journey, settings))
        {
            // Where recording began late, the first placement lies before it.
            if (series[0].HistoryFrom is not null)
            {
                continue;
            }

            if (WithoutFirstPlacement(journey, series[0], settings) is { } undetermined)
            {
                yield return undetermined;
            }

            if (AfterFirstPlacement(journey, series, settings) is { } duty)
            {
                yield return duty;
            }
        }
    }

    private Duty? AfterFirstPlacement(Journey journey, List<PeriodOfCare> series, Settings settings)
    {
        var index = series.FindIndex(period => period.Placements.Count > 0);
        if (index < 0
            || series[index] is var period && IsNotTheAuthoritys(journey, period, period.Placements[0].From)
            || DueAfter(period, period.Placements[0].From, period.Placements[0].Start, "the start of the first placement", settings) is not { } duty)
        {
            return null;
        }

        var countsFrom = countsBefore.After(series[0].From, settings.Calendar);
        duty = duty with { MetOn = journey.All<CarePlan>().FirstOrDefault(plan => plan.On >= countsFrom)?.On };
        if (index == series.Count - 1)
        {
            return duty;
        }

        var deadline = duty.Openings[0].Deadline;
        return duty with
        {
            Period = null,
            Openings = [.. series.Skip(index).Select((each, i) => Open(each, i == 0 ? duty.TriggerOn : each.From, i > 0))],
        };

        Opening Open(PeriodOfCare each, LocalDate on, bool resumes) => new(on, deadline, resumes, Ending: each.EndOfStretch(Regimes, on));
    }

    /// <summary>Where the child has long been looked after without a placement on record, it cannot be told when the plan is due.</summary>
    private Duty? WithoutFirstPlacement(Journey journey, PeriodOfCare period, Settings settings)
    {
        foreach (var stretch in WithoutPlacement.Of(period))
        {
            if (stretch.Value == period.From && !IsNotTheAuthoritys(journey, period, stretch.From) && settings.VersionOf(this, period.From) is { } version)
            {
                return new Duty(period, period.From, period.Admission, version, new Opening(stretch.From, default))
                {
                    MissingFact = $"When a care plan is due cannot be determined: no placement has been recorded for the days from {PlainEnglish.Date(period.From)} on.",
                    Ending = stretch.To is { } to && to < period.To ? new Ending(to, "a placement began", Recorded: true) : null,
                };
            }
        }

        return null;
    }

    /// <summary>Whether the plan is then for the court to set, or the rules for children on remand take its place.</summary>
    private static bool IsNotTheAuthoritys(Journey journey, PeriodOfCare period, LocalDate day) =>
        period.IsRemandOnly(day)
        || period.LegalStatuses.On(day)?.Value is LegalStatus.C1 or LegalStatus.C2 or LegalStatus.E1
        || journey.All<Proceedings>().Any(proceedings => proceedings.On <= day && !(proceedings.ConcludedOn <= day));
}
