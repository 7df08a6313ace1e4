using System.Buffers;

namespace ChildJourney.Domain.Journeys;

/// <summary>The forms of identifiers.</summary>
public static class Identifiers
{
    /// <summary>The pattern of a child's identifier.</summary>
    public const string ChildPattern = @"^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,35}$";

    /// <summary>What a child's identifier looks like, said to someone who sent something else.</summary>
    public const string ChildExpectation =
        "1 to 36 characters of A-Z a-z 0-9 . _ -, beginning with a letter or digit, no two dots in a row";

    /// <summary>The pattern of an entry's identifier.</summary>
    public const string EntryPattern = @"^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._-]{0,63}$";

    /// <summary>What an entry's identifier looks like, said to someone who sent something else.</summary>
    public const string EntryExpectation =
        "1 to 64 characters of A-Z a-z 0-9 . _ -, beginning with a letter or digit, no two dots in a row";

    /// <summary>The pattern of a code of the authority's own, such as a worker's.</summary>
    public const string CodePattern = "^[A-Za-z0-9._/-]{1,64}$";

    /// <summary>What such a code looks like, said to someone who sent something else.</summary>
    public const string CodeExpectation = "a code of 1 to 64 characters of A-Z a-z 0-9 . _ - /, no spaces: a code, not a name";

    /// <summary>The pattern of a unique pupil number.</summary>
    public const string UpnPattern = "^([A-Za-z0-9]{13}|UN[1-5])$";

    /// <summary>What a unique pupil number looks like, said to someone who sent something else.</summary>
    public const string UpnExpectation = "a unique pupil number of 13 letters and digits, or UN1 to UN5";

    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> identifierCharacters = SearchValues.Create(LettersAndDigits + "._-");
    private static readonly SearchValues<char> codeCharacters = SearchValues.Create(LettersAndDigits + "._-/");

    /// <summary>Whether the text can be a child's identifier.</summary>
    public static bool IsChild(string text) => text.Length <= 36 && IsIdentifier(text);

    /// <summary>Whether the text can be an entry's identifier.</summary>
    public static bool IsEntry(string text) => text.Length <= 64 && IsIdentifier(text);

    /// <summary>Whether the text can be a code of the authority's own.</summary>
    public static bool IsCode(string text) => text.Length is >= 1 and <= 64 && !text.AsSpan().ContainsAnyExcept(codeCharacters);

    /// <summary>Whether the text can be a unique pupil number.</summary>
    public static bool IsUpn(string text) =>
        (text.Length == 13 && text.All(char.IsAsciiLetterOrDigit)) || (text.Length == 3 && text.StartsWith("UN", StringComparison.Ordinal) && text[2] is >= '1' and <= '5');

    private static bool IsIdentifier(string text) =>
        text.Length > 0
        && char.IsAsciiLetterOrDigit(text[0])
        && !text.AsSpan().ContainsAnyExcept(identifierCharacters)
        && !text.Contains("..", StringComparison.Ordinal);
}
