using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>A looked-after child's health is reviewed every six months under five, and every twelve months from five on.</summary>
/// <remarks>
/// Which of the two is chosen by the age that the child will have six months after the last assessment. An authority's own number of
/// months holds for both, where it is the shorter.
/// </remarks>
public sealed class ReviewHealthAssessment() : RecurringCheck(
    "health-review",
    "Review health assessment",
    Level.Regulation,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(12, Unit.Months), CarePlanning2010.Regulation("7(3)")))
{
    private const int AgeOfYearlyReviews = 5;

    private static readonly Amount underFive = new(6, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A health assessment is held or refused.",
        Due: "12 months after it; six months where the child will then still be under five.",
        MetBy: ["health-assessment"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "Months end on the corresponding date, or the month's last day; held on the due date is on time; a refusal holds it and opens the next.",
        Wording: new Wording("A review health assessment", "held"));

    /// <inheritdoc/>
    protected override IReadOnlyList<HealthCheck> ChecksOf(Journey journey) =>
        HealthCheck.ReadFrom(journey.All<HealthAssessment>(), assessment => assessment.Refused);

    /// <summary>The last assessment before entry, where it stands for the initial one: the duty then exists from entry on.</summary>
    protected override CountedFrom? BeginningOf(PeriodOfCare period, IReadOnlyList<HealthCheck> checks, Settings settings)
    {
        if (period.EntryUnder(Regimes) is not { } entryOn)
        {
            return null;
        }

        var countsFrom = InitialHealthAssessment.CountsFrom(entryOn, settings);
        HealthCheck? last = null;
        foreach (var check in checks)
        {
            if (countsFrom <= check.On && check.On <= entryOn && (!check.Refused || check.On == entryOn))
            {
                last = check;
            }
        }

        return last is null ? null : new CountedFrom(entryOn, last.On, last.Entry, last.Refused ? "the last was refused" : "the last");
    }

    /// <inheritdoc/>
    protected override Amount IntervalAfter(LocalDate last, Child child, Amount limit, Settings settings) =>
        limit.Count > underFive.Count && underFive.After(last, settings.Calendar) < child.Birthday(AgeOfYearlyReviews) ? underFive : limit;
}
