using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads Reviews.</summary>
internal sealed class ReviewsReader(TableHeader header) : TableReader(Ssda903Table.Reviews, header)
{
    private readonly Column review = header["REVIEW"];
    private readonly Column code = header["REVIEW_CODE"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new ReviewRow(at)
        {
            DateOfBirth = row.MaybeDate(DateOfBirth),
            On = row.Date(review),
            Participation = row.MaybeCode(code, CodeLists.Participations),
        };
        return row.IsFaulty ? null : read;
    }
}

/// <summary>Reads UASC: which children are unaccompanied asylum-seeking children.</summary>
internal sealed class UascReader(TableHeader header) : TableReader(Ssda903Table.Uasc, header)
{
    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new UascRow(at) { DateOfBirth = row.MaybeDate(DateOfBirth) };
        return row.IsFaulty ? null : read;
    }
}

/// <summary>Reads OC2: the score of the strengths and difficulties questionnaire.</summary>
internal sealed class OutcomesReader(TableHeader header, ReturnNotes notes) : TableReader(Ssda903Table.OC2, header)
{
    private const int LeastScore = 0;
    private const int MostScore = 40;

    private readonly Column score = header["SDQ_SCORE"];
    private readonly Column health = header["HEALTH_ASSESSMENT"];
    private readonly Column teeth = header["TEETH_CHECK"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new OutcomeRow(at) { DateOfBirth = row.MaybeDate(DateOfBirth), SdqScore = row.MaybeNumber(score, LeastScore, MostScore) };
        if (row.IsFaulty)
        {
            return null;
        }

        notes.HealthAssessments += row.Cell(health).IsEmpty ? 0 : 1;
        notes.DentalChecks += row.Cell(teeth).IsEmpty ? 0 : 1;
        return read;
    }
}

/// <summary>Reads Missing.</summary>
internal sealed class MissingReader(TableHeader header) : TableReader(Ssda903Table.Missing, header)
{
    private static readonly Codes<MissingCode> kinds = Codes.AsNamed<MissingCode>();

    private readonly Column kind = header["MISSING"];
    private readonly Column start = header["MIS_START"];
    private readonly Column end = header["MIS_END"];

    /// <summary>The two kinds as SSDA903 writes them.</summary>
    private enum MissingCode
    {
        /// <summary>Missing.</summary>
        M,

        /// <summary>Away without authorisation.</summary>
        A,
    }

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new MissingRow(at)
        {
            DateOfBirth = row.MaybeDate(DateOfBirth),
            Kind = row.Code(kind, kinds) == MissingCode.M ? MissingKind.Missing : MissingKind.AwayWithoutAuthorisation,
            Start = row.Date(start),
            End = row.MaybeDate(end),
        };
        if (!row.IsFaulty && read.End < read.Start)
        {
            row.Refuse(end, $"a date not before MIS_START, {CellDates.Text(read.Start)}");
        }

        return row.IsFaulty ? null : read;
    }
}

/// <summary>Reads SWEpisodes: who held the case.</summary>
internal sealed class SocialWorkersReader(TableHeader header) : TableReader(Ssda903Table.SWEpisodes, header)
{
    private readonly Column worker = header["SW_ID"];
    private readonly Column start = header["SW_DECOM"];
    private readonly Column end = header["SW_DEC"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var read = new SocialWorkerRow(at)
        {
            DateOfBirth = row.MaybeDate(DateOfBirth),
            Worker = row.Identifier(worker),
            Start = row.Date(start),
            End = row.MaybeDate(end),
        };
        if (!row.IsFaulty && read.End < read.Start)
        {
            row.Refuse(end, $"a date not before SW_DECOM, {CellDates.Text(read.Start)}");
        }

        return row.IsFaulty ? null : read;
    }
}

/// <summary>Reads a table that makes no entry, for the dates of birth in it.</summary>
internal sealed class NoEntryReader(Ssda903Table table, TableHeader header) : TableReader(table, header)
{
    public override Row? Read(RowReader row, RowPlace at) =>
        CellDates.Parse(row.Cell(DateOfBirth), out _) is { } born && born <= row.Today ? new BirthRow(at, Table) { DateOfBirth = born } : null;
}
