namespace ChildJourney.Api.Features.IroReports;

/// <summary>A line of the report as a table.</summary>
/// <param name="Part">The part of the report.</param>
/// <param name="Figure">The figure.</param>
/// <param name="Of">The rule, code or officer it is of.</param>
/// <param name="Value">In the year; empty where there was nothing to measure.</param>
/// <param name="Previous">In the year before.</param>
public sealed record ReportLine(string Part, string Figure, string? Of, decimal? Value, decimal? Previous);

/// <summary>The report as a table: a line a figure.</summary>
internal static class ReportTable
{
    public static IReadOnlyList<ReportLine> Of(IroReport report) =>
    [
        .. Reviews(report.Reviews),
        .. Parts("participation", "byCode", report.Participation.ByCode),
        Line("participation", "heard", report.Participation.Heard),
        Line("participation", "of", report.Participation.Of),
        new("participation", "rate", null, report.Participation.Rate, report.Participation.PreviousRate),
        .. report.Records.SelectMany(duties => Lines("records", duties)),
        Line("midpointChecks", "made", report.MidpointChecks.Made),
        .. Lines("midpointChecks", report.MidpointChecks.Due),
        .. report.OtherDuties.SelectMany(duties => Lines("otherDuties", duties)),
        .. Disputes(report.Disputes),
        Line("caseloads", "children", report.Caseloads.Children),
        Line("caseloads", "officers", report.Caseloads.Officers),
        Line("caseloads", "withoutOfficer", report.Caseloads.WithoutOfficer),
        .. report.Caseloads.ByOfficer.Select(caseload => new ReportLine("caseloads", "byOfficer", caseload.Iro, caseload.Children, caseload.Previous)),
    ];

    private static IEnumerable<ReportLine> Reviews(ReviewsPart reviews) =>
    [
        Line("reviews", "held", reviews.Held),
        .. Parts("reviews", "byFormat", reviews.ByFormat),
        .. Parts("reviews", "byTiming", reviews.ByTiming),
        Line("reviews", "notCounting", reviews.NotCounting),
        Line("reviews", "severalSittings", reviews.SeveralSittings),
        Line("reviews", "adjourned", reviews.Adjourned),
        .. Lines("reviews", reviews.Reconvened),
        .. Lines("reviews", reviews.Due),
        .. reviews.DueByRule.SelectMany(duties => Lines("reviews", duties)),
    ];

    private static IEnumerable<ReportLine> Disputes(DisputesPart disputes) =>
    [
        Line("disputes", "opened", disputes.Opened),
        .. Parts("disputes", "openedByStage", disputes.OpenedByStage),
        Line("disputes", "closed", disputes.Closed),
        .. Parts("disputes", "closedByOutcome", disputes.ClosedByOutcome),
        .. Parts("disputes", "closedByAge", disputes.ClosedByAge),
        Line("disputes", "referred", disputes.Referred),
        Line("disputes", "lapsed", disputes.Lapsed),
        Line("disputes", "open", disputes.Open),
        .. Parts("disputes", "openByStage", disputes.OpenByStage),
        .. Parts("disputes", "openByAge", disputes.OpenByAge),
        .. Lines("disputes", disputes.Due),
    ];

    private static ReportLine Line(string part, string name, Figure figure) => new(part, name, null, figure.Count, figure.Previous);

    private static IEnumerable<ReportLine> Parts(string part, string name, IReadOnlyList<Part> parts) =>
        parts.Select(each => new ReportLine(part, name, each.Code, each.Count, each.Previous));

    private static IEnumerable<ReportLine> Lines(string part, Duties duties) =>
    [
        new(part, "due", duties.Rule, duties.Due, duties.Previous.Due),
        new(part, "onTime", duties.Rule, duties.OnTime, duties.Previous.OnTime),
        new(part, "late", duties.Rule, duties.Late, duties.Previous.Late),
        new(part, "rate", duties.Rule, duties.Rate, duties.Previous.Rate),
    ];
}
