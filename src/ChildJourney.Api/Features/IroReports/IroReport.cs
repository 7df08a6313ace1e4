using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>The figures of an annual report of the independent reviewing officers, each beside the year before.</summary>
/// <param name="Year">The year in which it begins.</param>
/// <param name="From">Its first day, 1 April.</param>
/// <param name="To">The last day counted: 31 March, or the asOf day of a year that is running.</param>
/// <param name="Running">Whether the year is not over by the asOf day.</param>
/// <param name="PreviousFrom">The first day of the year before.</param>
/// <param name="PreviousTo">The last day counted of it: of a running year, as far as it had gone a year earlier.</param>
/// <param name="AsOf">The day asked about.</param>
/// <param name="Reviews">Reviews: how many, how, and whether on time.</param>
/// <param name="Participation">How children took part in them.</param>
/// <param name="Records">Decisions and records after reviews.</param>
/// <param name="MidpointChecks">Checks between reviews.</param>
/// <param name="OtherDuties">What else reviews rest on.</param>
/// <param name="Disputes">Disputes that officers opened.</param>
/// <param name="Caseloads">Children of each officer.</param>
/// <param name="Evaluated">What was looked at.</param>
public sealed record IroReport(
    int Year,
    LocalDate From,
    LocalDate To,
    bool Running,
    LocalDate PreviousFrom,
    LocalDate PreviousTo,
    LocalDate AsOf,
    ReviewsPart Reviews,
    ParticipationPart Participation,
    IReadOnlyList<Duties> Records,
    MidpointPart MidpointChecks,
    IReadOnlyList<Duties> OtherDuties,
    DisputesPart Disputes,
    CaseloadsPart Caseloads,
    Evaluated Evaluated) : IPage, IAboutSomeChildren
{
    IEnumerable<string> IAboutSomeChildren.ChildIds => [];

    string? IPage.Next => null;

    void IPage.WriteCsv(TextWriter writer) => Csv.Write(ReportTable.Of(this), writer);
}

/// <summary>Reviews held in the year, and those that fell due in it.</summary>
/// <param name="Held">Reviews completed in the year, by the day they were completed.</param>
/// <param name="ByFormat">Held, by how; these add up to held.</param>
/// <param name="ByTiming">Held, by whether on time for the duty they met, in whichever year it was due; these add up to held.</param>
/// <param name="NotCounting">Of those held: which do not count towards the cycle.</param>
/// <param name="SeveralSittings">Of those held: which took more than one sitting.</param>
/// <param name="Adjourned">Times that a review was adjourned in the year.</param>
/// <param name="Reconvened">Adjourned reviews that were to be completed in the year.</param>
/// <param name="Due">Reviews of the cycle that fell due in the year: those of the rules below together.</param>
/// <param name="DueByRule">Reviews that fell due in the year, by rule; these add up to due.</param>
public sealed record ReviewsPart(
    Figure Held, IReadOnlyList<Part> ByFormat, IReadOnlyList<Part> ByTiming, Figure NotCounting, Figure SeveralSittings, Figure Adjourned, Duties Reconvened, Duties Due, IReadOnlyList<Duties> DueByRule);

/// <summary>How children took part in the reviews held.</summary>
/// <param name="ByCode">By SSDA903 code; these add up to the reviews held.</param>
/// <param name="Heard">Those at which a child of four or over was heard in some form (PN1, PN2, PN3, PN5, PN6).</param>
/// <param name="Of">Those of children of four and over whose part was recorded: all codes but PN0.</param>
/// <param name="Rate">Heard of these, in per cent; null where there were none.</param>
/// <param name="PreviousRate">The same of the year before.</param>
public sealed record ParticipationPart(IReadOnlyList<Part> ByCode, Figure Heard, Figure Of, decimal? Rate, decimal? PreviousRate);

/// <summary>Checks between reviews.</summary>
/// <param name="Made">Checks made in the year.</param>
/// <param name="Due">Checks that fell due in it.</param>
public sealed record MidpointPart(Figure Made, Duties Due);

/// <summary>Disputes, by the day each was opened.</summary>
/// <param name="Opened">Opened in the year.</param>
/// <param name="OpenedByStage">Opened, by the stage reached; these add up to opened.</param>
/// <param name="Closed">Resolved or referred in the year.</param>
/// <param name="ClosedByOutcome">Closed, by outcome; these add up to closed.</param>
/// <param name="ClosedByAge">Closed, by how long it had been open; these add up to closed.</param>
/// <param name="Referred">Of those closed: referred to Cafcass.</param>
/// <param name="Lapsed">Neither resolved nor referred when the child ceased to be looked after in the year.</param>
/// <param name="Open">Open on the last day: those open before the year, and opened, less closed and lapsed.</param>
/// <param name="OpenByStage">Open, by the stage reached; these add up to open.</param>
/// <param name="OpenByAge">Open, by how long; these add up to open.</param>
/// <param name="LongestOpenDays">For how many days the longest of them had been open, or null.</param>
/// <param name="Due">Formal disputes that were to be settled in the year.</param>
public sealed record DisputesPart(
    Figure Opened,
    IReadOnlyList<Part> OpenedByStage,
    Figure Closed,
    IReadOnlyList<Part> ClosedByOutcome,
    IReadOnlyList<Part> ClosedByAge,
    Figure Referred,
    Figure Lapsed,
    Figure Open,
    IReadOnlyList<Part> OpenByStage,
    IReadOnlyList<Part> OpenByAge,
    int? LongestOpenDays,
    Duties Due);

/// <summary>Children looked after on the last day counted, short breaks included, by officer.</summary>
/// <param name="Children">All of them: those of each officer, and those without one.</param>
/// <param name="Officers">How many officers had children.</param>
/// <param name="WithoutOfficer">Children without an officer.</param>
/// <param name="ByOfficer">Children of each officer, by the officer's code.</param>
public sealed record CaseloadsPart(Figure Children, Figure Officers, Figure WithoutOfficer, IReadOnlyList<Caseload> ByOfficer);

/// <summary>The children of an officer.</summary>
/// <param name="Iro">The officer.</param>
/// <param name="Children">How many, on the last day counted.</param>
/// <param name="Previous">How many, a year before.</param>
/// <param name="ListedAt">Where they are listed, or null where there are none.</param>
public sealed record Caseload(string Iro, int Children, int Previous, string? ListedAt);
