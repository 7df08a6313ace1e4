using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Turns a child's episodes into admissions, legal statuses, placements and discharges.</summary>
/// <param name="drafts">Where the entries go.</param>
/// <param name="unaccompanied">The child's UASC row, or null.</param>
/// <param name="historyFrom">The day recording began, or null.</param>
internal sealed class EpisodeEntries(Drafts drafts, UascRow? unaccompanied, LocalDate? historyFrom)
{
    /// <summary>Adds the entries of episodes that are in order.</summary>
    /// <param name="episodes">The episodes that were not refused.</param>
    /// <param name="continued">The period of care, known otherwise, that the first episode lies within; null where none is.</param>
    public void Add(IReadOnlyList<EpisodeRow> episodes, PeriodOfCare? continued)
    {
        var isFirst = true;
        for (var i = 0; i < episodes.Count; i++)
        {
            var row = episodes[i];
            var isAdmission = row.Reason == EpisodeReason.S || (isFirst && continued is null);
            var inForce = isFirst && !isAdmission ? continued : null;
            var admission = isAdmission ? AdmissionOf(row) : null;
            drafts.Add(
                row,
                admission,
                !isAdmission && ChangesLegalStatus(row, inForce) ? LegalStatusChange.New(Head(LegalStatusChange.Shape, row), row.LegalStatus) : null,
                isAdmission || ChangesPlacement(row, inForce) ? PlacementOf(row) : null,
                row.Discharged is { } reason ? Discharge.New(ImportedIds.Head(Discharge.Shape, row.Dec!.Value), reason) : null,
                i + 1 < episodes.Count ? EndOfPlacement(row, episodes[i + 1]) : null);
            if (admission is not null && unaccompanied is not null)
            {
                drafts.Find(admission.Id)?.Support(unaccompanied);
            }

            isFirst = false;
        }
    }

    /// <summary>The admission as that of a child who came alone.</summary>
    public static Admission Unaccompanied(Admission admission) => Admission.New(
        new EntryHead(admission.Id, admission.On, admission.Reference), admission.LegalStatus, unaccompanied: true, historyFrom: admission.HistoryFrom);

    /// <summary>The end of the placement, where the row says why it came and the child moved to another carer that day.</summary>
    /// <remarks>A stay elsewhere for a while, and a move with the same carer, end nothing.</remarks>
    private static PlacementEnd? EndOfPlacement(EpisodeRow row, EpisodeRow next) =>
        row is { WhyPlacementEnded: { } why, Continues: true, Dec: { } ended }
        && next.Decom == ended && row.Decom < ended
        && (next.Reason is EpisodeReason.P or EpisodeReason.B)
        && !IsForAWhile(row.Place) && !IsForAWhile(next.Place)
            ? PlacementEnd.New(ImportedIds.Head(PlacementEnd.Shape, ended), why)
            : null;

    private static bool IsForAWhile(PlacementType place) => place is PlacementType.T0 or PlacementType.T1 or PlacementType.T2 or PlacementType.T3 or PlacementType.T4;

    private static bool ChangesLegalStatus(EpisodeRow row, PeriodOfCare? inForce) =>
        row.Reason is EpisodeReason.L or EpisodeReason.B or EpisodeReason.U
        || (inForce is not null && inForce.LegalStatuses.On(row.Decom)?.Value != row.LegalStatus);

    private static bool ChangesPlacement(EpisodeRow row, PeriodOfCare? inForce) =>
        row.Reason != EpisodeReason.L
        || (inForce is not null && inForce.PlacementEntries.LastOrDefault(placement => placement.On <= row.Decom)?.PlacementType != row.Place);

    private static PlacementStart PlacementOf(EpisodeRow row) => PlacementStart.New(
        Head(PlacementStart.Shape, row),
        row.Place,
        sameCarer: row.Reason is EpisodeReason.T or EpisodeReason.U,
        row.Provider,
        row.Urn);

    private static EntryHead Head(EntryShape shape, EpisodeRow row) => ImportedIds.Head(shape, row.Decom);

    private Admission AdmissionOf(EpisodeRow row) => Admission.New(
        Head(Admission.Shape, row),
        row.LegalStatus,
        row.Need,
        unaccompanied is not null,
        HistoryFrom(row));

    /// <summary>The day from which anything is raised, where the child was in care before it.</summary>
    /// <remarks>A child whose first episode is not S was in care before the file begins.</remarks>
    private LocalDate? HistoryFrom(EpisodeRow row)
    {
        var isLater = historyFrom > row.Decom;
        return row.Reason == EpisodeReason.S
            ? isLater ? historyFrom : null
            : isLater ? historyFrom : row.Decom;
    }
}
