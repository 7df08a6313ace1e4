using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>A child who becomes looked after has a health assessment within 20 working days, and by the first review.</summary>
/// <remarks>
/// The 20 working days are guidance; the law asks for it by the first review, so from the day that is held or due a breach is one of
/// law. An assessment in the three months before entry counts; a refusal counts from entry on.
/// </remarks>
public sealed class InitialHealthAssessment() : Rule(
    "health-initial",
    "Initial health assessment",
    Level.Regulation,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(20, Unit.WorkingDays),
        new Citation($"{law.Text}, by the first review; {guidance.Text}")))
{
    private static readonly Citation law = CarePlanning2010.Regulation("7(1)-(2)");
    private static readonly Citation guidance = PromotingHealth2015.On("the initial assessment within 20 working days");
    private static readonly Amount countsBefore = new(-3, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after.",
        Due: "20 working days after it, or the day of the first review if that is earlier.",
        MetBy: ["health-assessment"],
        EndedBy: "The end of the period of care, or placement for adoption.",
        Counting: "The day of entry is day 0; weekends and bank holidays are not counted; held on the due date is on time, in the three months before entry too.",
        Wording: new Wording("The initial health assessment", "held"));

    /// <summary>The first day on which an assessment counts for a child who became looked after on that day.</summary>
    public static LocalDate CountsFrom(LocalDate entryOn, Settings settings) => countsBefore.After(entryOn, settings.Calendar);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.EntryUnder(Regimes) is { } entryOn && DueAfter(period, entryOn, period.Admission, "becoming looked after", settings) is { } duty)
            {
                var first = FirstOf(journey, entryOn, settings);
                yield return duty with
                {
                    Openings = [.. Openings(duty.Openings[0], duty.Version.Amount == Limits[^1].Amount, FirstReviewDates.Of(period, settings))],
                    MetOn = first is { Refused: false } held ? held.On : null,
                    RefusedOn = first is { Refused: true } refused ? refused.On : null,
                };
            }
        }
    }

    private static HealthCheck? FirstOf(Journey journey, LocalDate entryOn, Settings settings)
    {
        var countsFrom = CountsFrom(entryOn, settings);
        return HealthCheck.ReadFrom(journey.All<HealthAssessment>(), assessment => assessment.Refused)
            .Find(check => check.On >= (check.Refused ? entryOn : countsFrom));
    }

    private static IEnumerable<Opening> Openings(Opening entry, bool isGuidance, FirstReviewDates? review)
    {
        var own = entry.Deadline;
        yield return entry with { Deadline = Saying(own, $"{own.Ground}, as {(isGuidance ? "guidance" : "the authority")} asks"), Level = Level.Guidance, Citation = guidance };
        if (review is null)
        {
            yield break;
        }

        var heldOn = review.HeldOn >= entry.On ? review.HeldOn : null;
        if (!(heldOn < review.DueOn))
        {
            yield return ByLaw(LocalDate.Max(review.DueOn, entry.On), $"due by {PlainEnglish.Date(review.DueOn)}");
        }

        if (heldOn is { } day && day < own.On)
        {
            yield return new Opening(day, Deadline.OnTheDay(day, "the day of the first review, by which the law asks for it"), Level: Level.Regulation, Citation: law);
        }
        else if (heldOn is { } earlier && earlier < review.DueOn)
        {
            yield return ByLaw(earlier, $"held on {PlainEnglish.Date(earlier)}");
        }

        Opening ByLaw(LocalDate on, string when) =>
            new(on, Saying(own, $"{own.Ground}, and by law by the first review, {when}"), Level: Level.Regulation, Citation: law);
    }

    private static Deadline Saying(Deadline deadline, string ground) =>
        deadline with { Steps = [.. deadline.Steps, new Step(deadline.On!.Value, ground, null, deadline.On.Value)] };
}
