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
            foreach (var scope in EducationScope.Of(journey, period, settings))
            {
                foreach (var term in terms.All)
                {
                    if (scope.From <= term.LastDay && scope.To > term.FirstDay && leftAtEntry.After(scope.From, settings.Calendar) <= term.LastDay && DutyFor(journey, period, scope, term, settings) is { } duty)
                    {
                        yield return duty;
                    }
                }

                if (WithoutTerms(period, scope, terms, settings) is { } undetermined)
                {
                    yield return undetermined;
                }
            }
        }
    }

    private Duty? DutyFor(Journey journey, PeriodOfCare period, DateSpan<Entry> scope, SchoolTerm term, Settings settings)
    {
        if (settings.VersionOf(this, term.FirstDay) is not { } version)
        {
            return null;
        }

        var deadline = Deadline.OnTheDay(term.LastDay, $"the last day of the term {term.Name}");
        return new Duty(period, term.FirstDay, scope.Value, version, new Opening(LocalDate.Max(term.FirstDay, scope.From), deadline))
        {
            MetOn = journey.All<Pep>()
                .Where(pep => term.FirstDay <= pep.On && pep.On <= term.LastDay && pep.On >= scope.From && pep.CompletedOn is not null)
                .Min(pep => pep.CompletedOn),
            Ending = scope.To < period.To ? new Ending(scope.To.Value, "the child no longer attended an early-years setting", Recorded: true) : null,
        };
    }

    /// <summary>The days for which no terms are set: before those that are, after them, or all.</summary>
    private Duty? WithoutTerms(PeriodOfCare period, DateSpan<Entry> scope, SchoolTerms terms, Settings settings)
    {
        var openings = new List<Opening>();
        if (terms.All.Count == 0)
        {
            openings.Add(new Opening(scope.From, default));
        }
        else
        {
            var (first, last) = (terms.All[0].FirstDay, terms.All[^1].LastDay.PlusDays(1));
            if (scope.From < first)
            {
                openings.Add(new Opening(scope.From, default, Ending: new Ending(first, "school terms were set", Recorded: true)));
            }

            openings.Add(new Opening(LocalDate.Max(scope.From, last), default, Resumes: true));
        }

        openings.RemoveAll(opening => opening.On >= scope.To);
        return openings.Count > 0 && settings.VersionOf(this, openings[0].On) is { } version
            ? new Duty(period, openings[0].On, scope.Value, version, [.. openings])
            {
                MissingFact = "The personal education plan of the term cannot be determined: no school terms are set for the day.",
                Ending = scope.To < period.To ? new Ending(scope.To!.Value, "the child no longer attended an early-years setting", Recorded: true) : null,
            }
            : null;
    }
}
