using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime.Text;

namespace ChildJourney.Domain.Tests.Catalogue;

/// <summary>One worked example in two lines: what it is about; its entries, the day asked about, and what is true on it.</summary>
public static partial class ExampleText
{
    /// <summary>When the children of the examples were born, where it is not said.</summary>
    public const string UsualBirth = "2015-05-01";

    /// <summary>The lines of an example that stands beside the rule or indicator of that id.</summary>
    public static IEnumerable<string> Lines(Example example, string beside)
    {
        var dates = new ShortDates();
        var journey = string.Join(", ", Journey(example, dates));
        var day = dates.Next(example.AsOf);
        yield return $@"- {Markdown.Escape(example.About)}.\";
        yield return Markdown.Escape($"  {journey} → {day}: ") + $"**{Markdown.Escape(string.Join("; ", Expected(example, beside, dates)))}**";
    }

    private static IEnumerable<string> Journey(Example example, ShortDates dates)
    {
        if (example.Json.GetProperty("child").GetProperty("dateOfBirth").GetString() is { } born && born != UsualBirth)
        {
            yield return $"born {dates.Next(Make.Day(born))}";
        }

        foreach (var entry in example.Json.GetProperty("entries").EnumerateArray())
        {
            var on = $"{entry.GetProperty("type").GetString()} {dates.Next(Make.Day(entry.GetProperty("on").GetString()!))}";
            var facts = entry.EnumerateObject().Where(field => field.Name is not ("id" or "type" or "on")).Select(field => Fact(field, dates)).ToArray();
            yield return facts.Length == 0 ? on : $"{on} ({string.Join(", ", facts)})";
        }

        if (example.Json.TryGetProperty("policy", out var policy))
        {
            yield return $"policy ({string.Join(", ", policy.EnumerateObject().Select(part => PolicyPart(part, dates)))})";
        }
    }

    /// <summary>A field in short: a code alone, anything else with what it says.</summary>
    private static string Fact(JsonProperty field, ShortDates dates) => field.Value.ValueKind switch
    {
        JsonValueKind.String when MomentIn(field.Value, dates) is { } moment => $"{Words(field.Name)} {moment}",
        JsonValueKind.String => field.Value.GetString()!,
        JsonValueKind.True => Words(field.Name),
        JsonValueKind.False => $"{Words(field.Name)}: no",
        JsonValueKind.Null => $"{Words(field.Name)}: none",
        JsonValueKind.Object => $"{Words(field.Name)}: {Facts(field.Value, dates)}",
        JsonValueKind.Array => $"{Words(field.Name)}: {string.Join(" and ", field.Value.EnumerateArray().Select(item => Facts(item, dates)))}",
        _ => $"{Words(field.Name)} {field.Value.GetRawText()}",
    };

    private static string Facts(JsonElement json, ShortDates dates) => json.ValueKind == JsonValueKind.Object
        ? string.Join(", ", json.EnumerateObject().Select(field => Fact(field, dates)))
        : MomentIn(json, dates) ?? json.ToString();

    /// <summary>A setting of the authority in short; of its terms only that there are some, since each is long.</summary>
    private static string PolicyPart(JsonProperty part, ShortDates dates) => part.Name switch
    {
        "terms" => "terms set",
        "rules" or "drift" => string.Join(", ", part.Value.EnumerateObject().Select(own => $"{own.Name}: {Facts(own.Value, dates)}")),
        "recordedFrom" => $"recorded: {string.Join(", ", part.Value.EnumerateObject().Select(type => Recorded(type, dates)))}",
        _ => Fact(part, dates),
    };

    private static string Recorded(JsonProperty type, ShortDates dates) =>
        type.Value.ValueKind == JsonValueKind.Null ? $"{type.Name} not at all" : $"{type.Name} from {MomentIn(type.Value, dates)}";

    private static string[] Expected(Example example, string beside, ShortDates dates)
    {
        string[] said =
        [
            .. example.Expect.Select(it => $"{Of(it.Rule)}{DueOn(it.DueOn)}{(it.Status is null ? "" : $", {it.Status}")}"),
            .. example.ExpectNot.Where(it => it.Rule == beside).Select(it => $"not {DueOn(it.DueOn)}"),
            .. example.ExpectNone.Where(rule => rule == beside).Select(_ => "not raised"),
            .. example.Drift.Select(id => $"{Of(id)}true"),
            .. example.NoDrift.Where(id => id == beside).Select(_ => "not true"),
        ];

        // What an example denies of other rules and indicators is beside its point, unless it is all that it says.
        return said.Length > 0 ? said :
        [
            .. example.ExpectNot.Select(it => $"{it.Rule} not {DueOn(it.DueOn)}"),
            .. example.ExpectNone.Select(rule => $"{rule} not raised"),
            .. example.NoDrift.Select(id => $"{id} not true"),
        ];

        string Of(string id) => id == beside ? "" : $"{id} ";
        string DueOn(string day) => day.Length == 0 ? "no due date" : $"due {dates.Next(Make.Day(day))}";
    }

    /// <summary>A date, or a date and a time of day, in words; null where the text is neither.</summary>
    private static string? MomentIn(JsonElement json, ShortDates dates)
    {
        if (json.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var text = json.GetString()!;
        var (day, time) = text.IndexOf('T', StringComparison.Ordinal) is > 0 and var at ? (text[..at], $" {text[(at + 1)..]}") : (text, "");
        return LocalDatePattern.Iso.Parse(day) is { Success: true, Value: var date } ? $"{dates.Next(date)}{time}" : null;
    }

    private static string Words(string name) => Capital().Replace(name, match => $" {match.Value.ToLowerInvariant()}");

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Capital();
}
