using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the way to court and through it: legal planning, letters before proceedings, and care proceedings.</summary>
internal static class DemoCourt
{
    private const int PlanningHeld = 90;
    private const int PlannedEarly = 75;
    private const int LetterWithoutProceedings = 18;
    private const int LetterBeforeEntry = 35;
    private const int FamilyGroupMeetingOffered = 80;
    private const int LetterReviewed = 93;
    private const int Extended = 40;
    private const int ExtendedAgain = 50;
    private const int WeeksOfExtension = 8;

    private static readonly (int, Spread)[] daysUntilPlanning = [(86, new(20, 100)), (14, new(130, 210))];
    private static readonly Spread daysFromPlanningToIssue = new(8, 30);
    private static readonly Spread daysFromPlanningToLetter = new(5, 15);
    private static readonly Spread daysFromIssueToOrder = new(0, 7);
    private static readonly (int, Spread)[] daysFromLetterToIssue = [(72, new(50, 110)), (28, new(113, 170))];
    private static readonly (int, Spread)[] daysUntilLetterReviewed = [(88, new(24, 42)), (12, new(43, 65))];
    private static readonly (int, Spread)[] daysUntilLetterConcluded = [(78, new(70, 112)), (22, new(113, 190))];
    private static readonly Spread daysGrantedBeforeTheEnd = new(7, 35);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes what lies before and after an application, if there is one.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        switch (stay.Path)
        {
            case DemoPath.Section20 or DemoPath.Unaccompanied:
                WriteWithoutProceedings(life, stay);
                break;
            case DemoPath.Section20ThenOrders or DemoPath.Proceedings or DemoPath.PoliceProtection or DemoPath.EmergencyProtection:
                WriteWithProceedings(life, stay);
                break;
        }
    }

    private static void WriteWithoutProceedings(DemoLife life, DemoStay stay)
    {
        var dice = life.Dice;
        var planningOn = calendar.LastOnOrBefore(stay.From.PlusDays(dice.Draw(dice.Pick<Spread>(daysUntilPlanning))));
        if (!dice.Percent(PlanningHeld))
        {
            return;
        }

        var sendsLetter = stay.Path == DemoPath.Section20 && dice.Percent(LetterWithoutProceedings);
        WritePlanning(life, stay, planningOn, sendsLetter ? LegalPlanningOutcome.PreProceedings : LegalPlanningOutcome.NoAction);
        if (sendsLetter)
        {
            var letterOn = calendar.Add(planningOn, dice.Draw(daysFromPlanningToLetter));
            WriteLetter(life, stay, letterOn, letterOn.PlusDays(dice.Draw(dice.Pick<Spread>(daysUntilLetterConcluded))));
        }
    }

    private static void WriteWithProceedings(DemoLife life, DemoStay stay)
    {
        var dice = life.Dice;
        var orderOn = stay.InterimOrderOn ?? stay.From;
        var issuedOn = LocalDate.Max(stay.From, calendar.LastOnOrBefore(orderOn.PlusDays(-dice.Draw(daysFromIssueToOrder))));
        if (stay.Path == DemoPath.Section20ThenOrders && dice.Percent(PlannedEarly))
        {
            var planningOn = calendar.LastOnOrBefore(stay.From.PlusDays(dice.Draw(daysUntilPlanning[0].Item2)));
            if (planningOn.PlusDays(daysFromPlanningToIssue.Most) < issuedOn)
            {
                WritePlanning(life, stay, planningOn, LegalPlanningOutcome.PreProceedings);
                WriteLetter(life, stay, calendar.Add(planningOn, dice.Draw(daysFromPlanningToLetter)), null);
            }
        }

        if (stay.Path == DemoPath.Proceedings && dice.Percent(LetterBeforeEntry))
        {
            WriteLetter(life, stay, calendar.LastOnOrBefore(issuedOn.PlusDays(-dice.Draw(dice.Pick<Spread>(daysFromLetterToIssue)))), null);
        }

        if (stay.Path is DemoPath.Section20ThenOrders or DemoPath.Proceedings)
        {
            WritePlanning(life, stay, calendar.LastOnOrBefore(issuedOn.PlusDays(-dice.Draw(daysFromPlanningToIssue))), LegalPlanningOutcome.IssueProceedings);
        }

        var endsOn = LocalDate.Min(stay.CareOrderOn ?? stay.To, stay.To);
        var extensions = Extensions(life, issuedOn, endsOn);
        life.Add(stay, issuedOn, head => Proceedings.New(head, life.IfPast(endsOn), extensions));
    }

    private static void WritePlanning(DemoLife life, DemoStay stay, LocalDate on, LegalPlanningOutcome outcome) =>
        AddOnTheWay(life, stay, on, head => LegalPlanningMeeting.New(head, outcome));

    private static void WriteLetter(DemoLife life, DemoStay stay, LocalDate on, LocalDate? concludedOn)
    {
        var dice = life.Dice;
        var reviewedOn = calendar.LastOnOrBefore(on.PlusDays(dice.Draw(dice.Pick<Spread>(daysUntilLetterReviewed))));
        var reviewed = dice.Percent(LetterReviewed) ? life.IfPast(reviewedOn) : null;
        var concluded = concludedOn is { } day ? life.IfPast(calendar.LastOnOrBefore(day)) : null;
        if (dice.Percent(FamilyGroupMeetingOffered))
        {
            AddOnTheWay(life, stay, on, head => FamilyGroupMeeting.New(head, FamilyGroupMeetingKind.Offered));
        }

        AddOnTheWay(life, stay, on, head => PreProceedings.New(head, reviewed, concluded));
    }

    /// <summary>Writes what may lie before a stay, and before birth, but not after the stay.</summary>
    private static void AddOnTheWay(DemoLife life, DemoStay stay, LocalDate on, Func<EntryHead, Entry> make)
    {
        if (on < stay.To)
        {
            life.Add(on, make);
        }
    }

    /// <summary>Some proceedings that take longer than the law allows are extended, once or twice, before they run out of time.</summary>
    private static Extension[] Extensions(DemoLife life, LocalDate issuedOn, LocalDate endsOn)
    {
        var granted = new List<Extension>();
        var limit = Proceedings.Limit.After(issuedOn, calendar);
        for (var share = Extended; endsOn > limit && life.Dice.Percent(share); share = ExtendedAgain)
        {
            var grantedOn = calendar.LastOnOrBefore(limit.PlusDays(-life.Dice.Draw(daysGrantedBeforeTheEnd)));
            if (grantedOn > life.Today)
            {
                break;
            }

            limit = calendar.LastOnOrBefore(limit.PlusWeeks(WeeksOfExtension));
            granted.Add(new Extension(grantedOn, limit));
        }

        return [.. granted];
    }
}
