using ChildJourney.Infrastructure.Projection;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>What was counted for one year.</summary>
internal sealed class ReportCounts
{
    private readonly Dictionary<(string Figure, string Part), int> tally = [];
    private readonly Dictionary<(string Rule, Counted How), int> duties = [];

    /// <summary>The children of each independent reviewing officer on the last day.</summary>
    public Dictionary<string, int> Caseloads { get; } = new(StringComparer.Ordinal);

    /// <summary>For how many days the longest dispute had been open on the last day, or null.</summary>
    public int? LongestOpen { get; set; }

    /// <summary>What was counted of a figure.</summary>
    public int Of(string figure, string part = "") => tally.GetValueOrDefault((figure, part));

    /// <summary>What was counted of the obligations of some rules.</summary>
    public int Of(IEnumerable<string> rules, Counted how) => rules.Sum(rule => duties.GetValueOrDefault((rule, how)));

    /// <summary>Raises a figure.</summary>
    public void Add(string figure, string part = "", int by = 1) => tally[(figure, part)] = Of(figure, part) + by;

    /// <summary>Raises what was counted of a rule.</summary>
    public void Add(string rule, Counted how, int by) => duties[(rule, how)] = duties.GetValueOrDefault((rule, how)) + by;
}

/// <summary>The figures that are counted.</summary>
internal static class ReportFigures
{
    public const string Held = "held";
    public const string Format = "format";
    public const string Timing = "timing";
    public const string NotCounting = "not-counting";
    public const string SeveralSittings = "several-sittings";
    public const string Adjourned = "adjourned";
    public const string Participation = "participation";
    public const string MidpointChecks = "midpoint-checks";
    public const string Opened = "opened";
    public const string OpenedByStage = "opened-by-stage";
    public const string Closed = "closed";
    public const string ClosedByOutcome = "closed-by-outcome";
    public const string ClosedByAge = "closed-by-age";
    public const string Referred = "referred";
    public const string Lapsed = "lapsed";
    public const string Open = "open";
    public const string OpenByStage = "open-by-stage";
    public const string OpenByAge = "open-by-age";
    public const string WithoutOfficer = "without-officer";

    /// <summary>The part of what was not said.</summary>
    public const string NotRecorded = "not-recorded";

    public const string OnTime = "on-time";
    public const string Late = "late";
    public const string NoDueDate = "no-due-date";
}
