using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>A child on short breaks is visited within three months of the first day, then every six months, or as often as the care plan sets.</summary>
/// <remarks>
/// Only a visit at which the child was seen, on a day the child was placed, counts. The plan in force when an interval begins sets its
/// length; a plan made within it may shorten it, but makes no visit late on the day it is made.
/// </remarks>
public sealed class ShortBreakVisit() : ShortBreakRule(
    "short-break-visit",
    "Visit during short breaks",
    new DatedLimit(CarePlanning2010.InForceFrom, toLater, law),
    new DatedLimit(Coronavirus2020.From, toLater, law) { Relaxed = Coronavirus2020.Relaxation },
    new DatedLimit(Coronavirus2020.To, toLater, law))
{
    private static readonly Citation law = CarePlanning2010.Regulation("48") with { ParagraphConfirmed = false };
    private static readonly Amount toLater = new(6, Unit.Months);
    private static readonly Amount toFirst = new(3, Unit.Months);
    private static readonly Amount plansCountBefore = new(-3, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first short break begins (V3, V4), then each visit that counts.",
        Due: "Three months after the first day of a placement, then six months after the last visit; sooner where the care plan in force sets a shorter interval.",
        MetBy: ["visit"],
        EndedBy: "Not done by a due date on which no break is under way, until the next begins; twelve months without a short break, the end of the agreement, the start of full care, or the 18th birthday.",
        Counting: "Months end on the corresponding date, or the month's last day; visited on the due date is on time; the child was seen, on a day of placement.",
        Wording: new Wording("A visit during short breaks", "made"));

    /// <inheritdoc/>
    public override bool IsStatutoryVisit => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> RaiseFor(ShortBreakSeries series, Journey journey, Settings settings)
    {
        var visits = VisitsIn(series, journey);
        var plans = PlansFor(series, journey, settings);
        if (!series.BeganUnrecorded && settings.VersionOf(this, series.From) is { } first)
        {
            var amount = first.Amount!.Value.Count < toFirst.Count ? first.Amount.Value : toFirst;
            var openings = Openings(series.From, "the first day of short breaks", amount, plans, settings, series.FirstPlacedOn);
            if (series.FirstPlacedOn is { } placedOn && placedOn > series.From)
            {
                openings = openings.Concat(Openings(placedOn, "the first day of a placement", amount, plans, settings));
            }

            yield return new Duty(null, series.From, series.Began, first, [.. openings]) { MetOn = visits.Count > 0 ? visits[0].On : null };
        }

        for (var i = 0; i < visits.Count; i++)
        {
            if (settings.VersionOf(this, visits[i].On) is { } version)
            {
                yield return new Duty(null, visits[i].On, visits[i], version, [.. Openings(visits[i].On, "the last visit", version.Amount!.Value, plans, settings)])
                {
                    MetOn = i + 1 < visits.Count ? visits[i + 1].On : null,
                    SharesDay = visits[i].On == series.From,
                };
            }
        }
    }

    private static IEnumerable<Opening> Openings(LocalDate from, string what, Amount limit, List<CarePlan> plans, Settings settings, LocalDate? until = null)
    {
        var due = Deadline.After(from, what, limit, settings.Calendar);
        if (plans.FindLast(plan => plan.On <= from) is { VisitEveryDays: { } days })
        {
            due = Sooner(due, days);
        }

        yield return new Opening(from, due);
        foreach (var plan in plans)
        {
            if (plan.On > from && plan.On < due.On && !(plan.On >= until) && plan.VisitEveryDays is { } shorter && Sooner(due, shorter) is var sooner && sooner.On < due.On)
            {
                due = sooner.On >= plan.On ? sooner : Deadline.OnTheDay(plan.On, "the day the care plan shortened the interval");
                yield return new Opening(plan.On, due);
            }
        }

        Deadline Sooner(Deadline current, int days) =>
            Deadline.After(from, $"{what}, as the care plan sets,", new Amount(days, Unit.Days), settings.Calendar) is var planned && planned.On < current.On ? planned : current;
    }

    private static List<Visit> VisitsIn(ShortBreakSeries series, Journey journey)
    {
        var visits = new List<Visit>();
        foreach (var visit in journey.All<Visit>())
        {
            if (visit.Seen
                && series.Holds(visit.On)
                && series.IsPlacedOn(visit.On)
                && (visits.Count == 0 || visits[^1].On < visit.On))
            {
                visits.Add(visit);
            }
        }

        return visits;
    }

    /// <summary>The care plans made for the series, from three months before it on.</summary>
    private static List<CarePlan> PlansFor(ShortBreakSeries series, Journey journey, Settings settings)
    {
        var countsFrom = plansCountBefore.After(series.From, settings.Calendar);
        return [.. journey.All<CarePlan>().Where(plan => plan.On >= countsFrom && plan.On < series.Ending.On)];
    }
}
