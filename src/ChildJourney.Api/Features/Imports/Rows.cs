using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A row whose values can be read.</summary>
internal abstract class Row(RowPlace at, Ssda903Table table)
{
    public RowPlace At => at;

    public Ssda903Table Table => table;

    /// <summary>DOB, where the table has it.</summary>
    public LocalDate? DateOfBirth { get; init; }

    /// <summary>The column and value that an entry of the row has its date from.</summary>
    public abstract (string Column, LocalDate Value) DateOf(Entry entry);
}

/// <summary>Why an episode began (RNE).</summary>
internal enum EpisodeReason
{
    /// <summary>Started to be looked after.</summary>
    S,

    /// <summary>Change of legal status only.</summary>
    L,

    /// <summary>Change of placement and carer.</summary>
    P,

    /// <summary>Change of placement, the same carer.</summary>
    T,

    /// <summary>Change of legal status, placement and carer.</summary>
    B,

    /// <summary>Change of legal status and placement, the same carer.</summary>
    U,
}

internal sealed class HeaderRow(RowPlace at) : Row(at, Ssda903Table.Header)
{
    public Sex? Sex { get; init; }

    public string? Upn { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("DOB", DateOfBirth!.Value);
}

internal sealed class EpisodeRow(RowPlace at) : Row(at, Ssda903Table.Episodes)
{
    public required LocalDate Decom { get; init; }

    public required EpisodeReason Reason { get; init; }

    public required LegalStatus LegalStatus { get; init; }

    public CategoryOfNeed? Need { get; init; }

    public required PlacementType Place { get; init; }

    /// <summary>REASON_PLACE_CHANGE: why the placement ended with the episode.</summary>
    public PlacementChangeReason? WhyPlacementEnded { get; init; }

    public PlacementProvider? Provider { get; init; }

    public string? Urn { get; init; }

    public LocalDate? Dec { get; init; }

    /// <summary>REC where care ended with the episode; null where it goes on (X1) or the episode is open.</summary>
    public DischargeReason? Discharged { get; init; }

    /// <summary>Whether REC says X1.</summary>
    public bool Continues { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) => entry is Discharge or PlacementEnd ? ("DEC", Dec!.Value) : ("DECOM", Decom);
}

internal sealed class ReviewRow(RowPlace at) : Row(at, Ssda903Table.Reviews)
{
    public required LocalDate On { get; init; }

    public Participation? Participation { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("REVIEW", On);
}

internal sealed class UascRow(RowPlace at) : Row(at, Ssda903Table.Uasc)
{
    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("DOB", DateOfBirth ?? entry.On);
}

internal sealed class OutcomeRow(RowPlace at) : Row(at, Ssda903Table.OC2)
{
    public int? SdqScore { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("SDQ_SCORE", entry.On);
}

internal sealed class MissingRow(RowPlace at) : Row(at, Ssda903Table.Missing)
{
    public required MissingKind Kind { get; init; }

    public required LocalDate Start { get; init; }

    public LocalDate? End { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("MIS_START", Start);
}

/// <summary>A row of decisions on adoption.</summary>
internal abstract class DecisionsRow(RowPlace at, Ssda903Table table) : Row(at, table)
{
    /// <summary>The decisions, each with its column, in the order in which they can be taken.</summary>
    public abstract IEnumerable<(string Column, AdoptionDecisionKind Kind, LocalDate On)> Decisions { get; }

    public override (string Column, LocalDate Value) DateOf(Entry entry)
    {
        var (column, _, on) = Decisions.First(decision => decision.On == entry.On && decision.Kind == ((AdoptionDecision)entry).Kind);
        return (column, on);
    }

    protected static IEnumerable<(string Column, AdoptionDecisionKind Kind, LocalDate On)> Of(string column, AdoptionDecisionKind kind, LocalDate? on) =>
        on is { } day ? [(column, kind, day)] : [];
}

internal sealed class AdoptedRow(RowPlace at) : DecisionsRow(at, Ssda903Table.AD1)
{
    /// <summary>DATE_INT: the decision that the child should be placed for adoption.</summary>
    public LocalDate? Decided { get; init; }

    /// <summary>DATE_MATCH: the match with the adopters.</summary>
    public LocalDate? Matched { get; init; }

    public override IEnumerable<(string Column, AdoptionDecisionKind Kind, LocalDate On)> Decisions =>
        Of("DATE_INT", AdoptionDecisionKind.ShouldBePlaced, Decided).Concat(Of("DATE_MATCH", AdoptionDecisionKind.Matched, Matched));
}

internal sealed class PlacedAdoptionRow(RowPlace at) : DecisionsRow(at, Ssda903Table.PlacedAdoption)
{
    /// <summary>DATE_PLACED: the decision that the child should be placed for adoption.</summary>
    public required LocalDate Decided { get; init; }

    /// <summary>DATE_PLACED_CEASED: the decision that the child should be so no longer.</summary>
    public LocalDate? Ceased { get; init; }

    public override IEnumerable<(string Column, AdoptionDecisionKind Kind, LocalDate On)> Decisions =>
        Of("DATE_PLACED", AdoptionDecisionKind.ShouldBePlaced, Decided).Concat(Of("DATE_PLACED_CEASED", AdoptionDecisionKind.NoLonger, Ceased));
}

internal sealed class SocialWorkerRow(RowPlace at) : Row(at, Ssda903Table.SWEpisodes)
{
    public required string Worker { get; init; }

    public required LocalDate Start { get; init; }

    public LocalDate? End { get; init; }

    public override (string Column, LocalDate Value) DateOf(Entry entry) =>
        entry.On != Start && entry.On == End ? ("SW_DEC", entry.On) : ("SW_DECOM", Start);
}

/// <summary>A row that stores nothing, for the date of birth in it: of a table without entries, or of a Header row that was refused.</summary>
internal sealed class BirthRow(RowPlace at, Ssda903Table table) : Row(at, table)
{
    public override (string Column, LocalDate Value) DateOf(Entry entry) => ("DOB", DateOfBirth!.Value);
}

/// <summary>That a row of the table could not be read.</summary>
internal sealed class UnreadRow(RowPlace at, Ssda903Table table) : Row(at, table)
{
    public override (string Column, LocalDate Value) DateOf(Entry entry) => throw new System.Diagnostics.UnreachableException();
}
