using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Writes rows so that few bytes hold them, and reads them back.</summary>
internal static class RowCodec
{
    private const byte Header = 1;
    private const byte Episode = 2;
    private const byte Review = 3;
    private const byte Uasc = 4;
    private const byte Outcome = 5;
    private const byte Missing = 6;
    private const byte SocialWorker = 7;
    private const byte Birth = 8;
    private const byte Unread = 9;
    private const byte Adopted = 10;
    private const byte PlacedAdoption = 11;

    /// <summary>Writes a row of the child.</summary>
    public static void Write(BinaryWriter to, string childId, Row row)
    {
        to.Write(childId);
        to.Write(KindOf(row));
        to.Write7BitEncodedInt(row.At.File);
        to.Write7BitEncodedInt(row.At.Line);
        to.Write7BitEncodedInt(row.At.Child);
        to.Write7BitEncodedInt(row.At.Number);
        Write(to, row.DateOfBirth);
        switch (row)
        {
            case HeaderRow header:
                Write(to, header.Sex);
                to.Write(header.Upn ?? "");
                break;
            case EpisodeRow episode:
                WriteEpisode(to, episode);
                break;
            case ReviewRow review:
                Write(to, review.On);
                Write(to, review.Participation);
                break;
            case OutcomeRow outcome:
                to.Write7BitEncodedInt((outcome.SdqScore ?? -1) + 1);
                break;
            case MissingRow missing:
                to.Write((byte)missing.Kind);
                Write(to, missing.Start);
                Write(to, missing.End);
                break;
            case SocialWorkerRow worker:
                to.Write(worker.Worker);
                Write(to, worker.Start);
                Write(to, worker.End);
                break;
            case AdoptedRow adopted:
                Write(to, adopted.Decided);
                Write(to, adopted.Matched);
                break;
            case PlacedAdoptionRow placed:
                Write(to, placed.Decided);
                Write(to, placed.Ceased);
                break;
            case BirthRow or UnreadRow:
                to.Write((byte)row.Table);
                break;
        }
    }

    /// <summary>Reads a row back, and says whose it is.</summary>
    public static (string ChildId, Row Row) Read(BinaryReader from)
    {
        var childId = from.ReadString();
        var kind = from.ReadByte();
        var at = new RowPlace(from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt(), from.Read7BitEncodedInt());
        var born = MaybeDate(from);
        return (childId, kind switch
        {
            Header => new HeaderRow(at) { DateOfBirth = born, Sex = MaybeCode<Sex>(from), Upn = MaybeText(from) },
            Episode => ReadEpisode(from, at),
            Review => new ReviewRow(at) { DateOfBirth = born, On = Date(from), Participation = MaybeCode<Participation>(from) },
            Uasc => new UascRow(at) { DateOfBirth = born },
            Outcome => new OutcomeRow(at) { DateOfBirth = born, SdqScore = from.Read7BitEncodedInt() is > 0 and var score ? score - 1 : null },
            Missing => new MissingRow(at) { DateOfBirth = born, Kind = (MissingKind)from.ReadByte(), Start = Date(from), End = MaybeDate(from) },
            SocialWorker => new SocialWorkerRow(at) { DateOfBirth = born, Worker = from.ReadString(), Start = Date(from), End = MaybeDate(from) },
            Adopted => new AdoptedRow(at) { DateOfBirth = born, Decided = MaybeDate(from), Matched = MaybeDate(from) },
            PlacedAdoption => new PlacedAdoptionRow(at) { DateOfBirth = born, Decided = Date(from), Ceased = MaybeDate(from) },
            Birth => new BirthRow(at, (Ssda903Table)from.ReadByte()) { DateOfBirth = born },
            _ => new UnreadRow(at, (Ssda903Table)from.ReadByte()),
        });
    }

    private static byte KindOf(Row row) => row switch
    {
        HeaderRow => Header,
        EpisodeRow => Episode,
        ReviewRow => Review,
        UascRow => Uasc,
        OutcomeRow => Outcome,
        MissingRow => Missing,
        SocialWorkerRow => SocialWorker,
        AdoptedRow => Adopted,
        PlacedAdoptionRow => PlacedAdoption,
        BirthRow => Birth,
        _ => Unread,
    };

    private static void WriteEpisode(BinaryWriter to, EpisodeRow row)
    {
        Write(to, row.Decom);
        to.Write((byte)row.Reason);
        to.Write((byte)row.LegalStatus);
        Write(to, row.Need);
        to.Write((byte)row.Place);
        Write(to, row.Provider);
        to.Write(row.Urn ?? "");
        Write(to, row.Dec);
        Write(to, row.Discharged);
        to.Write(row.Continues);
        Write(to, row.WhyPlacementEnded);
    }

    private static EpisodeRow ReadEpisode(BinaryReader from, RowPlace at) => new(at)
    {
        Decom = Date(from),
        Reason = (EpisodeReason)from.ReadByte(),
        LegalStatus = (LegalStatus)from.ReadByte(),
        Need = MaybeCode<CategoryOfNeed>(from),
        Place = (PlacementType)from.ReadByte(),
        Provider = MaybeCode<PlacementProvider>(from),
        Urn = MaybeText(from),
        Dec = MaybeDate(from),
        Discharged = MaybeCode<DischargeReason>(from),
        Continues = from.ReadBoolean(),
        WhyPlacementEnded = MaybeCode<PlacementChangeReason>(from),
    };

    private static void Write(BinaryWriter to, LocalDate? date) => to.Write7BitEncodedInt(date is { } day ? day.ToDateOnly().DayNumber + 1 : 0);

    private static LocalDate? MaybeDate(BinaryReader from) =>
        from.Read7BitEncodedInt() is > 0 and var number ? LocalDate.FromDateOnly(DateOnly.FromDayNumber(number - 1)) : null;

    private static LocalDate Date(BinaryReader from) => MaybeDate(from)!.Value;

    private static void Write<T>(BinaryWriter to, T? code)
        where T : struct, Enum => to.Write((byte)(code is { } known ? Convert.ToInt32(known, null) + 1 : 0));

    private static T? MaybeCode<T>(BinaryReader from)
        where T : struct, Enum => from.ReadByte() is > 0 and var code ? (T)Enum.ToObject(typeof(T), code - 1) : null;

    private static string? MaybeText(BinaryReader from) => from.ReadString() is { Length: > 0 } text ? text : null;
}
