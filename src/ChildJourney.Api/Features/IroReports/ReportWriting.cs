using ChildJourney.Api.Features.Trends;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>Makes the report out of what was counted for its year and the year before.</summary>
internal sealed class ReportWriting(ReportYear year, ReportHolders holders, ReportCounts now, ReportCounts before, Policy policy)
{
    /// <summary>The report.</summary>
    public IroReport Write(Evaluated evaluated) => new(
        year.Year,
        year.From,
        year.LastDay,
        year.IsRunning,
        year.Before.From,
        year.Before.LastDay,
        year.AsOf,
        Reviews(),
        Participation(),
        [.. ReportRules.Records.Select(Of)],
        new MidpointPart(Figure(ReportFigures.MidpointChecks), Of(ReportRules.Midpoint)),
        [.. ReportRules.Others.Select(Of)],
        Disputes(),
        Caseloads(),
        evaluated);

    private ReviewsPart Reviews() => new(
        Figure(ReportFigures.Held),
        Parts(ReportFigures.Format, [.. CodeLists.ReviewFormats.Texts, ReportFigures.NotRecorded]),
        Parts(ReportFigures.Timing, [ReportFigures.OnTime, ReportFigures.Late, ReportFigures.NoDueDate]),
        Figure(ReportFigures.NotCounting),
        Figure(ReportFigures.SeveralSittings),
        Figure(ReportFigures.Adjourned),
        Of(ReportRules.Reconvened),
        Of("Reviews of the cycle", ReportRules.Cycle),
        [.. ReportRules.Cycle.Select(Of)]);

    private ParticipationPart Participation()
    {
        var (heard, of) = (Sum(ReportParts.Heard), Sum([.. CodeLists.Participations.Texts.Skip(1)]));
        return new ParticipationPart(
            Parts(ReportFigures.Participation, [.. CodeLists.Participations.Texts, ReportFigures.NotRecorded]),
            heard,
            of,
            Counting.Rate(heard.Count, of.Count),
            Counting.Rate(heard.Previous, of.Previous));

        Figure Sum(IReadOnlyList<string> codes) => new(
            codes.Sum(code => now.Of(ReportFigures.Participation, code)), codes.Sum(code => before.Of(ReportFigures.Participation, code)));
    }

    private DisputesPart Disputes()
    {
        IReadOnlyList<string> stages = [.. ReportParts.Stages.Texts, ReportFigures.NotRecorded];
        return new DisputesPart(
            Figure(ReportFigures.Opened),
            Parts(ReportFigures.OpenedByStage, stages),
            Figure(ReportFigures.Closed),
            Parts(ReportFigures.ClosedByOutcome, [.. ReportParts.Outcomes.Texts, ReportFigures.NotRecorded]),
            Parts(ReportFigures.ClosedByAge, ReportParts.Ages),
            Figure(ReportFigures.Referred),
            Figure(ReportFigures.Lapsed),
            Figure(ReportFigures.Open),
            Parts(ReportFigures.OpenByStage, stages),
            Parts(ReportFigures.OpenByAge, ReportParts.Ages),
            now.LongestOpen,
            Of(ReportRules.Dispute));
    }

    private CaseloadsPart Caseloads()
    {
        var without = Figure(ReportFigures.WithoutOfficer);
        var children = new Figure(now.Caseloads.Values.Sum() + without.Count, before.Caseloads.Values.Sum() + without.Previous);
        return new CaseloadsPart(
            children with { ListedAt = Listed(children.Count, holders.Iros) },
            new Figure(now.Caseloads.Count, before.Caseloads.Count),
            without with { ListedAt = Listed(without.Count, [ReportHolders.Nobody]) },
            [
                .. now.Caseloads.Keys.Union(before.Caseloads.Keys).Order(StringComparer.Ordinal).Select(iro =>
                {
                    var count = now.Caseloads.GetValueOrDefault(iro);
                    return new Caseload(iro, count, before.Caseloads.GetValueOrDefault(iro), Listed(count, [iro]));
                }),
            ]);

        string? Listed(int count, IReadOnlyList<string> iros) => count == 0 ? null : Links.To(
            "/v1/children", ("lookedAfter", ["true"]), ("team", holders.Teams), ("iro", iros), ("asOf", [Links.Text(year.LastDay)]));
    }

    private Figure Figure(string figure) => new(now.Of(figure), before.Of(figure));

    private IReadOnlyList<Part> Parts(string figure, IReadOnlyList<string> parts) =>
        [.. parts.Select(part => new Part(part, ReportParts.Meaning(part), now.Of(figure, part), before.Of(figure, part)))];

    private Duties Of(string rule)
    {
        var known = RuleCatalogue.All.First(each => each.Id == rule);
        return Of(known.Title, [rule]) with { Rule = rule, Level = Words.Of(known.Level) };
    }

    private Duties Of(string title, IReadOnlyList<string> rules)
    {
        var (onTime, late) = (now.Of(rules, Counted.OnTime), now.Of(rules, Counted.Late));
        var (onTimeBefore, lateBefore) = (before.Of(rules, Counted.OnTime), before.Of(rules, Counted.Late));
        var targets = rules.Select(rule => policy.Targets.TryGetValue(rule, out var percent) ? percent : (decimal?)null).Distinct().ToList();
        var target = targets.Count == 1 ? targets[0] : null;
        return new Duties(
            null,
            title,
            null,
            onTime + late,
            onTime,
            late,
            Counting.Rate(onTime, onTime + late),
            target,
            Counting.Reaches(onTime, onTime + late, target),
            now.Of(rules, Counted.NotYetDue),
            now.Of(rules, Counted.Refused),
            now.Of(rules, Counted.Ended),
            now.Of(rules, Counted.Relaxed),
            now.Of(rules, Counted.CannotDetermine),
            new DutiesBefore(onTimeBefore + lateBefore, onTimeBefore, lateBefore, Counting.Rate(onTimeBefore, onTimeBefore + lateBefore)),
            onTime + late == 0 ? null : Flags(rules, [.. FlagLinks.Late, Words.Of(Status.Met)]),
            late == 0 ? null : Flags(rules, FlagLinks.Late));
    }

    private string Flags(IReadOnlyList<string> rules, IReadOnlyList<string> statuses) => Links.To(
        "/v1/flags",
        ("rule", rules),
        ("status", statuses),
        ("relaxed", ["false"]),
        ("dueFrom", [Links.Text(year.From)]),
        ("dueTo", [Links.Text(year.LastDay)]),
        ("teamWhenDue", holders.Teams),
        ("iroWhenDue", holders.Iros),
        ("asOf", [Links.Text(year.AsOf)]));
}
