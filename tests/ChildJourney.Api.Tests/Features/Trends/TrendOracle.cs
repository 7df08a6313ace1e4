using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Api.Tests.Features.Trends;

/// <summary>What a trend is to say, worked out day by day from journeys in memory.</summary>
public sealed class TrendOracle(string measure, LocalDate asOf)
{
    private const int DueSoonDays = 14;

    /// <summary>Something that counts: on which day, and whether among the first figure or the second (on time, or short breaks).</summary>
    private sealed record Event(LocalDate Counted, string? Team, string AgeBand, bool IsFirst, bool IsSecond);

    /// <summary>The figures of a period, of those teams and ages: all, or the one of each.</summary>
    public IReadOnlyDictionary<(string? Team, string? AgeBand), (int First, int Second)> Of(LocalDate from, LocalDate to, bool byTeam, bool byAge) => ManyChildren.All
        .SelectMany(made => Events(made.Journey, made.Assessment, from, to))
        .GroupBy(each => (byTeam ? each.Team : null, byAge ? each.AgeBand : null))
        .ToDictionary(group => group.Key, group => (group.Count(each => each.IsFirst), group.Count(each => each.IsSecond)));

    private IEnumerable<Event> Events(Journey journey, Assessment assessment, LocalDate from, LocalDate to)
    {
        var last = LocalDate.Min(to, asOf);
        if (measure == "children-in-care")
        {
            return Care(journey, last) is { } care ? [Make(journey, last, care)] : [];
        }

        if (measure is "entrants" or "leavers")
        {
            return DaysBetween(from, last).SelectMany(day => Moves(journey, day));
        }

        return assessment.Obligations.Where(obligation => obligation.Rule.Id == measure && obligation.Version.Relaxed is null)
            .Select(obligation => obligation.StageOn(asOf))
            .OfType<Stage>()
            .Where(stage => stage.IsInForce(asOf) && from <= stage.DueOn && stage.DueOn <= last)
            .Select(stage => (On: stage.DueOn!.Value, Status: stage.Dates.StatusOn(asOf, DueSoonDays)))
            .Where(due => due.Status is Status.Met or Status.MetLate or Status.Missed or Status.Overdue)
            .Select(due => new Event(due.On, journey.AssigneeOn(AllocationRole.Team, due.On), BandOf(journey.Child, due.On), true, due.Status == Status.Met));
    }

    private IEnumerable<Event> Moves(Journey journey, LocalDate day)
    {
        var (before, now) = (Care(journey, day.PlusDays(-1)), Care(journey, day));
        if (before == now && !journey.PeriodsOfCare.Any(period => period.From == day && period.To > day))
        {
            yield break;
        }

        if (measure == "entrants" && now is { } began)
        {
            yield return Make(journey, day, began);
        }

        if (measure == "leavers" && before is { } ended)
        {
            yield return Make(journey, day.PlusDays(-1), ended);
        }
    }

    private static Event Make(Journey journey, LocalDate day, bool isShortBreak) =>
        new(day, journey.AssigneeOn(AllocationRole.Team, day), BandOf(journey.Child, day), !isShortBreak, isShortBreak);

    /// <summary>Null where the child is not looked after, otherwise whether in short breaks.</summary>
    private static bool? Care(Journey journey, LocalDate day) =>
        journey.PeriodOn(day) is { } period ? period.LegalStatuses.Single(status => status.Holds(day)).Value is LegalStatus.V3 or LegalStatus.V4 : null;

    private static string BandOf(Child child, LocalDate day)
    {
        var age = Enumerable.Range(0, 40).Last(years => years == 0 || child.Birthday(years) <= day);
        return age switch { 0 => "under-1", < 5 => "1-4", < 10 => "5-9", < 16 => "10-15", < 18 => "16-17", _ => "18-and-over" };
    }

    private static IEnumerable<LocalDate> DaysBetween(LocalDate from, LocalDate to)
    {
        for (var day = from; day <= to; day = day.PlusDays(1))
        {
            yield return day;
        }
    }
}
