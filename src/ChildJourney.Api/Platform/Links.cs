using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Platform;

/// <summary>Addresses of other lists, which answers hold so that no figure stands alone.</summary>
internal static class Links
{
    /// <summary>An address with those parameters; one without a value is left out.</summary>
    public static string To(string path, params ReadOnlySpan<(string Name, IReadOnlyList<string> Values)> parameters)
    {
        var given = new List<string>(parameters.Length);
        foreach (var (name, values) in parameters)
        {
            if (values.Count > 0)
            {
                given.Add($"{name}={string.Join(',', values.Select(Uri.EscapeDataString))}");
            }
        }

        return given.Count == 0 ? path : $"{path}?{string.Join('&', given)}";
    }

    /// <summary>A date as parameters have it.</summary>
    public static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
