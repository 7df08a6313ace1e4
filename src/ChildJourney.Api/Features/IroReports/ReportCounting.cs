using System.Text.Json;
using ChildJourney.Api.Features.Flags;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>Counts what the report says of one year.</summary>
internal sealed class ReportCounting(Visible visible, FigureRecords records, Generation generation, ReportHolders holders, ReportYear year)
{
    private readonly ReportCounts counts = new();
    private IReadOnlyList<string>? children;

    /// <summary>Counts all of it.</summary>
    public async Task<ReportCounts> CountAsync(CancellationToken cancellationToken)
    {
        children = await holders.ChildrenAsync(visible, cancellationToken);
        await CountReviewsAsync(cancellationToken);
        await CountTimingAsync(cancellationToken);
        counts.Add(ReportFigures.Adjourned, by: await Entries(ReviewAdjourned.Shape.Type, year.From).CountAsync(cancellationToken));
        counts.Add(ReportFigures.MidpointChecks, by: await Entries(ReviewMidpointCheck.Shape.Type, year.From).CountAsync(cancellationToken));
        await CountDutiesAsync(cancellationToken);
        await CountDisputesAsync(cancellationToken);
        await CountCaseloadsAsync(cancellationToken);
        return counts;
    }

    private async Task CountReviewsAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in Entries(Review.Shape.Type, year.From).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var review = (Review)Read(Review.Shape.Type, row);
            counts.Add(ReportFigures.Held);
            counts.Add(ReportFigures.Format, review.Format is { } format ? CodeLists.ReviewFormats.TextOf(format) : ReportFigures.NotRecorded);
            counts.Add(ReportFigures.Participation, review.Participation is { } participation ? CodeLists.Participations.TextOf(participation) : ReportFigures.NotRecorded);
            if (!review.CountsTowardsCycle)
            {
                counts.Add(ReportFigures.NotCounting);
            }

            if (review.FirstSittingOn < review.On)
            {
                counts.Add(ReportFigures.SeveralSittings);
            }
        }
    }

    /// <summary>Of the reviews held, those that met a duty of the cycle in time or late; each meets one at most.</summary>
    private async Task CountTimingAsync(CancellationToken cancellationToken)
    {
        var (rules, from, to) = (ReportRules.Cycle, year.From, year.LastDay);
        var met = visible.Obligations(generation, children).InForce(year.AsOf)
            .Where(row => rules.Contains(row.Rule) && row.MetOn >= from && row.MetOn <= to)
            .Select(row => new HappenedRow { AuthorityId = row.AuthorityId, ChildId = row.ChildId, On = row.MetOn!.Value, InTime = row.MetOn <= row.DueOn });
        var timings = await holders.OnTheDay(met, visible).GroupBy(row => row.InTime).Select(group => new { InTime = group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        foreach (var timing in timings)
        {
            counts.Add(ReportFigures.Timing, timing.InTime ? ReportFigures.OnTime : ReportFigures.Late, timing.Count);
        }

        counts.Add(ReportFigures.Timing, ReportFigures.NoDueDate, counts.Of(ReportFigures.Held) - timings.Sum(timing => timing.Count));
    }

    private async Task CountDutiesAsync(CancellationToken cancellationToken)
    {
        var question = new FigureQuestion(year.AsOf, year.From, year.To) { By = [FigureKey.Rule], Rules = [.. ReportRules.All], Holders = new WhenDue(holders.Teams, holders.Iros, []) };
        foreach (var (rule, figure) in (await records.CountAsync(generation, question, cancellationToken)).InOrder)
        {
            foreach (var how in Enum.GetValues<Counted>().Where(how => figure.Now[how] > 0))
            {
                counts.Add(rule.First!, how, figure.Now[how]);
            }
        }
    }

    private async Task CountDisputesAsync(CancellationToken cancellationToken)
    {
        var care = visible.Spans.Where(span => span.Kind == SpanKinds.Care);
        var rows = Entries(Dispute.Shape.Type, null).Select(row => new
        {
            Row = row,
            LeftOn = care.Where(span => span.AuthorityId == row.AuthorityId && span.ChildId == row.ChildId && span.FromOn <= row.On && span.ToOn > row.On).Select(span => span.ToOn).FirstOrDefault(),
        });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Count(new DisputeLife((Dispute)Read(Dispute.Shape.Type, row.Row), row.LeftOn));
        }
    }

    private void Count(DisputeLife life)
    {
        var stage = life.Dispute.Stage is { } known ? ReportParts.Stages.TextOf(known) : ReportFigures.NotRecorded;
        if (life.OpenedOn >= year.From)
        {
            counts.Add(ReportFigures.Opened);
            counts.Add(ReportFigures.OpenedByStage, stage);
        }

        if (!(life.EndedOn <= year.LastDay))
        {
            var days = life.DaysOpenOn(year.LastDay);
            counts.Add(ReportFigures.Open);
            counts.Add(ReportFigures.OpenByStage, stage);
            counts.Add(ReportFigures.OpenByAge, ReportParts.AgeOf(days));
            counts.LongestOpen = Math.Max(counts.LongestOpen ?? 0, days);
        }
        else if (life.EndedOn >= year.From)
        {
            if (life.IsLapsed)
            {
                counts.Add(ReportFigures.Lapsed);
                return;
            }

            counts.Add(ReportFigures.Closed);
            counts.Add(ReportFigures.ClosedByOutcome, life.Dispute.Outcome is { } outcome ? ReportParts.Outcomes.TextOf(outcome) : ReportFigures.NotRecorded);
            counts.Add(ReportFigures.ClosedByAge, ReportParts.AgeOf(life.DaysOpenOn(year.LastDay)));
            if (life.IsReferred)
            {
                counts.Add(ReportFigures.Referred);
            }
        }
    }

    private async Task CountCaseloadsAsync(CancellationToken cancellationToken)
    {
        var day = year.LastDay;
        var inCare = visible.SpansOn(day, SpanKinds.Care)
            .Select(span => new HappenedRow { AuthorityId = span.AuthorityId, ChildId = span.ChildId, On = day });
        var officers = visible.SpansOn(day, SpanKinds.Iro);
        var caseloads =
            from child in holders.OnTheDay(inCare, visible)
            join span in officers on new { child.AuthorityId, child.ChildId } equals new { span.AuthorityId, span.ChildId } into held
            from officer in held.DefaultIfEmpty()
            group child by officer!.Value into caseload
            select new { Iro = caseload.Key, Count = caseload.Count() };
        foreach (var caseload in await caseloads.ToListAsync(cancellationToken))
        {
            if (caseload.Iro is { } iro)
            {
                counts.Caseloads.Add(iro, caseload.Count);
            }
            else
            {
                counts.Add(ReportFigures.WithoutOfficer, by: caseload.Count);
            }
        }
    }

    /// <summary>The current entries of a type, from a day of the year on or from ever, up to its last day.</summary>
    private IQueryable<HappenedRow> Entries(string type, LocalDate? from)
    {
        var to = year.LastDay;
        var rows = visible.Entries.Of(children).Where(row => row.Type == type && row.On <= to && row.SupersededAt == null && row.VoidReason == null);
        rows = from is { } first ? rows.Where(row => row.On >= first) : rows;
        return holders.OnTheDay(rows.Select(row => new HappenedRow { AuthorityId = row.AuthorityId, ChildId = row.ChildId, On = row.On, Fields = row.Fields }), visible);
    }

    private static Entry Read(string type, HappenedRow row)
    {
        using var fields = JsonDocument.Parse(row.Fields);
        return EntryShapes.Restore(type, new EntryHead("", row.On, null), fields.RootElement);
    }
}
