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

    /// <summary>Reads a cursor of that list with such keys; null where it is not one.</summary>
    public static Cursor? Parse(string text, string list, IReadOnlyList<CursorKey> keys)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(Separator);
            return parts.Length == keys.Count + 1 && parts[0] == list && keys.Index().All(key => Fits(key.Item, parts[key.Index + 1])) ? new Cursor(list, parts[1..]) : null;
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

    /// <summary>A key that is a whole number of any size.</summary>
    public long LongNumber(int key) => long.Parse(Keys[key], CultureInfo.InvariantCulture);

    /// <summary>A key that is an instant.</summary>
    public Instant Instant(int key) => InstantPattern.ExtendedIso.Parse(Keys[key]).GetValueOrThrow();

    /// <summary>The cursor as it is given out.</summary>
    public override string ToString() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, [List, .. Keys])));

    private static bool Fits(CursorKey key, string text) => key switch
    {
        CursorKey.Date => LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) && date.Year >= 1,
        CursorKey.Number => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        CursorKey.LongNumber => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        CursorKey.Instant => Query.InstantOf(text) is not null,
        _ => true,
    };
}

/// <summary>What a key of a cursor is.</summary>
public enum CursorKey
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>A whole number of any size.</summary>
    LongNumber,

    /// <summary>An instant.</summary>
    Instant,
}
