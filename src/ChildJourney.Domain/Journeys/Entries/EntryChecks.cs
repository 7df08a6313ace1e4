using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>What is impossible about an entry whatever else is recorded.</summary>
public static class EntryChecks
{
    /// <summary>Adds what is impossible about the entry: a date before birth or after today, an end before its start.</summary>
    /// <param name="entry">The entry, which fits its schema.</param>
    /// <param name="child">The child it is about.</param>
    /// <param name="today">The day in England, or null where dates may lie in the future.</param>
    /// <param name="path">Where the entry stands in the request.</param>
    /// <param name="problems">Where problems are added.</param>
    public static void Add(Entry entry, Child child, LocalDate? today, string path, ICollection<InputProblem> problems)
    {
        if (!entry.Shape.MayPrecedeBirth && entry.On < child.DateOfBirth)
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "on"), BornOn(child), Impossible: true));
        }

        if (entry.On > today)
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "on"), NotAfter(today.Value), Impossible: true));
        }

        if (entry.Impossible(child) is { } problem)
        {
            problems.Add(problem with { Field = InputProblem.Path(path, problem.Field) });
        }

        foreach (var field in entry.Shape.Fields)
        {
            if (entry.Values[field] is { } value)
            {
                foreach (var expected in Impossible(field, value, entry, child, today))
                {
                    problems.Add(new InputProblem(InputProblem.Path(path, field.Name), expected, Impossible: true));
                }
            }
        }
    }

    private static IEnumerable<string> Impossible(Field field, object value, Entry entry, Child child, LocalDate? today)
    {
        if (field.Impossible(value) is { } expected)
        {
            yield return expected;
        }

        if (field.DateOf(value) is not { } date)
        {
            yield break;
        }

        if (field.NotBeforeField is { } start && entry.Values[start] is { } started && field.IsBefore(value, start, started))
        {
            yield return $"not before {start.Name}";
        }

        if (!field.MayPrecedeEntry && date < entry.On)
        {
            yield return $"a date on or after the entry's own, {PlainEnglish.Date(entry.On)}";
        }
        else if (!entry.Shape.MayPrecedeBirth && date < child.DateOfBirth)
        {
            yield return BornOn(child);
        }

        if (!field.MayLieAhead && date > today)
        {
            yield return NotAfter(today.Value);
        }
    }

    private static string BornOn(Child child) => $"a date on or after the child's birth, {PlainEnglish.Date(child.DateOfBirth)}";

    private static string NotAfter(LocalDate today) => $"a date not after today, {PlainEnglish.Date(today)}";
}
