using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads Episodes: the chain of legal statuses and placements.</summary>
internal sealed class EpisodesReader(TableHeader header, ReturnNotes notes) : TableReader(Ssda903Table.Episodes, header)
{
    private const string GoesOn = "X1";

    private static readonly Codes<PlacementChangeReason> changeReasons = Codes.AsNamed<PlacementChangeReason>();
    private static readonly Codes<EpisodeReason> reasons = Codes.AsNamed<EpisodeReason>();
    private static readonly string recExpectation = $"one of {GoesOn}, {string.Join(", ", CodeLists.DischargeReasons.Texts)}";

    private readonly Column decom = header["DECOM"];
    private readonly Column rne = header["RNE"];
    private readonly Column ls = header["LS"];
    private readonly Column cin = header["CIN"];
    private readonly Column place = header["PLACE"];
    private readonly Column provider = header["PLACE_PROVIDER"];
    private readonly Column urn = header["URN"];
    private readonly Column dec = header["DEC"];
    private readonly Column rec = header["REC"];
    private readonly Column whyEnded = header["REASON_PLACE_CHANGE"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var began = row.Date(decom);
        if (!row.IsFaulty)
        {
            notes.See(began);
        }

        var goesOn = row.Says(rec, GoesOn);
        var read = new EpisodeRow(at)
        {
            Decom = began,
            Reason = row.Code(rne, reasons),
            LegalStatus = row.Code(ls, CodeLists.LegalStatuses),
            Need = row.MaybeCode(cin, CodeLists.CategoriesOfNeed),
            Place = row.Code(place, CodeLists.PlacementTypes),
            Provider = row.MaybeCode(provider, CodeLists.PlacementProviders),
            Urn = row.MaybeIdentifier(urn),
            Dec = row.MaybeDate(dec),
            Discharged = goesOn ? null : row.MaybeCode(rec, CodeLists.DischargeReasons, recExpectation),
            Continues = goesOn,
            WhyPlacementEnded = row.MaybeCode(whyEnded, changeReasons),
        };
        CheckEnd(row, read);
        if (row.IsFaulty)
        {
            return null;
        }

        if (read.Dec is { } ended)
        {
            notes.See(ended);
        }

        return read;
    }

    private void CheckEnd(RowReader row, EpisodeRow read)
    {
        if (row.IsFaulty)
        {
            return;
        }

        if (read.Dec < read.Decom)
        {
            row.Refuse(dec, $"a date not before DECOM, {CellDates.Text(read.Decom)}");
        }
        else if (read.Dec is null && read.Discharged is not null)
        {
            row.Refuse(dec, "the day care ended, as REC says why it did");
        }
        else if (read.Dec is not null && read.Discharged is null && !read.Continues)
        {
            row.Refuse(rec, recExpectation);
        }
    }
}
