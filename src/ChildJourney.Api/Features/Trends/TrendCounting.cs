using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>Counts a measure by period, team and age.</summary>
internal sealed class TrendCounting(Visible visible, FigureRecords records, Generation generation, TrendPeriods periods, TrendSplit split, LocalDate asOf)
{
    private readonly TrendFigures figures = new();
    private readonly LocalDate from = periods.All[0].From;
    private readonly LocalDate to = LocalDate.Min(periods.All[^1].To, asOf);

    /// <summary>The obligations of a rule in force on the day, of children whom the teams asked for held when it was due.</summary>
    public IQueryable<ObligationRow> Obligations(string rule)
    {
        var rows = visible.Obligations(generation).Where(row => row.Rule == rule).InForce(asOf);
        var teams = split.Teams;
        return teams.Count == 0 ? rows : rows.WhereAny(row => row.TeamWhenDue, teams);
    }

    /// <summary>What was due under a rule, and on time, by the due date.</summary>
    public async Task<TrendFigures> OfRuleAsync(string rule, CancellationToken cancellationToken)
    {
        if (split.NeedsAges)
        {
            await AddByAgeAsync(rule, cancellationToken);
            return figures;
        }

        var question = new FigureQuestion(asOf, from, to) { Rules = [rule], Holders = new WhenDue(split.Teams, [], []) };
        foreach (var day in await records.CountDaysAsync(generation, question, cancellationToken))
        {
            Add(day.On, day.Team, dateOfBirth: null, day.Due, day.OnTime);
        }

        return figures;
    }

    private async Task AddByAgeAsync(string rule, CancellationToken cancellationToken)
    {
        var children = visible.Children;
        var rows = Obligations(rule).DueWithin(from, to).CountedOn(asOf).Where(row => row.How == Counted.OnTime || row.How == Counted.Late)
            .Select(row => new
            {
                On = row.Row.DueOn!.Value,
                Team = row.Row.TeamWhenDue,
                DateOfBirth = children.Where(child => child.AuthorityId == row.Row.AuthorityId && child.ChildId == row.Row.ChildId).Select(child => child.DateOfBirth).First(),
                IsOnTime = row.How == Counted.OnTime,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Add(row.On, row.Team, row.DateOfBirth, 1, row.IsOnTime ? 1 : 0);
        }
    }

    private void Add(LocalDate on, string? team, LocalDate? dateOfBirth, int due, int onTime)
    {
        if (periods.PlaceOf(on) is { } period && split.KeyOf(period, team, dateOfBirth, on) is { } key)
        {
            var count = figures.At(key);
            count.Due += due;
            count.OnTime += onTime;
        }
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
}
