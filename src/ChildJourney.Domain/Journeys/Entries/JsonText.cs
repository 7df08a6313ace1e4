using System.Text.Json;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>Reading text that may not be text.</summary>
public static class JsonText
{
    /// <summary>The string, or an empty one where it holds half a character (a lone surrogate), which no field accepts.</summary>
    public static string Of(JsonElement json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    /// <summary>The property's name, or an empty one where it holds half a character, which no field has.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
