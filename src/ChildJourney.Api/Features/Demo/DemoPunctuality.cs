using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>How well a due date is kept: mostly some days before it, otherwise late.</summary>
/// <param name="OnTime">The share of a hundred that is on time.</param>
/// <param name="Early">How many days before the due date those are.</param>
/// <param name="Late">How many days after it the others are, for most of them and for the worst.</param>
internal readonly record struct DemoPunctuality(int OnTime, Spread Early, params (int, Spread)[] Late)
{
    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>The working day on which something is done that is due then, not before the earliest day it can be.</summary>
    public LocalDate Draw(DemoDice dice, LocalDate earliest, LocalDate due) => dice.Percent(OnTime)
        ? LocalDate.Max(earliest, calendar.LastOnOrBefore(due.PlusDays(-dice.Draw(Early))))
        : calendar.Add(due.PlusDays(dice.Draw(dice.Pick<Spread>(Late)) - 1), 1);
}
