using System.Security.Cryptography;
using NodaTime;

namespace ChildJourney.Infrastructure.Webhooks;

/// <summary>How long is waited between two tries: five seconds, then three times as long each time, four hours at most, and some chance in it.</summary>
/// <remarks>By chance up to a fifth less or more, so that what failed together does not come back together.</remarks>
internal static class BackOff
{
    private const int First = 5;
    private const int Longest = 4 * 60 * 60;

    /// <summary>The wait after a try that failed, of which so many had failed before.</summary>
    public static Duration After(int attempts)
    {
        var seconds = double.Min(First * double.Pow(3, attempts), Longest);
        return Duration.FromSeconds(seconds * RandomNumberGenerator.GetInt32(800, 1201) / 1000);
    }
}
