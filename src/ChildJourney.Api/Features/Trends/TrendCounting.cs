using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>Counts a measure by period, team and age.</summary>
internal sealed class TrendCounting(Visible visible, Generation generation, TrendPeriods periods, TrendSplit split, LocalDate asOf)
{
    private readonly TrendFigures figures = new();
    private readonly LocalDate from = periods.All[0].From;
    private readonly LocalDate to = LocalDate.Min(periods.All[^1].To, asOf);

    /// <summary>The obligations of a rule in force on the day, of children whom the teams asked for held when it was due.</summary>
    public IQueryable<ObligationRow> Obligations(string rule)
    {
        var rows = visible.Obligations(generation).Where(row => row.Rule == rule).InForce(asOf);
        var teams = split.Teams;
        return teams.Count == 0 ? rows : rows.Where(row => teams.Contains(row.TeamWhenDue) || (teams.Contains(TrendSplit.Nobody) && row.TeamWhenDue == null));
    }

    /// <summary>What was due under a rule, and on time, by the due date.</summary>
    public async Task<TrendFigures> OfRuleAsync(string rule, CancellationToken cancellationToken)
    {
        var children = visible.Children;
        var due = Obligations(rule).DueWithin(from, to).CountedOn(asOf).Where(row => row.How == Counted.OnTime || row.How == Counted.Late);
        var days = split.NeedsAges
            ? due.Select(row => new DueDay(
                row.Row.DueOn!.Value,
                row.Row.TeamWhenDue,
                children.Where(child => child.AuthorityId == row.Row.AuthorityId && child.ChildId == row.Row.ChildId).Select(child => child.DateOfBirth).First(),
                1,
                row.How == Counted.OnTime ? 1 : 0))
            : due.GroupBy(row => new { row.Row.DueOn, row.Row.TeamWhenDue }).Select(day => new DueDay(
                day.Key.DueOn!.Value,
                day.Key.TeamWhenDue,
                null,
                day.Count(),
                day.Count(row => row.How == Counted.OnTime)));
        await foreach (var day in days.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (periods.PlaceOf(day.On) is { } period && split.KeyOf(period, day.Team, day.DateOfBirth, day.On) is { } key)
            {
                var count = figures.At(key);
                count.Due += day.Due;
                count.OnTime += day.OnTime;
            }
        }

        return figures;
    }

    /// <summary>Children looked after on the last day of each period, or on the day asked about where that is earlier.</summary>
    public Task<TrendFigures> InCareAsync(CancellationToken cancellationToken) => OfCareAsync(
        (stretch, add) =>
        {
            for (var period = 0; period < periods.All.Count; period++)
            {
                var day = LocalDate.Min(periods.All[period].To, asOf);
                if (stretch.From <= day && day < stretch.To)
                {
                    add(period, day);
                }
            }
        },
        cancellationToken);

    /// <summary>Times that care began.</summary>
    public Task<TrendFigures> EntrantsAsync(CancellationToken cancellationToken) => OfCareAsync(
        (stretch, add) =>
        {
            if (stretch.From <= asOf && periods.PlaceOf(stretch.From) is { } period)
            {
                add(period, stretch.From);
            }
        },
        cancellationToken);

    /// <summary>Times that care ended, by who held the child and how old the child was on the last day looked after.</summary>
    public Task<TrendFigures> LeaversAsync(CancellationToken cancellationToken) => OfCareAsync(
        (stretch, add) =>
        {
            if (stretch.To <= asOf && periods.PlaceOf(stretch.To) is { } period)
            {
                add(period, stretch.To.PlusDays(-1));
            }
        },
        cancellationToken);

    private async Task<TrendFigures> OfCareAsync(Action<CareStretch, Action<int, LocalDate>> count, CancellationToken cancellationToken)
    {
        await foreach (var stretch in CareStretches.ReadAsync(visible, from, to, split.NeedsTeams, split.NeedsAges, cancellationToken))
        {
            count(stretch, (period, day) =>
            {
                if (split.KeyOf(period, split.NeedsTeams ? stretch.TeamOn(day) : null, stretch.DateOfBirth, day) is { } key)
                {
                    var counted = figures.At(key);
                    (counted.Value, counted.ShortBreaks) = stretch.IsShortBreaks ? (counted.Value, counted.ShortBreaks + 1) : (counted.Value + 1, counted.ShortBreaks);
                }
            });
        }

        return figures;
    }

    private sealed record DueDay(LocalDate On, string? Team, LocalDate? DateOfBirth, int Due, int OnTime);
}
