using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>What holds for every duty, whatever its rule.</summary>
/// <remarks>
/// A duty exists from its trigger's day. It ends when the period of care closes, or the regime of its rule does; ended on its opening day
/// it never was. Nothing is raised that was triggered before recording began, nor what would fall due on or after the 18th birthday.
/// The first entry that qualifies meets it; a due date moves only while it is neither met nor ended, and of two on one day the last holds.
/// </remarks>
internal static class GeneralProvisions
{
    /// <summary>The obligation that a duty makes, or null where the provisions leave none.</summary>
    public static Obligation? Apply(Rule rule, Duty duty, Journey journey, Settings settings)
    {
        if ((duty.Period ?? journey.PeriodOn(duty.TriggerOn))?.HistoryFrom is { } historyFrom && duty.TriggerOn < historyFrom)
        {
            return null;
        }

        // A duty that hangs on the child is judged by its first due date; one of a period of care by the first that comes into force.
        if (duty.Openings is [] || ((duty.Openings.Length == 1 || duty.Period is null) && FallsDueInAdulthood(rule, duty.Openings[0], journey)))
        {
            return null;
        }

        if (duty.MissingFact is null && !IsRecorded(rule, duty.TriggerOn, settings.Policy))
        {
            duty = Undetermined(rule, duty);
        }

        IReadOnlyList<Stage> stages = duty.Openings is [var opening] ? StageAlone(rule, duty, opening) : StagesOf(rule, duty, journey);
        return stages.Count == 0
            ? null
            : new Obligation(rule, duty.Period, duty.TriggerOn, duty.Trigger, duty.Version, stages) { MissingFact = duty.MissingFact, SharesDay = duty.SharesDay };
    }

    private static bool IsRecorded(Rule rule, LocalDate day, Policy policy) => rule.TakesEachType && policy.RecordedFrom.Count > 0
        ? rule.Text.MetBy.All(type => policy.IsAnyRecorded([type], day))
        : policy.IsAnyRecorded(rule.Text.MetBy, day);

    /// <summary>The one stage of a due date that never moves, which is most of them.</summary>
    private static Stage[] StageAlone(Rule rule, Duty duty, Opening opening) =>
        EndingOf(rule, duty, opening) is var ending && ending?.On <= opening.On ? [] : [StageOf(rule, duty, opening, ending)];

    private static List<Stage> StagesOf(Rule rule, Duty duty, Journey journey)
    {
        var stages = new List<Stage>(duty.Openings.Length);
        Ending? lastEnding = null;
        foreach (var opening in duty.Openings)
        {
            if (stages.Count > 0 && (opening.On > duty.MetOn || (lastEnding?.On <= opening.On && !opening.Resumes)))
            {
                break;
            }

            var ending = EndingOf(rule, duty, opening);
            var wasNever = ending?.On < opening.Since || (ending?.On == opening.Since && (stages.Count == 0 || !opening.Resumes));
            if (wasNever)
            {
                continue;
            }

            if (stages.Count > 0 && stages[^1].OpensOn == opening.On)
            {
                stages.RemoveAt(stages.Count - 1);
            }

            if (stages.Count == 0 && FallsDueInAdulthood(rule, opening, journey))
            {
                continue;
            }

            lastEnding = ending;
            stages.Add(StageOf(rule, duty, opening, ending));
        }

        for (var i = 0; i < stages.Count - 1; i++)
        {
            stages[i] = stages[i] with { ClosesOn = stages[i + 1].OpensOn };
        }

        return stages;
    }

    private static Stage StageOf(Rule rule, Duty duty, Opening opening, Ending? ending)
    {
        var metOn = IsInTime(duty.MetOn) ? duty.MetOn : null;
        var refusedOn = metOn is null && IsInTime(duty.RefusedOn) ? duty.RefusedOn : null;
        return new Stage(opening.On, opening.Deadline, opening.Level ?? rule.Level)
        {
            MetOn = metOn,
            Citation = opening.Citation,
            MetAt = metOn is null ? null : duty.MetAt,
            RefusedOn = refusedOn,
            Ending = metOn is null && refusedOn is null ? ending : null,
        };

        bool IsInTime(LocalDate? day) => day is not null && !(day >= ending?.On);
    }

    /// <summary>The same duty where nothing that could meet it is recorded here: open from its first day, with no due date, and met by nothing.</summary>
    private static Duty Undetermined(Rule rule, Duty duty) => duty with
    {
        MissingFact = $"{rule.Text.Wording.Subject} cannot be determined: entries of type {string.Join(" or ", rule.Text.MetBy)} were not recorded here on {PlainEnglish.Date(duty.TriggerOn)}.",
        Openings = [new Opening(duty.Openings[0].On, default)],
        MetOn = null,
        MetAt = null,
        RefusedOn = null,
    };

    private static bool FallsDueInAdulthood(Rule rule, Opening opening, Journey journey) =>
        !rule.GoesOnInAdulthood && opening.Deadline.On >= journey.Child.EighteenthBirthday;

    private static Ending? EndingOf(Rule rule, Duty duty, Opening opening) =>
        Earlier(Earlier(duty.Period?.EndOfStretch(rule.Regimes, opening.On), duty.Ending), opening.Ending);

    private static Ending? Earlier(Ending? first, Ending? second) =>
        first is { } a && second is { } b ? Ending.Earlier(a, b) : first ?? second;
}
