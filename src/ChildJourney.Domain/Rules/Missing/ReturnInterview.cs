using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using Episode = ChildJourney.Domain.Journeys.Entries.Missing;

namespace ChildJourney.Domain.Rules.Missing;

/// <summary>A child who returns from being missing has an interview within 72 hours, or is offered one and declines.</summary>
/// <remarks>
/// Hours by the clock, across the changes of the clocks; from a return of which only the day is known, from the end of that day. An
/// interview of which only the day is known is on time up to the day on which the hours run out.
/// </remarks>
public sealed class ReturnInterview() : Rule(
    "return-interview",
    "Interview on return from missing",
    Level.Guidance,
    new DatedLimit(MissingChildren2014.InForceFrom, new Amount(72, Unit.Hours), MissingChildren2014.On("independent return interviews")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child returns from being missing, looked after or not; being away without authorisation does not count.",
        Due: "72 hours after it.",
        MetBy: ["missing"],
        EndedBy: "The 18th birthday.",
        Counting: "Hours by the clock in England, from the end of the day where only the day is known; held, or offered and declined, by that minute is on time.",
        Wording: new Wording("A return interview", "held or declined"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var episode in journey.All<Episode>())
        {
            if (episode is not { Kind: MissingKind.Missing, ReturnedAt: { } returned } || settings.VersionOf(this, returned.Date) is not { } version)
            {
                continue;
            }

            var done = DoneAt(episode);
            yield return new Duty(Period: null, returned.Date, episode, version, new Opening(returned.Date, After(returned, version.Amount!.Value)))
            {
                MetOn = done?.Date,
                MetAt = done?.ToInstant(),
                Ending = Ending.AtEighteen(journey.Child),
            };
        }
    }

    private static Deadline After(LocalMoment returned, Amount hours)
    {
        if (returned.ToInstant() is { } at)
        {
            return Deadline.AfterHours(at, "the return", hours);
        }

        var deadline = Deadline.AfterHours(LondonTime.StartOf(returned.Date.PlusDays(1)), "the end of the day of the return", hours);
        return deadline with { Steps = [deadline.Steps[0] with { From = returned.Date }] };
    }

    /// <summary>The earlier of an interview held and one offered and declined.</summary>
    private static LocalMoment? DoneAt(Episode episode)
    {
        var declined = episode.InterviewDeclined ? episode.InterviewOfferedAt : null;
        return episode.InterviewAt is not { } held ? declined
            : declined is { } offered && offered.IsBefore(held) ? offered
            : held;
    }
}
