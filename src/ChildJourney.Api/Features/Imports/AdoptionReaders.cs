using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads AD1: when it was decided that a child who was adopted should be placed, and when the match was made.</summary>
internal sealed class AdoptedReader(TableHeader header) : TableReader(Ssda903Table.AD1, header)
{
    private readonly Column decided = header["DATE_INT"];
    private readonly Column matched = header["DATE_MATCH"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new AdoptedRow(at)
        {
            DateOfBirth = row.MaybeDate(DateOfBirth),
            Decided = row.MaybeDate(decided),
            Matched = row.MaybeDate(matched),
        };
        if (!row.IsFaulty && read.Matched < read.Decided)
        {
            row.Refuse(matched, $"a date not before DATE_INT, {CellDates.Text(read.Decided!.Value)}");
        }

        return row.IsFaulty ? null : read;
    }
}

/// <summary>Reads PlacedAdoption: when it was decided that a child should be placed for adoption, and that it should be so no longer.</summary>
internal sealed class PlacedAdoptionReader(TableHeader header, ReturnNotes notes) : TableReader(Ssda903Table.PlacedAdoption, header)
{
    private static readonly Codes<CeasedCode> reasons = Codes.AsNamed<CeasedCode>();

    private readonly Column decided = header["DATE_PLACED"];
    private readonly Column ceased = header["DATE_PLACED_CEASED"];
    private readonly Column reason = header["REASON_PLACED_CEASED"];

    /// <summary>Why a child should no longer be placed.</summary>
    private enum CeasedCode
    {
        /// <summary>The child's needs changed.</summary>
        RD1,

        /// <summary>The court made no order.</summary>
        RD2,

        /// <summary>No adopters were found.</summary>
        RD3,

        /// <summary>Another reason.</summary>
        RD4,
    }

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new PlacedAdoptionRow(at)
        {
            DateOfBirth = row.MaybeDate(DateOfBirth),
            Decided = row.Date(decided),
            Ceased = row.MaybeDate(ceased),
        };
        var why = row.MaybeCode(reason, reasons);
        if (!row.IsFaulty && read.Ceased < read.Decided)
        {
            row.Refuse(ceased, $"a date not before DATE_PLACED, {CellDates.Text(read.Decided)}");
        }

        if (row.IsFaulty)
        {
            return null;
        }

        notes.ReasonsCeased += why is null ? 0 : 1;
        return read;
    }
}
