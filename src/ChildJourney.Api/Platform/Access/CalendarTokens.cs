using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using ChildJourney.Domain.Journeys;
using ChildJourney.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Api.Platform.Access;

/// <summary>The tokens in the addresses of calendars: whoever knows one reads that calendar, and nothing else.</summary>
/// <remarks>A token is 256 bits of chance and the authority. Its hash alone is kept, so that nobody who reads the database can read a calendar.</remarks>
internal sealed class CalendarTokens(JourneyDb db)
{
    /// <summary>Where calendars stand.</summary>
    public const string Path = "/v1/calendars";

    private const int SecretBytes = 32;
    private const int SecretLetters = 43;

    private static readonly string[] tagsWithAddress = ["url.path", "url.full", "http.target", "http.url"];
    private static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes a token.</summary>
    public static string Make(string authorityId) =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)) + Base64Url.EncodeToString(strict.GetBytes(authorityId));

    /// <summary>What of a token is kept.</summary>
    public static string HashOf(string token) => Base64Url.EncodeToString(SHA256.HashData(strict.GetBytes(token)));

    /// <summary>Who reads with a token: the calendar, in the scope of the officer or the team that it is about; null where there is none of that token.</summary>
    public async Task<Caller?> CallerAsync(string token, CancellationToken cancellationToken)
    {
        if (AuthorityOf(token) is not { } authorityId)
        {
            return null;
        }

        var hash = HashOf(token);
        return await db.Calendars.AsNoTracking().FirstOrDefaultAsync(row => row.AuthorityId == authorityId && row.TokenHash == hash, cancellationToken) switch
        {
            null => null,
            { Team: { } team } row => new Caller(authorityId, NameOf(row.CalendarId), Roles.TeamManager, [team], Worker: null, Reason: null),
            var row => new Caller(authorityId, NameOf(row.CalendarId), Roles.Iro, [], row.Iro, Reason: null),
        };
    }

    /// <summary>Takes the address of a calendar, which holds its token, out of the trace.</summary>
    public static void KeepOutOfTraces(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue && Activity.Current is { } activity)
        {
            foreach (var name in tagsWithAddress.Where(name => activity.GetTagItem(name) is not null))
            {
                activity.SetTag(name, Path);
            }
        }
    }

    private static string NameOf(string calendarId) => $"calendar {calendarId}";

    private static string? AuthorityOf(string token)
    {
        try
        {
            return token.Length > SecretLetters
                && token.All(char.IsAscii)
                && strict.GetString(Base64Url.DecodeFromChars(token.AsSpan(SecretLetters))) is var authorityId
                && Identifiers.IsCode(authorityId) ? authorityId : null;
        }
        catch (Exception problem) when (problem is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
