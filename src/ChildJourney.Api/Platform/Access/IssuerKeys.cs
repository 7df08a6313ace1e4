using System.Diagnostics;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ChildJourney.Api.Platform.Access;

/// <summary>The issuer's keys, found by discovery: read when they are first needed, kept, and read anew after a while, or at once where a token names another.</summary>
/// <remarks>
/// Of keys read before none is kept, so that a token of a withdrawn key passes no longer. Keys that are known go on verifying while the
/// issuer does not answer.
/// </remarks>
internal sealed partial class IssuerKeys(JwtBearerOptions options, ILogger<IssuerKeys> logger) : IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    private readonly HttpDocumentRetriever documents = new(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata };
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Reading? last;

    /// <summary>After how long an issuer whose keys are not known is asked again, however many requests wait for it.</summary>
    public static TimeSpan UntilTriedAgain { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The description of the issuer, its keys among it.</summary>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (last is { Found: { } found } reading)
        {
            // While one request reads anew, the others go on with what is known.
            if (reading.Age < options.AutomaticRefreshInterval || !await turn.WaitAsync(TimeSpan.Zero, cancel))
            {
                return found;
            }
        }
        else
        {
            await turn.WaitAsync(cancel);
        }

        return await InTurnAsync(before => before.Age >= (before.Found is null ? UntilTriedAgain : options.AutomaticRefreshInterval), isForUnknownKey: false, cancel);
    }

    /// <summary>Sees to it that the issuer's keys are known, among them the one that is named, if the issuer publishes it; the issuer is not asked more often than the options say.</summary>
    public async Task LearnAsync(string? keyId, CancellationToken cancel)
    {
        var known = await GetConfigurationAsync(cancel);
        if (keyId is not null && !Holds(known))
        {
            await turn.WaitAsync(cancel);
            await InTurnAsync(reading => !Holds(reading.Found!) && (!reading.IsForUnknownKey || reading.Age >= options.RefreshInterval), isForUnknownKey: true, cancel);
        }

        bool Holds(OpenIdConnectConfiguration found) => found.SigningKeys.Any(key => key.KeyId == keyId);
    }

    /// <summary>Does nothing: which keys are needed is known before a token is verified.</summary>
    public void RequestRefresh()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<OpenIdConnectConfiguration> InTurnAsync(Func<Reading, bool> isDue, bool isForUnknownKey, CancellationToken cancel)
    {
        try
        {
            if (last is null || isDue(last))
            {
                // Not broken off with the request that happens to be the first: others wait for it.
                last = await ReadAsync(last?.Found, isForUnknownKey);
            }

            cancel.ThrowIfCancellationRequested();
            return last.Found ?? throw new IssuerUnreachableException(last.Problem);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Reading> ReadAsync(OpenIdConnectConfiguration? before, bool isForUnknownKey)
    {
        try
        {
            var found = await OpenIdConnectConfigurationRetriever.GetAsync(options.MetadataAddress!, documents, CancellationToken.None);
            return found is { Issuer.Length: > 0, SigningKeys.Count: > 0 }
                ? new Reading(found, null, isForUnknownKey)
                : throw new InvalidDataException("The issuer publishes no name or no keys.");
        }
#pragma warning disable CA1031 // Whatever is wrong with what the issuer answers, it is not this service's fault.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogUnreachable(options.MetadataAddress!, problem);
            return new Reading(before, problem, isForUnknownKey);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of the issuer of tokens cannot be read from {Address}")]
    private partial void LogUnreachable(string address, Exception problem);

    /// <summary>What was found when the issuer was last asked; where it did not answer, what was known before.</summary>
    private sealed record Reading(OpenIdConnectConfiguration? Found, Exception? Problem, bool IsForUnknownKey)
    {
        private readonly long at = Stopwatch.GetTimestamp();

        public TimeSpan Age => Stopwatch.GetElapsedTime(at);
    }
}

/// <summary>The issuer's keys are not known, and it does not answer.</summary>
/// <param name="cause">What happened when it was asked.</param>
internal sealed class IssuerUnreachableException(Exception? cause) : Exception("The issuer does not answer.", cause);
