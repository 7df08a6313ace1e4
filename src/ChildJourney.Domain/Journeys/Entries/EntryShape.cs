using System.Text.Json;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>One entry type: its name, its fields, and how its entries are built.</summary>
public sealed class EntryShape
{
    private readonly Func<EntryHead, FieldValues, Entry> make;

    /// <summary>Declares the type. A field belongs to one shape only.</summary>
    public EntryShape(string type, string title, Func<EntryHead, FieldValues, Entry> make, params Field[] fields)
    {
        Type = type;
        Title = title;
        Fields = fields;
        this.make = make;
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i].Index = i;
        }
    }

    /// <summary>The type as it is written: legal-status.</summary>
    public string Type { get; }

    /// <summary>What such an entry says happened.</summary>
    public string Title { get; }

    /// <summary>The type's own fields, in order.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Whether such an entry may lie before the child's birth.</summary>
    public bool MayPrecedeBirth { get; init; }

    /// <summary>Builds an entry whose values are known to fit.</summary>
    public Entry New(EntryHead head, params ReadOnlySpan<FieldValue> given)
    {
        var values = Defaults();
        foreach (var (field, value) in given)
        {
            values[field.Index] = value ?? field.Default;
        }

        return make(head, new FieldValues(this, values));
    }

    /// <summary>Writes the type's own fields as properties of the object that is open.</summary>
    public void Write(Utf8JsonWriter json, FieldValues values)
    {
        foreach (var field in Fields)
        {
            if (values[field] is { } value)
            {
                field.Write(json, value);
            }
        }
    }

    /// <summary>The field of that name, or null.</summary>
    internal Field? Find(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>Builds an entry from values in the order of the fields.</summary>
    internal Entry Build(EntryHead head, object?[] values) => make(head, new FieldValues(this, values));

    /// <summary>The values of an entry that gives none.</summary>
    internal object?[] Defaults()
    {
        var values = new object?[Fields.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Fields[i].Default;
        }

        return values;
    }
}
