using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes what good practice asks for beside the law: audits with actions, supervision of the case, life-story work.</summary>
internal static class DemoPractice
{
    private const int Audited = 22;
    private const int AuditedWithinDays = 540;
    private const int NoActions = 15;
    private const int LifeStoryWorked = 95;
    private const int LifeStoryMonths = 6;
    private const int SupervisedMonths = 4;

    private static readonly Spread daysUntilActionsDue = new(14, 60);
    private static readonly DemoPunctuality actions = new(91, new(0, 20), (100, new(1, 30)));
    private static readonly DemoPunctuality lifeStory = new(88, new(0, 90), (100, new(1, 60)));
    private static readonly DemoPunctuality supervision = new(88, new(0, 6), (100, new(1, 15)));
    private static readonly Spread daysUntilSupervision = new(5, 25);

    private static readonly (int, AuditGrade)[] grades =
        [(8, AuditGrade.Outstanding), (48, AuditGrade.Good), (36, AuditGrade.RequiresImprovement), (8, AuditGrade.Inadequate)];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the practice of a stay.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        WriteAudit(life, stay);
        WriteSupervision(life, stay);
    }

    /// <summary>Writes the life-story work that follows a plan for permanence.</summary>
    public static void WriteLifeStory(DemoLife life, DemoStay stay, LocalDate planOn)
    {
        var on = lifeStory.Draw(life.Dice, planOn, planOn.PlusMonths(LifeStoryMonths));
        if (life.Dice.Percent(LifeStoryWorked))
        {
            life.Add(stay, on, head => LifeStoryWork.Shape.New(head));
        }
    }

    private static void WriteAudit(DemoLife life, DemoStay stay)
    {
        var dice = life.Dice;
        var last = LocalDate.Min(stay.To, life.Today).PlusDays(-1);
        var first = LocalDate.Max(stay.From, last.PlusDays(-AuditedWithinDays));
        if (first >= last || !dice.Percent(Audited))
        {
            return;
        }

        var on = LocalDate.Max(first, calendar.LastOnOrBefore(first.PlusDays(dice.Between(0, Period.DaysBetween(first, last)))));
        var grade = dice.Pick<AuditGrade>(grades);
        var dueOn = calendar.LastOnOrBefore(on.PlusDays(dice.Draw(daysUntilActionsDue)));
        var doneOn = actions.Draw(dice, on, dueOn);
        var hasActions = grade != AuditGrade.Outstanding && !dice.Percent(NoActions);
        var isDone = hasActions && life.IsDone(on);
        life.Add(stay, on, head => CaseAudit.Shape.Of(
            head,
            ("grade", grade),
            ("actionsDueOn", hasActions ? dueOn : null),
            ("actionsDoneOn", isDone ? life.IfPast(doneOn) : null)));
    }

    /// <summary>Supervision is written for the last months only; who looks back further asks for reviews.</summary>
    private static void WriteSupervision(DemoLife life, DemoStay stay)
    {
        var on = LocalDate.Max(stay.From, life.Today.PlusMonths(-SupervisedMonths)).PlusDays(life.Dice.Draw(daysUntilSupervision));
        while (stay.Holds(life.Today) && on <= life.Today)
        {
            life.Add(stay, on, head => Supervision.Shape.New(head));
            on = supervision.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(1));
        }
    }
}
