using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes what a review takes, before and after: the talk with the child, the report, decisions, records, checks and what follows from it.</summary>
internal sealed class DemoReviewWork(DemoLife life, DemoStay stay, IReadOnlyList<(LocalDate On, string? Officer)> officers)
{
    private const int TakesPartFrom = 4;
    private const int KeepsSilent = 6;
    private const int SilentAtAReview = 80;
    private const int SpokeWithChild = 91;
    private const int RefusedToSpeak = 35;
    private const int NotAppropriateToSpeak = 20;
    private const int ConsentReaffirmed = 85;
    private const int OwnConsent = 40;
    private const int OwnConsentFromAge = 16;
    private const int PlanChanged = 18;
    private const int CarePlanFollowed = 95;
    private const int Checked = 94;
    private const int Disputed = 9;
    private const int RaisedInformally = 25;

    private static readonly Spread daysSpokenBefore = new(0, 14);
    private static readonly Spread daysConsentedBefore = new(0, 10);
    private static readonly Spread papersDaysBefore = new(8, 18);
    private static readonly (int, Spread)[] reportWorkingDaysBefore = [(88, new(3, 6)), (12, new(0, 2))];
    private static readonly (int, Spread)[] decisionsWorkingDays = [(92, new(1, 5)), (8, new(6, 11))];
    private static readonly (int, Spread)[] recordWorkingDays = [(90, new(7, 15)), (10, new(16, 24))];
    private static readonly (int, Spread)[] distributedWorkingDays = [(89, new(16, 20)), (11, new(21, 32))];
    private static readonly (int, Spread)[] carePlanWorkingDays = [(86, new(2, 10)), (14, new(11, 24))];
    private static readonly (int, Spread)[] daysCheckedBeforeMidpoint = [(91, new(0, 14)), (9, new(-25, -1))];
    private static readonly (int, Spread)[] daysResolved = [(78, new(4, 27)), (22, new(29, 70))];
    private static readonly Spread daysUntilDispute = new(3, 35);

    private static readonly (int, Participation)[] participations =
    [
        (57, Participation.PN1), (3, Participation.PN2), (5, Participation.PN3), (2, Participation.PN4), (6, Participation.PN5),
        (23, Participation.PN6), (4, Participation.PN7),
    ];

    private static readonly (int, Participation)[] silent = [(30, Participation.PN4), (70, Participation.PN7)];

    private static readonly (int, DisputeStage)[] stages =
        [(60, DisputeStage.TeamManager), (28, DisputeStage.ServiceManager), (9, DisputeStage.AssistantDirector), (3, DisputeStage.Cafcass)];

    private static readonly (int, DisputeOutcome)[] outcomes =
        [(40, DisputeOutcome.Upheld), (35, DisputeOutcome.PartlyUpheld), (15, DisputeOutcome.NotUpheld), (10, DisputeOutcome.Withdrawn)];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    private readonly DemoDice dice = life.Dice;
    private readonly bool keepsSilent = life.Dice.Percent(KeepsSilent);

    /// <summary>Writes what is recorded ahead of a review, held or not: consent to Section 20.</summary>
    public void Prepare(LocalDate reviewOn, LocalDate? after)
    {
        var on = Before(reviewOn, after, dice.Draw(daysConsentedBefore));
        var own = stay.AgeOn(on) >= OwnConsentFromAge && (stay.Path == DemoPath.Unaccompanied || dice.Percent(OwnConsent));
        if (stay.HasSection20 && reviewOn < stay.Section20To && (own || stay.Path != DemoPath.Unaccompanied) && dice.Percent(ConsentReaffirmed))
        {
            life.Add(stay, on, head => Section20Consent.New(head, own ? ConsentBy.YoungPerson : ConsentBy.Parent));
        }
    }

