using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>The intervals between visits, each with the rule that governs it.</summary>
/// <remarks>
/// Every placement begins anew. The circumstances at the start of an interval govern it, unless they come to ask for an earlier date;
/// then that date holds from the day they do. No visit is due in youth detention, or while the child is placed for adoption.
/// </remarks>
internal sealed class VisitIntervals
{
    private static readonly VisitRule[] rules = [.. RuleCatalogue.All.OfType<VisitRule>().OrderBy(rule => rule.Rank)];

    private readonly Journey journey;
    private readonly Settings settings;
    private readonly List<(VisitRule Rule, Duty Duty)> all = [];

    private VisitIntervals(Journey journey, Settings settings)
    {
        this.journey = journey;
        this.settings = settings;
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                if (StretchesOf(period, placement) is { Count: > 0 } stretches)
                {
                    Read(period, placement, stretches);
                }
            }
        }
    }

    /// <summary>The intervals, by placement and day.</summary>
    public IReadOnlyList<(VisitRule Rule, Duty Duty)> All => all;

    /// <summary>The intervals of a journey.</summary>
    public static VisitIntervals Of(Journey journey, Settings settings) => journey.Derived(settings, static (of, with) => new VisitIntervals(of, with));

    /// <summary>The days of a placement on which visits are due.</summary>
    private static List<DateSpan<Placement>> StretchesOf(PeriodOfCare period, Placement placement)
    {
        var stretches = new List<DateSpan<Placement>>(1);
        if (period.Regimes.Count == 1 && !period.IsRemandOnly(placement.From))
        {
            if (period.Regimes[0].Value == Regime.CarePlanning && placement.From < placement.To)
            {
                stretches.Add(new DateSpan<Placement>(placement.From, placement.To, placement));
            }

            return stretches;
        }

        LocalDate? since = null;
        foreach (var day in DaysOfChange(period, placement))
        {
            var due = period.IsUnder(Regime.CarePlanning, day) && !period.IsYouthDetention(day);
            if (!due && since is { } from)
            {
                stretches.Add(new DateSpan<Placement>(from, day, placement));
            }

            since = due ? since ?? day : null;
        }

        if (since is { } last)
        {
            stretches.Add(new DateSpan<Placement>(last, placement.To, placement));
        }

        return stretches;
    }

    /// <summary>The days of a placement, its first included, on which the circumstances may change, in order.</summary>
    private static IEnumerable<LocalDate> DaysOfChange(PeriodOfCare period, Placement placement) =>
        period.Regimes.Select(span => span.From)
            .Concat(period.LegalStatuses.Select(span => span.From))
            .Concat(placement.Terms.Select(terms => terms.On))
            .Append(placement.From)
            .Append(period.RemandEndsOn)
            .Where(placement.Holds)
            .Distinct()
            .Order();

    private void Read(PeriodOfCare period, Placement placement, List<DateSpan<Placement>> stretches)
    {
        var from = stretches[0].From;
        Entry anchor = from == placement.From ? placement.Start : placement.TermsOn(from);
        var start = true;
        LocalDate[] changes = placement.Terms.Count == 1 && period.LegalStatuses.Count == 1 ? [] : [.. DaysOfChange(period, placement)];
        foreach (var visit in journey.All<Visit>())
        {
            if (visit.Seen && visit.On >= from && visit.On < placement.To && (start || visit.On > from))
            {
                Add(new Interval(new VisitDay(journey, period, placement, from, start), anchor, visit.On), stretches, changes);
                (from, anchor, start) = (visit.On, visit, false);
            }
        }

        Add(new Interval(new VisitDay(journey, period, placement, from, start), anchor, MetOn: null), stretches, changes);
    }

    private void Add(Interval interval, List<DateSpan<Placement>> stretches, LocalDate[] changes)
    {
        var first = interval.First;
        if (Governing(first, interval) is not var (rule, version, deadline))
        {
            return;
        }

        Citation? citation = null;
        var openings = new List<Opening>(1);
        foreach (var stretch in stretches)
        {
            if (stretch.To <= first.On || stretch.From > interval.MetOn)
            {
                continue;
            }

            var opensOn = LocalDate.Max(stretch.From, first.On);
            Open(opensOn);
            foreach (var day in changes)
            {
                if (day > opensOn && day < stretch.To && !(day >= interval.MetOn))
                {
                    Tighten(day);
                }
            }

            void Open(LocalDate on)
            {
                openings.Add(new Opening(on, deadline, Resumes: openings.Count > 0, Citation: citation, Ending: stretch.To < first.Placement.To ? new Ending(stretch.To!.Value, "these visits were no longer due", Recorded: true) : null));
                if (on > first.On)
                {
                    Tighten(on);
                }
            }

            void Tighten(LocalDate on)
            {
                if (Governing(first with { On = on }, interval) is var (_, tighter, sooner) && sooner.On < deadline.On)
                {
                    (deadline, citation) = (sooner, tighter.Citation);
                    openings.Add(openings[^1] with { On = on, Deadline = sooner, Resumes = false, Citation = citation });
                }
            }
        }

        if (openings.Count > 0)
        {
            all.Add((rule, new Duty(first.Period, first.On, interval.Anchor, version, [.. openings])
            {
                MetOn = interval.MetOn,
                Ending = first.Placement.Ending,
                SharesDay = all.Count > 0 && all[^1].Rule == rule && all[^1].Duty.TriggerOn == first.On,
            }));
        }
    }

    /// <summary>The rule that governs an interval in the circumstances of a day, and the due date it asks for; null before any was in force.</summary>
    private (VisitRule Rule, DatedLimit Version, Deadline Deadline)? Governing(VisitDay day, Interval interval)
    {
        (VisitRule Rule, DatedLimit Version, Deadline Deadline)? governing = null;
        var anchorOn = interval.First.On;
        foreach (var rule in rules)
        {
            if ((governing is { Rule.IsSpecial: true } && !rule.IsSpecial) || !rule.Governs(day) || settings.VersionOf(rule, anchorOn) is not { } version)
            {
                continue;
            }

            var deadline = Deadline.After(anchorOn, interval.CountedFrom, rule.IntervalOn(day, version.Amount!.Value, settings), settings.Calendar);
            if (day.On > anchorOn)
            {
                deadline = rule.TightenedOn(day, deadline, settings);
            }

            if (governing is null || deadline.On < governing.Value.Deadline.On)
            {
                governing = (rule, version, deadline);
            }

            if (!rule.IsSpecial)
            {
                break;
            }
        }

        return governing;
    }

    /// <summary>From one visit, or the start, to the next visit.</summary>
    private readonly record struct Interval(VisitDay First, Entry Anchor, LocalDate? MetOn)
    {
        public string CountedFrom =>
            !First.IsStart ? "the last visit"
            : First.On == First.Placement.From ? "the start of the placement"
            : "visits became due";
    }
}
