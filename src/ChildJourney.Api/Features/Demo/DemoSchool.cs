using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes personal education plans, term by term, for children of school age and some in an early-years setting.</summary>
internal static class DemoSchool
{
    private const int SchoolAge = 5;
    private const int EarlyYearsAge = 3;
    private const int InEarlyYears = 65;
    private const int Initiated = 97;
    private const int FirstPlanForReview = 78;
    private const int LeastWorkingDaysOfTerm = 10;
    private const int DaysBeforeTheFirstMeetings = 10;
    private const int DaysBeforeTheEnd = 4;

    private static readonly Spread daysInCareBeforeEarlyYears = new(5, 45);
    private static readonly Spread daysAfterThirdBirthday = new(10, 200);
    private static readonly (int, Spread)[] initiatedWorkingDays = [(90, new(1, 10)), (10, new(11, 22))];
    private static readonly Spread firstMeetingDaysBeforeReview = new(1, 9);
    private static readonly Spread workingDaysUntilCompleted = new(0, 6);
    private static readonly Spread workingDaysLate = new(3, 20);

    private static readonly (int, TermOutcome)[] outcomes = [(80, TermOutcome.OnTime), (18, TermOutcome.CompletedLate), (2, TermOutcome.NotHeld)];
    private static readonly (int, string)[] qualities = [(62, "green"), (30, "amber"), (8, "red")];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>How the plan of a term turned out.</summary>
    private enum TermOutcome
    {
        /// <summary>Held and completed within the term.</summary>
        OnTime,

        /// <summary>Held in the term and completed after it.</summary>
        CompletedLate,

        /// <summary>Not held.</summary>
        NotHeld,
    }

    /// <summary>Writes the plans of a stay with those reviews.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<LocalDate> reviews)
    {
        var from = LocalDate.Max(stay.From, WriteEarlyYears(life, stay) ?? stay.Child.Birthday(SchoolAge));
        var end = LocalDate.Min(stay.To, life.Today.PlusDays(1));
        if (stay.IsShortBreaks || from >= end)
        {
            return;
        }

        if (life.Dice.Percent(Initiated))
        {
            life.Add(stay, calendar.Add(from, life.Dice.Draw(life.Dice.Pick<Spread>(initiatedWorkingDays))), head => PepInitiated.Shape.New(head));
        }

        var first = from == stay.From && reviews.Count > 0 && life.Dice.Percent(FirstPlanForReview) ? WriteFirst(life, stay, reviews[0]) : default;
        var endsAtLeastOn = calendar.Add(from, LeastWorkingDaysOfTerm);
        foreach (var term in life.Terms.All)
        {
            var isDue = term.FirstDay < end && endsAtLeastOn <= term.LastDay;
            if (isDue && !(term.FirstDay <= first.HeldOn && first.CompletedOn <= term.LastDay))
            {
                WriteTerm(life, stay, term, from);
            }
        }
    }

    /// <summary>Writes the day a child of three or four began in a setting, where one did.</summary>
    private static LocalDate? WriteEarlyYears(DemoLife life, DemoStay stay)
    {
        var inCare = stay.From.PlusDays(life.Dice.Draw(daysInCareBeforeEarlyYears));
        var ofAge = stay.Child.Birthday(EarlyYearsAge).PlusDays(life.Dice.Draw(daysAfterThirdBirthday));
        var on = calendar.LastOnOrBefore(LocalDate.Max(inCare, ofAge));
        if (on >= stay.Child.Birthday(SchoolAge) || stay.IsShortBreaks || !life.Dice.Percent(InEarlyYears))
        {
            return null;
        }

        life.Add(stay, on, head => EarlyYears.New(head));
        return on;
    }

    /// <summary>Writes the plan that is in place for the first review.</summary>
    private static (LocalDate? HeldOn, LocalDate? CompletedOn) WriteFirst(DemoLife life, DemoStay stay, LocalDate reviewOn)
    {
        var on = LocalDate.Max(stay.From, calendar.LastOnOrBefore(reviewOn.PlusDays(-life.Dice.Draw(firstMeetingDaysBeforeReview))));
        var completedOn = LocalDate.Min(calendar.Add(on, life.Dice.Draw(workingDaysUntilCompleted)), reviewOn);
        AddPep(life, stay, on, completedOn);
        return (on, completedOn);
    }

    private static void WriteTerm(DemoLife life, DemoStay stay, SchoolTerm term, LocalDate from)
    {
        var dice = life.Dice;
        var earliest = LocalDate.Max(term.FirstDay.PlusDays(DaysBeforeTheFirstMeetings), from.PlusDays(DaysBeforeTheFirstMeetings));
        var latest = LocalDate.Max(earliest, term.LastDay.PlusDays(-DaysBeforeTheEnd));
        var outcome = dice.Pick<TermOutcome>(outcomes);
        if (outcome == TermOutcome.NotHeld)
        {
            return;
        }

        var on = DemoTerms.SchoolDay(dice, term, earliest, latest);
        var completedOn = outcome == TermOutcome.OnTime
            ? LocalDate.Min(calendar.Add(on, dice.Draw(workingDaysUntilCompleted)), term.LastDay)
            : calendar.Add(term.LastDay, dice.Draw(workingDaysLate));
        AddPep(life, stay, on, completedOn);
    }

    private static void AddPep(DemoLife life, DemoStay stay, LocalDate on, LocalDate completedOn)
    {
        var completed = life.IfPast(completedOn);
        var quality = life.Dice.Pick<string>(qualities);
        life.Add(stay, on, head => Pep.New(head, completed, completed is null ? null : quality));
    }
}
