using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Obligations;

/// <summary>Why an obligation stands as it does, in one sentence of plain English.</summary>
public static class Because
{
    /// <summary>The sentence about a stage on a day.</summary>
    /// <param name="wording">What the rule calls the thing to be done.</param>
    /// <param name="ground">How the due date was worked out, in words.</param>
    /// <param name="dates">The stage's dates.</param>
    /// <param name="endedWhy">Why it ended, where it did.</param>
    /// <param name="missingFact">The fact that was never recorded, where one is missing.</param>
    /// <param name="day">The day asked about.</param>
    /// <param name="dueSoonDays">The due-soon window.</param>
    public static string Sentence(Wording wording, string ground, StageDates dates, string? endedWhy, string? missingFact, LocalDate day, int dueSoonDays)
    {
        var status = dates.StatusOn(day, dueSoonDays);
        if (dates.DueOn is not { } dueOn)
        {
            return missingFact is not null ? WithMissingFact(missingFact, dates, endedWhy, status)
                : dates.IsOpenEnded ? WithoutDueDate(wording, ground, dates, endedWhy, status) : $"{wording.Subject}: the due date cannot be determined.";
        }

        if (wording.IsAlert)
        {
            return status is Status.Missed or Status.Ended
                ? $"{wording.Subject}: {ground}, until {endedWhy} on {PlainEnglish.Date(dates.EndedOn!.Value)}."
                : $"{wording.Subject}: {ground}.";
        }

        var due = $"{PlainEnglish.Date(dueOn)}, {ground}";
        return status switch
        {
            Status.Met => $"{wording.Subject} was due by {due}; {wording.Done} on {PlainEnglish.Date(dates.MetOn!.Value)}.",
            Status.MetLate => $"{wording.Subject} was due by {due}; {wording.Done} on {PlainEnglish.Date(dates.MetOn!.Value)}, {Late(dates.MetOn!.Value)}.",
            Status.Missed => $"{wording.Subject} was due by {due}; none had been {wording.Done} when {endedWhy} on {PlainEnglish.Date(dates.EndedOn!.Value)}.",
            Status.Ended => $"{wording.Subject} would have been due by {due}; {endedWhy} on {PlainEnglish.Date(dates.EndedOn!.Value)}, before it was late.",
            Status.Refused => $"{wording.Subject} was due by {due}; the child refused on {PlainEnglish.Date(dates.RefusedOn!.Value)}.",
            Status.Overdue => $"{wording.Subject} was due by {due}; none has been {wording.Done}.",
            _ => $"{wording.Subject} is due by {due}; none has been {wording.Done} yet.",
        };

        // A duty counted in hours may be late on the very day it was due.
        string Late(LocalDate metOn) => metOn > dueOn ? $"{PlainEnglish.Days(Period.DaysBetween(dueOn, metOn))} late" : "after the hour";
    }

    private static string WithMissingFact(string missingFact, StageDates dates, string? endedWhy, Status status) =>
        status == Status.Ended ? $"{missingFact.TrimEnd('.')}; {endedWhy} on {PlainEnglish.Date(dates.EndedOn!.Value)}." : missingFact;

    private static string WithoutDueDate(Wording wording, string ground, StageDates dates, string? endedWhy, Status status) => status switch
    {
        Status.Met => $"{wording.Subject} had no due date because of {ground}; {wording.Done} on {PlainEnglish.Date(dates.MetOn!.Value)}.",
        Status.Ended => $"{wording.Subject} had no due date because of {ground}; {endedWhy} on {PlainEnglish.Date(dates.EndedOn!.Value)}.",
        _ => $"{wording.Subject} has no due date because of {ground}.",
    };
}
