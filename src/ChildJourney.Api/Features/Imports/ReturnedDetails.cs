using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Finds the child's date of birth, sex and UPN in the rows and in what is stored.</summary>
internal static class ReturnedDetails
{
    /// <summary>The child that the rows are about, or null where no one knows the date of birth.</summary>
    /// <remarks>The Header's date of birth holds, then the stored one, then the first of another table.</remarks>
    public static Child? Resolve(ChildRows rows, ReturnContext context, Child? stored, IReadOnlyList<Entry> storedEntries, RefusedRows refused)
    {
        var child = stored;
        HeaderRow? source = null;
        foreach (var row in rows.Headers)
        {
            var born = row.DateOfBirth!.Value;
            if (source is { } first && child!.DateOfBirth != born)
            {
                refused.Add(row, "DOB", CellDates.Text(born), $"the same date of birth as {context.Named(first)}, {CellDates.Text(child.DateOfBirth)}");
                continue;
            }

            var becomes = new Child(rows.Id, born, row.Sex ?? child?.Sex, row.Upn ?? child?.Upn, child?.Restricted ?? false);
            if (stored is not null && stored.DateOfBirth != born && !CanBe(becomes, storedEntries))
            {
                refused.Add(
                    row,
                    "DOB",
                    CellDates.Text(born),
                    $"a date of birth that what is recorded can be true of, such as the one recorded, {CellDates.Text(stored.DateOfBirth)}");
                continue;
            }

            child = becomes;
            source ??= row;
        }

        if (child is null && DateOfBirthElsewhere(rows) is { } elsewhere)
        {
            child = new Child(rows.Id, elsewhere);
        }

        return child;
    }

    private static LocalDate? DateOfBirthElsewhere(ChildRows rows) =>
        rows.WithDateOfBirth.Where(row => row.DateOfBirth is not null).MinBy(row => (row.At.File, row.At.Line))?.DateOfBirth ?? rows.DateOfBirthElsewhere;

    private static bool CanBe(Child child, IReadOnlyList<Entry> entries)
    {
        var problems = new List<InputProblem>();
        foreach (var entry in entries)
        {
            EntryChecks.Add(entry, child, today: null, "", problems);
        }

        return problems.Count == 0 && Journey.Of(child, entries).Conflicts.Count == 0;
    }
}
