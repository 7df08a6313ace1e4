using System.Text;

namespace ChildJourney.Api.Tests.Platform.Hostile;

/// <summary>Something that is sent to the service on a connection of its own.</summary>
/// <param name="Bytes">What is sent.</param>
public sealed record Attempt(byte[] Bytes)
{
    /// <summary>How many answers there are to be; none where what is sent is no whole request, and the caller hangs up.</summary>
    public int Answers { get; init; } = 1;

    /// <summary>Whether the answers come without a body.</summary>
    public bool IsHead { get; init; }

    /// <summary>The child that may be stored by it, or null where it may store nothing.</summary>
    public string? MayStore { get; init; }

    /// <summary>What was sent, to be read by people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var letter in Encoding.Latin1.GetString(Bytes, 0, Math.Min(Bytes.Length, 3000)))
        {
            text.Append(letter is >= ' ' and <= '~' or '\n' ? letter : letter == '\r' ? "" : $"\\x{(int)letter:X2}");
        }

        return text.Append(Bytes.Length > 3000 ? $"... ({Bytes.Length} bytes)" : "").ToString();
    }
}
