using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The table of entry types: what every entry is read by, written by and described by.</summary>
public static class EntryShapes
{
    private static readonly FrozenDictionary<string, EntryShape> byType;

    static EntryShapes()
    {
        All = [.. typeof(Entry).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Entry)) && !type.IsAbstract)
            .Select(type => (EntryShape)type.GetProperty(nameof(Entry.Shape), BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)!.GetValue(null)!)
            .OrderBy(shape => shape.Type, StringComparer.Ordinal)];
        byType = All.ToFrozenDictionary(shape => shape.Type);
    }

    /// <summary>Every entry type, by name.</summary>
    public static IReadOnlyList<EntryShape> All { get; }

    /// <summary>The type of that name, or null.</summary>
    public static EntryShape? Find(string type) => byType.GetValueOrDefault(type);

    /// <summary>Reads an entry, and says everything that does not fit.</summary>
    /// <param name="json">What was sent.</param>
    /// <param name="path">Where it stands in the request, for the problems: empty for the body itself.</param>
    /// <param name="makeId">Gives the identifier of an entry that names none.</param>
    /// <param name="problems">Where problems are added.</param>
    /// <returns>The entry, or null where something does not fit.</returns>
    public static Entry? Read(JsonElement json, string path, Func<string> makeId, ICollection<InputProblem> problems)
    {
        var before = problems.Count;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add(new InputProblem(path, "an entry: an object with type, on and the fields of its type"));
            return null;
        }

        var shape = ReadType(json, path, problems);
        var head = new HeadReader();
        var values = shape?.Defaults();
        var names = new HashSet<string>();
        foreach (var property in json.EnumerateObject())
        {
            var name = JsonText.NameOf(property);
            var at = InputProblem.Path(path, name);
            if (!names.Add(name))
            {
                problems.Add(new InputProblem(at, "given once, not several times"));
            }
            else if (name != "type" && !head.Read(name, property.Value, at, problems) && shape is not null)
            {
                ReadField(shape, values!, name, property.Value, at, problems);
            }
        }

        if (!names.Contains("on"))
        {
            problems.Add(new InputProblem(InputProblem.Path(path, "on"), InputDates.Expectation));
        }

        foreach (var field in shape?.Fields ?? [])
        {
            if (field.IsRequired && !names.Contains(field.Name))
            {
                problems.Add(new InputProblem(InputProblem.Path(path, field.Name), $"{field.Schema.Expected}; every {shape!.Type} has one"));
            }
        }

        return problems.Count == before
            ? shape!.Build(new EntryHead(head.Id ?? makeId(), head.On!.Value, head.Reference), values!)
            : null;
    }

    /// <summary>Reads back the fields of an entry that was stored; it was checked when it came in.</summary>
    public static Entry Restore(string type, EntryHead head, JsonElement fields)
    {
        var shape = byType[type];
        var values = shape.Defaults();
        foreach (var property in fields.EnumerateObject())
        {
            var field = shape.Find(property.Name) ?? throw new JsonException($"The stored entry {head.Id} has an unknown field, {property.Name}.");
            values[field.Index] = field.Read(property.Value);
        }

        return shape.Build(head, values);
    }

    private static EntryShape? ReadType(JsonElement json, string path, ICollection<InputProblem> problems)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (JsonText.NameOf(property) == "type" && property.Value.ValueKind == JsonValueKind.String && Find(JsonText.Of(property.Value)) is { } shape)
            {
                return shape;
            }
        }

        problems.Add(new InputProblem(InputProblem.Path(path, "type"), $"one of {string.Join(", ", All.Select(known => known.Type))}"));
        return null;
    }

    private static void ReadField(EntryShape shape, object?[] values, string name, JsonElement json, string at, ICollection<InputProblem> problems)
    {
        if (shape.Find(name) is not { } field)
        {
            problems.Add(new InputProblem(at, $"no such field: {shape.Type} has {string.Join(", ", FieldNames(shape))}"));
        }
        else if (json.ValueKind == JsonValueKind.Null)
        {
            if (!field.AcceptsNull)
            {
                problems.Add(new InputProblem(at, field.Schema.Expected));
            }
        }
        else if (field.Read(json) is { } value)
        {
            values[field.Index] = value;
        }
        else
        {
            problems.Add(new InputProblem(at, field.Schema.Expected));
        }
    }

    private static IEnumerable<string> FieldNames(EntryShape shape) => ["id", "type", "on", "reference", .. shape.Fields.Select(field => field.Name)];

    /// <summary>Reads what every entry has.</summary>
    private struct HeadReader
    {
        public string? Id { get; private set; }

        public LocalDate? On { get; private set; }

        public string? Reference { get; private set; }

        /// <summary>Reads the property where it is one of these; otherwise false.</summary>
        public bool Read(string name, JsonElement json, string at, ICollection<InputProblem> problems)
        {
            switch (name)
            {
                case "id":
                    Id = ReadText(json, Identifiers.IsEntry, at, Identifiers.EntryExpectation, problems);
                    return true;
                case "reference":
                    Reference = ReadText(json, Identifiers.IsCode, at, Identifiers.CodeExpectation, problems);
                    return true;
                case "on":
                    On = InputDates.Read(json);
                    if (On is null)
                    {
                        problems.Add(new InputProblem(at, InputDates.Expectation));
                    }

                    return true;
                default:
                    return false;
            }
        }

        private static string? ReadText(JsonElement json, Func<string, bool> fits, string at, string expected, ICollection<InputProblem> problems)
        {
            if (json.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (json.ValueKind == JsonValueKind.String && JsonText.Of(json) is var text && fits(text))
            {
                return text;
            }

            problems.Add(new InputProblem(at, expected));
            return null;
        }
    }
}