    /// <summary>Writes a review and what follows from it.</summary>
    public void Write(LocalDate on, LocalDate? adjournedOn, LocalDate? after, LocalDate nextDue)
    {
        var takesPart = stay.AgeOn(on) >= TakesPartFrom;
        var participation = !takesPart ? Participation.PN0
            : dice.Pick<Participation>(keepsSilent && dice.Percent(SilentAtAReview) ? silent : participations);
        var spoke = takesPart && dice.Percent(SpokeWithChild);
        var refused = takesPart && !spoke && dice.Percent(RefusedToSpeak);
        LocalDate? spokeOn = spoke ? Before(on, after, dice.Draw(daysSpokenBefore)) : null;
        var notAppropriate = takesPart && !spoke && !refused && dice.Percent(NotAppropriateToSpeak);
        var report = Mostly(on, calendar.Add(on, -dice.Draw(dice.Pick<Spread>(reportWorkingDaysBefore))));
        var papers = Mostly(on, LocalDate.Max(stay.From, calendar.LastOnOrBefore(on.PlusDays(-dice.Draw(papersDaysBefore)))));
        var planChanged = dice.Percent(PlanChanged);
        var decisions = Mostly(on, InWorkingDays(decisionsWorkingDays));
        var record = Mostly(on, InWorkingDays(recordWorkingDays));
        var distributed = record is null ? null : Mostly(on, InWorkingDays(distributedWorkingDays));
        var chair = officers.LastOrDefault(allocated => allocated.On <= on).Officer;
        life.Add(stay, on, head => Review.New(
            head, participation, chair, adjournedOn, spokeOn, refused, notAppropriate, report, papers, planChanged, decisions, record, distributed));
        if (planChanged && dice.Percent(CarePlanFollowed))
        {
            life.Add(stay, InWorkingDays(carePlanWorkingDays), head => CarePlan.Shape.New(head));
        }

        WriteCheck(on, nextDue);
        WriteDispute(on);

        LocalDate InWorkingDays((int, Spread)[] spreads) => calendar.Add(on, dice.Draw(dice.Pick<Spread>(spreads)));
    }

    private void WriteCheck(LocalDate reviewOn, LocalDate nextDue)
    {
        var midpoint = reviewOn.PlusDays(Period.DaysBetween(reviewOn, nextDue) / 2);
        var on = calendar.LastOnOrBefore(midpoint.PlusDays(-dice.Draw(dice.Pick<Spread>(daysCheckedBeforeMidpoint))));
        if (dice.Percent(Checked) && !stay.IsShortBreaks)
        {
            life.Add(stay, on, head => ReviewMidpointCheck.Shape.New(head));
        }
    }

    private void WriteDispute(LocalDate reviewOn)
    {
        if (stay.IsShortBreaks || !dice.Percent(Disputed))
        {
            return;
        }

        var on = calendar.LastOnOrBefore(reviewOn.PlusDays(dice.Draw(daysUntilDispute)));
        var stage = dice.Percent(RaisedInformally) ? DisputeStage.Informal : dice.Pick<DisputeStage>(stages);
        var endedOn = life.IfPast(calendar.LastOnOrBefore(on.PlusDays(dice.Draw(dice.Pick<Spread>(daysResolved)))));
        DisputeOutcome? outcome = endedOn is null || stage == DisputeStage.Cafcass ? null : dice.Pick<DisputeOutcome>(outcomes);
        life.Add(stay, on, head => stage == DisputeStage.Cafcass
            ? Dispute.New(head, stage, referredOn: endedOn)
            : Dispute.New(head, stage, endedOn, outcome: outcome));
    }

    /// <summary>A working day so long before a review, but after the one before.</summary>
    private LocalDate Before(LocalDate reviewOn, LocalDate? after, int days)
    {
        var on = calendar.LastOnOrBefore(reviewOn.PlusDays(-days));
        return LocalDate.Max(on, after is { } last ? last.PlusDays(1) : stay.From);
    }

    /// <summary>The day, unless it is yet to come or the work was left undone.</summary>
    private LocalDate? Mostly(LocalDate reviewOn, LocalDate day) => life.IsDone(reviewOn) ? life.IfPast(day) : null;
}
