using System.Collections;
using System.Reflection;
using System.Text.Json;
using CsvHelper;

namespace ChildJourney.Api.Platform;

/// <summary>Lists as CSV (RFC 4180): a column a property, those of nested objects with a dot.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv";

    /// <summary>Writes the items. A cell that a spreadsheet would run as a formula is led by an apostrophe.</summary>
    public static void Write<T>(IReadOnlyList<T> items, TextWriter writer)
    {
        var columns = ColumnsOf(typeof(T), "", value => value).ToList();
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        foreach (var (name, _) in columns)
        {
            csv.WriteField(name);
        }

        csv.EndRecord();
        foreach (var item in items)
        {
            foreach (var (_, get) in columns)
            {
                csv.WriteField(TextOf(get(item)));
            }

            csv.EndRecord();
        }

        csv.Flush();
    }

    private static IEnumerable<(string Name, Func<object?, object?> Get)> ColumnsOf(Type type, string prefix, Func<object?, object?> get)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = prefix + JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            object? Value(object? item) => get(item) is { } owner ? property.GetValue(owner) : null;
            if (IsNested(property.PropertyType))
            {
                foreach (var column in ColumnsOf(property.PropertyType, name + ".", Value))
                {
                    yield return column;
                }
            }
            else
            {
                yield return (name, Value);
            }
        }
    }

    private static bool IsNested(Type type) =>
        type.Assembly == typeof(Csv).Assembly && type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type);

    private static string TextOf(object? value)
    {
        if (value is null)
        {
            return "";
        }

        var json = JsonSerializer.SerializeToElement(value, Json.Options);
        return json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();
    }
}
