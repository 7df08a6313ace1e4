using NodaTime;

namespace ChildJourney.Domain.Obligations;

/// <summary>A stage reduced to what a status follows from.</summary>
/// <param name="OpensOn">The first day it is in force.</param>
/// <param name="ClosesOn">The day the next stage opens, or null for the last.</param>
/// <param name="Dates">Its dates.</param>
public readonly record struct DatedStage(LocalDate OpensOn, LocalDate? ClosesOn, StageDates Dates)
{
    /// <summary>Whether the stage is the one in force on the day.</summary>
    public bool IsInForce(LocalDate day) => OpensOn <= day && !(day >= ClosesOn);
}

/// <summary>A day on which a status turned into another.</summary>
/// <param name="On">The first day of the new status.</param>
/// <param name="Status">The new status, or null where the obligation is no longer there.</param>
/// <param name="Previous">The status of the day before, or null where the obligation was not yet there.</param>
public readonly record struct StatusTurn(LocalDate On, Status? Status, Status? Previous);

/// <summary>How the stages of one obligation stand on a day, and on which days that turns.</summary>
public static class DatedStages
{
    /// <summary>The status on a day, or null where no stage is in force.</summary>
    public static Status? StatusOn(this IReadOnlyList<DatedStage> stages, LocalDate day, int dueSoonDays)
    {
        ArgumentNullException.ThrowIfNull(stages);
        foreach (var stage in stages)
        {
            if (stage.IsInForce(day))
            {
                return stage.Dates.StatusOn(day, dueSoonDays);
            }
        }

        return null;
    }

    /// <summary>The days after one, up to another, on which the status is not that of the day before, if nothing more is recorded.</summary>
    public static IEnumerable<StatusTurn> Turns(this IReadOnlyList<DatedStage> stages, LocalDate after, LocalDate upTo, int dueSoonDays)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var previous = stages.StatusOn(after, dueSoonDays);
        var days = stages.SelectMany(stage => DaysOf(stage, dueSoonDays)).Where(day => day > after && day <= upTo).Distinct().Order();
        foreach (var day in days)
        {
            var status = stages.StatusOn(day, dueSoonDays);
            if (status != previous)
            {
                yield return new StatusTurn(day, status, previous);
                previous = status;
            }
        }
    }

    /// <summary>The only days on which a stage can turn, whether it does or not.</summary>
    private static IEnumerable<LocalDate> DaysOf(DatedStage stage, int dueSoonDays)
    {
        var (due, met, ended, refused) = stage.Dates;
        var days = new[] { stage.OpensOn, stage.ClosesOn, met, ended, refused }.OfType<LocalDate>();
        return due is { } last ? days.Append(last.PlusDays(-dueSoonDays)).Append(last.PlusDays(1)) : days;
    }
}
