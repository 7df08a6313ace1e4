using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>A personal education plan meeting is held in each school term, and the plan completed by the term's last day.</summary>
/// <remarks>
/// A term counts where the child is looked after on its last day, and had at least ten working days of it left at entry, or on coming
/// into scope. Where no terms are set for the day it cannot be determined.
/// </remarks>
public sealed class PepTermly() : Rule(
    "pep-termly",
    "Personal education plan each term",
    Level.Guidance,
    new DatedLimit(PromotingEducation2018.InForceFrom, Amount: null, PromotingEducation2018.On("the termly review of the plan")))
{
    private static readonly Amount leftAtEntry = new(10, Unit.WorkingDays);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A school term of the authority begins.",
        Due: "The last day of the term.",
        MetBy: ["pep"],
        EndedBy: "The end of the period of care on or before the term's last day.",
        Counting: "Held from the first to the last day of the term; the plan completed on the last day is on time, later it is late.",
        Wording: new Wording("The personal education plan of the term", "completed"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var terms = settings.Policy.Terms;
        foreach (var period in journey.PeriodsOfCare)
        {
            var scopes = EducationScope.Of(journey, period, settings);
            foreach (var term in terms.All)
            {
                if (DutyFor(journey, period, scopes, term, settings) is { } duty)
                {
                    yield return duty;
                }
            }

            if (WithoutTerms(period, scopes, terms, settings) is { } undetermined)
            {
                yield return undetermined;
            }
        }
    }

    private static Ending? EndOf(DateSpan<Entry> scope, PeriodOfCare period) =>
        scope.To < period.To ? new Ending(scope.To.Value, "the child no longer attended an early-years setting", Recorded: true) : null;

    /// <summary>The term of a child who came back into care within it is known by the day of that, so that it has an id of its own.</summary>
    private static LocalDate TriggerOf(Journey journey, PeriodOfCare period, SchoolTerm term, LocalDate inScopeFrom) =>
        journey.PeriodsOfCare.Any(earlier => earlier.From < period.From && earlier.To > term.FirstDay) ? inScopeFrom : term.FirstDay;

    private static IEnumerable<Opening> OpeningsWithoutTerms(PeriodOfCare period, IReadOnlyList<DateSpan<Entry>> scopes, SchoolTerms terms)
    {
        foreach (var scope in scopes)
        {
            var from = LocalDate.Max(scope.From, period.HistoryFrom ?? scope.From);
            var ending = EndOf(scope, period);
            if (terms.All is [var first, ..] && from < first.FirstDay)
            {
                var termsSet = new Ending(first.FirstDay, "school terms were set", Recorded: true);
                yield return new Opening(from, default, Resumes: true, Ending: ending is { } left ? Ending.Earlier(left, termsSet) : termsSet);
            }

            var after = terms.All is [.., var last] ? LocalDate.Max(from, last.LastDay.PlusDays(1)) : from;
            if (after < scope.To)
            {
                yield return new Opening(after, default, Resumes: true, Ending: ending);
            }
        }
    }

    private Duty? DutyFor(Journey journey, PeriodOfCare period, IReadOnlyList<DateSpan<Entry>> scopes, SchoolTerm term, Settings settings)
    {
        DateSpan<Entry>[] within = [.. scopes.Where(scope => scope.From <= term.LastDay && scope.To > term.FirstDay)];
        if (within is not [var first, ..]
            || leftAtEntry.After(first.From, settings.Calendar) > term.LastDay
            || settings.VersionOf(this, term.FirstDay) is not { } version)
        {
            return null;
        }

        var deadline = Deadline.OnTheDay(term.LastDay, $"the last day of the term {term.Name}");
        return new Duty(
            period,
            TriggerOf(journey, period, term, first.From),
            first.Value,
            version,
            [.. within.Select(scope => new Opening(LocalDate.Max(term.FirstDay, scope.From), deadline, Resumes: true, Ending: EndOf(scope, period)))])
        {
            MetOn = journey.All<Pep>()
                .Where(pep => term.FirstDay <= pep.On && pep.On <= term.LastDay && pep.On >= first.From && pep.CompletedOn is not null)
                .Min(pep => pep.CompletedOn),
        };
    }

    /// <summary>The days for which no terms are set: before those that are, after them, or all.</summary>
    private Duty? WithoutTerms(PeriodOfCare period, IReadOnlyList<DateSpan<Entry>> scopes, SchoolTerms terms, Settings settings)
    {
        Opening[] openings = [.. OpeningsWithoutTerms(period, scopes, terms)];
        return openings.Length > 0 && settings.VersionOf(this, openings[0].On) is { } version
            ? new Duty(period, openings[0].On, scopes[0].Value, version, openings)
            {
                MissingFact = "The personal education plan of the term cannot be determined: no school terms are set for the day.",
            }
            : null;
    }
}
