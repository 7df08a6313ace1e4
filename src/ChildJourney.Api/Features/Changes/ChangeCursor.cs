using System.Globalization;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Changes;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Changes;

/// <summary>The cursor of a reader of changes, as it is given out.</summary>
internal static class ChangeCursor
{
    private const string InChanges = "changes";
    private const string AmongFlags = "changes.flags";

    /// <summary>Reads a cursor; null where it is not one.</summary>
    public static ChangePlace? Parse(string text)
    {
        if (Cursor.Parse(text, InChanges, [CursorKey.LongNumber, CursorKey.Instant]) is { } change)
        {
            return Place(change, null);
        }

        return Cursor.Parse(text, AmongFlags, [CursorKey.LongNumber, CursorKey.Instant, CursorKey.Text, CursorKey.Text]) is { } flag
            ? Place(flag, new FlagPlace(flag.Keys[2], flag.Keys[3]))
            : null;
    }

    /// <summary>The cursor of a place.</summary>
    public static string Of(ChangePlace place)
    {
        var (number, at) = (place.Number.ToString(CultureInfo.InvariantCulture), InstantPattern.ExtendedIso.Format(place.At));
        return (place.Flag is { } flag ? new Cursor(AmongFlags, number, at, flag.ChildId, flag.ObligationId) : new Cursor(InChanges, number, at)).ToString();
    }

    private static ChangePlace? Place(Cursor cursor, FlagPlace? flag) => cursor.LongNumber(0) is >= 0 and var number ? new ChangePlace(number, cursor.Instant(1), flag) : null;
}
