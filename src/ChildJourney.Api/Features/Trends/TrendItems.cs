using ChildJourney.Api.Platform;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>Makes the items of a trend out of its figures.</summary>
internal sealed class TrendItems(ListTrends.Request request, TrendSplit split, TrendPeriods periods, TrendFigures figures)
{
    private readonly bool isRule = TrendMeasures.IsRule(request.Measure);

    /// <summary>All of them, by period, team and age: whatever occurs in one period stands in each.</summary>
    public IReadOnlyList<TrendItem> All()
    {
        var first = periods.InSixMonths;
        (string? Team, string? AgeBand)[] keys = split.ByTeam || split.ByAgeBand ? [.. figures.KeysFrom(first)] : [(null, null)];
        return [.. Enumerable.Range(first, periods.All.Count - first).SelectMany(_ => keys, (period, key) => Make(new TrendKey(period, key.Team, key.AgeBand)))];
    }

    private TrendItem Make(TrendKey key)
    {
        var (period, count) = (periods.All[key.Period], figures[key]);
        var lastDay = LocalDate.Min(period.To, request.AsOf);
        var running = period.To > request.AsOf;
        return new TrendItem(
            period.Name,
            period.From,
            period.To,
            running,
            key.Team,
            key.AgeBand,
            isRule ? count.Due : null,
            isRule ? count.OnTime : null,
            isRule ? count.Due - count.OnTime : null,
            isRule ? Counting.Rate(count.OnTime, count.Due) : null,
            isRule ? null : count.Value,
            isRule ? null : count.ShortBreaks,
            running ? null : ChangeOf(key, count),
            isRule && count.Due > count.OnTime && !split.NeedsAges ? LateFlags(period.From, lastDay, key.Team) : null,
            request.Measure == TrendMeasures.InCare && count.Value > 0 ? Children(lastDay, key) : null);
    }

    private TrendChange? ChangeOf(TrendKey key, TrendCount now)
    {
        var earlier = key with { Period = key.Period - periods.InSixMonths };
        var (then, since) = (figures[earlier], periods.All[earlier.Period].Name);
        if (!isRule)
        {
            return new TrendChange(since, now.Value - then.Value, then.Value == 0 ? null : Math.Round(100m * (now.Value - then.Value) / then.Value, 1));
        }

        return now.Due == 0 || then.Due == 0
            ? null
            : new TrendChange(since, Math.Round((100m * now.OnTime / now.Due) - (100m * then.OnTime / then.Due), 1), null);
    }

    private string LateFlags(LocalDate from, LocalDate to, string? team) => Links.To(
        "/v1/flags",
        ("rule", [request.Measure]),
        ("status", FlagLinks.Late),
        ("relaxed", ["false"]),
        ("dueFrom", [Links.Text(from)]),
        ("dueTo", [Links.Text(to)]),
        ("teamWhenDue", split.ByTeam ? [team ?? TrendSplit.Nobody] : split.Teams),
        ("asOf", [Links.Text(request.AsOf)]));

    private string? Children(LocalDate day, TrendKey key)
    {
        var bands = split.ByAgeBand ? [key.AgeBand!] : split.AgeBands.Distinct().ToList();
        if (bands.Count > 1)
        {
            return null;
        }

        var (bornFrom, bornTo) = bands.Count == 0 ? (null, null) : AgeBands.Born(bands[0], day);
        return Links.To(
            "/v1/children",
            ("lookedAfter", ["true"]),
            ("legalStatus", CareStretches.OtherStatuses),
            ("team", split.ByTeam ? [key.Team ?? TrendSplit.Nobody] : split.Teams),
            ("bornFrom", bornFrom is { } first ? [Links.Text(first)] : []),
            ("bornTo", bornTo is { } last ? [Links.Text(last)] : []),
            ("asOf", [Links.Text(day)]));
    }
}

/// <summary>What links to flags ask for.</summary>
internal static class FlagLinks
{
    /// <summary>The statuses of what counts as late, where it is not relaxed.</summary>
    public static IReadOnlyList<string> Late { get; } = [Words.Of(Status.Overdue), Words.Of(Status.MetLate), Words.Of(Status.Missed)];
}
