using System.Buffers.Text;
using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Platform;

/// <summary>The keys of the last item of a page, from which the next one goes on.</summary>
/// <param name="List">The list and order it belongs to: a cursor of one list means nothing to another.</param>
/// <param name="Keys">The keys, in the order they are sorted by.</param>
public sealed record Cursor(string List, params string[] Keys)
{
    private const char Separator = '\n';

    /// <summary>Reads a cursor of that list with so many keys; null where it is not one.</summary>
    public static Cursor? Parse(string text, string list, int keys)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
            return parts.Length == keys + 1 && parts[0] == list ? new Cursor(list, parts[1..]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A key that is a date.</summary>
    public LocalDate Date(int key) => LocalDatePattern.Iso.Parse(Keys[key]).GetValueOrThrow();

    /// <summary>A key that is a number.</summary>
    public int Number(int key) => int.Parse(Keys[key], CultureInfo.InvariantCulture);

    /// <summary>The cursor as it is given out.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, [List, .. Keys])));
}
