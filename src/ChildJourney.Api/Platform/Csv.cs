using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;

namespace ChildJourney.Api.Platform;

/// <summary>Lists as CSV (RFC 4180): a column a property, those of nested objects with a dot.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv";

    /// <summary>Whether a caller prefers CSV to anything else.</summary>
    public static bool IsPreferred(HttpRequest request) =>
        request.Headers.Accept.Count > 0 && request.GetTypedHeaders().Accept.OrderByDescending(accepted => accepted.Quality ?? 1).FirstOrDefault()?.MediaType == MediaType;

    /// <summary>A writer that leads a cell by an apostrophe which a spreadsheet would run as a formula.</summary>
    public static CsvWriter Writer(TextWriter text) => CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);

    /// <summary>Whether a spreadsheet might take a text for a formula.</summary>
    public static bool IsLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n';

    /// <summary>Writes the items. A cell that a spreadsheet would run as a formula is led by an apostrophe.</summary>
    public static void Write<T>(IReadOnlyList<T> items, TextWriter writer, bool withHeader = true)
    {
        var columns = ColumnsOf(typeof(T)).ToList();
        using var csv = Writer(writer);
        if (withHeader)
        {
            foreach (var path in columns)
            {
                csv.WriteField(string.Join('.', path));
            }

            csv.EndRecord();
        }

        foreach (var item in items)
        {
            var json = JsonSerializer.SerializeToElement(item, Json.Options);
            foreach (var path in columns)
            {
                csv.WriteField(TextOf(json, path));
            }

            csv.EndRecord();
        }

        csv.Flush();
    }

    private static IEnumerable<string[]> ColumnsOf(Type type)
    {
        if (type.IsAssignableTo(typeof(ITabular)))
        {
            var columns = (IReadOnlyList<string>)type.GetProperty(nameof(ITabular.Columns), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            return columns.Select(column => new[] { column });
        }

        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always })
            .SelectMany(property =>
            {
                var name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                return IsNested(property.PropertyType) ? ColumnsOf(property.PropertyType).Select(path => (string[])[name, .. path]) : [[name]];
            });
    }

    private static bool IsNested(Type type) =>
        type.Assembly == typeof(Csv).Assembly && type.IsClass && !typeof(IEnumerable).IsAssignableFrom(type);

    private static string TextOf(JsonElement json, string[] path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json))
            {
                return "";
            }
        }

        return json.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => json.GetString()!,
            _ => json.GetRawText(),
        };
    }
}

/// <summary>An item whose columns are not the properties of its type.</summary>
internal interface ITabular
{
    /// <summary>The properties that its JSON may have.</summary>
    static abstract IReadOnlyList<string> Columns { get; }
}
