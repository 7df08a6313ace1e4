using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Builds entries out of fields that are named.</summary>
internal static class DemoEntries
{
    /// <summary>An entry of that shape with those fields; null leaves one out.</summary>
    public static Entry Of(this EntryShape shape, EntryHead head, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var values = new FieldValue[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new FieldValue(Find(shape, fields[i].Name), fields[i].Value);
        }

        return shape.New(head, values);
    }

    private static Field Find(EntryShape shape, string name) => shape.Fields.First(field => field.Name == name);
}
