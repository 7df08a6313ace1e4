using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes short breaks: a series of which each is recorded, or the agreement to one, with their reviews and visits.</summary>
internal static class DemoShortBreaks
{
    private const int FirstMonths = 3;
    private const int LaterMonths = 6;
    private const int SkippedOnce = 10;

    private static readonly Spread betweenBreaks = new(21, 42);
    private static readonly Spread breakDays = new(2, 4);
    private static readonly Spread daysUntilCarePlan = new(0, 8);
    private static readonly DemoPunctuality visit = new(90, new(0, 20), (100, new(1, 30)));

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes short breaks one after another; a child who is looked after today is away on one.</summary>
    public static void WriteSeries(DemoLife life, DemoStay stay)
    {
        DemoWorkers.Write(life, stay);
        var home = DemoPlacements.ShortBreakHome(life.Dice);
        var last = LocalDate.Min(stay.To, life.Today.PlusDays(1)).PlusDays(-1);
        var (reviewDue, visitDue) = (stay.From.PlusMonths(FirstMonths), stay.From.PlusMonths(FirstMonths));
        for (var on = stay.From; on <= last;)
        {
            var to = on.PlusDays(life.Dice.Draw(breakDays));
            var next = to.PlusDays(life.Dice.Draw(betweenBreaks));
            if (next > last && stay.Holds(life.Today))
            {
                on = LocalDate.Max(on, life.Today);
                to = on.PlusDays(breakDays.Least);
            }

            DemoCare.WriteEntry(life, stay, on);
            life.Add(on, home);
            if (on == stay.From)
            {
                life.Add(on, head => CarePlan.Shape.New(head));
            }

            if (IsLastChance(life.Dice, next, reviewDue))
            {
                life.Add(on, head => ShortBreakReview.Shape.New(head));
                reviewDue = on.PlusMonths(LaterMonths);
            }

            if (IsLastChance(life.Dice, next, visitDue))
            {
                life.Add(on, head => Visit.Shape.New(head));
                visitDue = on.PlusMonths(LaterMonths);
            }

            DemoCare.WriteLeaving(life, stay, LocalDate.Min(to, stay.To));
            on = next;
        }
    }

    /// <summary>Writes the plan of an agreement, and visits while it holds; its reviews are those of every child in care.</summary>
    public static void WriteAgreement(DemoLife life, DemoStay stay)
    {
        life.Add(stay, calendar.Add(stay.From, life.Dice.Draw(daysUntilCarePlan)), head => CarePlan.Shape.New(head));
        for (var on = visit.Draw(life.Dice, stay.From, stay.From.PlusMonths(FirstMonths)); stay.Holds(on) && on <= life.Today; on = visit.Draw(life.Dice, on.PlusDays(1), on.PlusMonths(LaterMonths)))
        {
            life.Add(on, head => Visit.Shape.New(head));
        }
    }

    /// <summary>Whether the next break comes too late for what is due, so that it is done at this one, mostly.</summary>
    private static bool IsLastChance(DemoDice dice, LocalDate next, LocalDate due) => next > due && !dice.Percent(SkippedOnce);
}
