using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Demo;

/// <summary>A field of an entry type, found by its name.</summary>
internal readonly struct DemoField(EntryShape shape, string name)
{
    private readonly Field field = shape.Fields.Single(field => field.Name == name);

    /// <summary>The field with a value; null leaves it out.</summary>
    public FieldValue Is(object? value) => new(field, value);
}
