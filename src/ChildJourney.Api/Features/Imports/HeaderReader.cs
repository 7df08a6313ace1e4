using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads Header: the children.</summary>
internal sealed class HeaderReader(TableHeader header) : TableReader(Ssda903Table.Header, header)
{
    private static readonly string sexExpectation = $"{CodeLists.Sexes.Expectation}, or 1 (M), 2 (F)";

    private readonly Column sex = header["SEX"];
    private readonly Column upn = header["UPN"];

    public override Row? Read(RowReader row, RowPlace at)
    {
        var born = row.Date(DateOfBirth);
        if (row.IsFaulty)
        {
            return null;
        }

        var read = new HeaderRow(at) { DateOfBirth = born, Sex = ReadSex(row), Upn = ReadUpn(row) };
        return row.IsFaulty ? new BirthRow(at, Table) { DateOfBirth = born } : read;
    }

    private Sex? ReadSex(RowReader row) =>
        row.Says(sex, "1") ? Sex.M
        : row.Says(sex, "2") ? Sex.F
        : row.MaybeCode(sex, CodeLists.Sexes, sexExpectation);

    private string? ReadUpn(RowReader row)
    {
        var cell = row.Cell(upn);
        if (cell.IsEmpty)
        {
            return null;
        }

        var text = System.Text.Encoding.UTF8.GetString(cell).ToUpperInvariant();
        if (!Identifiers.IsUpn(text))
        {
            row.Refuse(upn, Identifiers.UpnExpectation);
        }

        return text;
    }
}
