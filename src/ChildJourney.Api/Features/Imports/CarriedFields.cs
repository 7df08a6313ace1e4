using System.Collections.Frozen;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The fields that a return can say something about; what it does not carry is left as it was recorded.</summary>
internal static class CarriedFields
{
    private static readonly FrozenSet<string> codes =
        FrozenSet.ToFrozenSet(["legalStatus", "categoryOfNeed", "placementType", "provider", "urn", "reason", "reasonForChange", "participation", "kind", "score", "role", "assignee"]);

    /// <summary>Whether an entry recorded otherwise says the same as one that a row makes: its type, its day, and no other codes.</summary>
    public static bool SaysTheSame(Entry recorded, Entry imported)
    {
        if (!ReferenceEquals(recorded.Shape, imported.Shape) || recorded.On != imported.On)
        {
            return false;
        }

        foreach (var field in imported.Shape.Fields)
        {
            var (had, has) = (recorded.Values[field], imported.Values[field]);
            var mayBeSilent = field.Name != "assignee";
            if (codes.Contains(field.Name) && !Equals(had, has) && !(mayBeSilent && (had is null || has is null)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The stored entry with what the row says; the same object where the row says nothing new.</summary>
    public static Entry Apply(Entry stored, Entry imported)
    {
        var changed = stored.On != imported.On;
        var fields = stored.Shape.Fields;
        var values = new FieldValue[fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var had = stored.Values[fields[i]];
            var becomes = Becomes(fields[i], stored, imported);
            values[i] = new FieldValue(fields[i], becomes);
            changed |= !Equals(had, becomes);
        }

        return changed ? stored.Shape.New(new EntryHead(stored.Id, imported.On, stored.Reference), values) : stored;
    }

    private static object? Becomes(Field field, Entry stored, Entry imported)
    {
        var (had, has) = (stored.Values[field], imported.Values[field]);
        return field.Name switch
        {
            // Nobody holding the case is something the row says.
            "assignee" => has,
            // An S says that care began that day, so that the first day in the file is no longer where history begins.
            "historyFrom" => has ?? (had is NodaTime.LocalDate from && from != stored.On ? had : null),
            // A UASC table names those who are, and a child who came of age is no longer in it.
            "unaccompanied" => had is true ? had : has,
            "sameCarer" => has,
            // A row knows the day; a time recorded since says more.
            _ when had is LocalMoment known && has is LocalMoment day && known.Date == day.Date => had,
            _ when codes.Contains(field.Name) || has is LocalMoment => has ?? had,
            _ => had,
        };
    }
}
