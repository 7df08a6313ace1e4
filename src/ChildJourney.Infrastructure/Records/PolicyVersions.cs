using System.Collections.Concurrent;
using System.Text.Json;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Reads the versions of the authorities' policies; version 0 is the published defaults.</summary>
public sealed class PolicyVersions(JourneyDb db, KnownPolicies known)
{
    private static readonly PerProvider<Func<JourneyDb, string, Task<PolicyVersion?>>> newest = new(() => EF.CompileAsyncQuery((JourneyDb db, string authorityId) => db.Policies
        .Where(row => row.AuthorityId == authorityId)
        .OrderByDescending(row => row.Version)
        .Select(row => new PolicyVersion(row.Version, row.RecordedAt))
        .FirstOrDefault()));

    /// <summary>The newest version, which another instance on the same database may have stored.</summary>
    public async Task<Settings> NewestAsync(string authorityId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return await newest.For(db)(db, authorityId) is { } version ? await ReadAsync(authorityId, version, cancellationToken) : Settings.Default;
    }

    /// <summary>Reads a version back; it was judged when it came in, and what the catalogue no longer has is passed over.</summary>
    internal async Task<Settings> ReadAsync(string authorityId, PolicyVersion version, CancellationToken cancellationToken)
    {
        if (version.Version == 0)
        {
            return Settings.Default;
        }

        if (known.Find(authorityId, version) is { } settings)
        {
            return settings;
        }

        var body = await db.Policies.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.Version == version.Version)
            .Select(row => row.Body)
            .SingleAsync(cancellationToken);
        using var json = JsonDocument.Parse(body);
        settings = Settings.Default with
        {
            Policy = PolicyReader.Read(json.RootElement, InputDates.First, "", new List<InputProblem>()),
            PolicyVersion = version.Version,
        };

        // What a transaction reads it may have written, and may yet undo.
        if (db.Database.CurrentTransaction is null)
        {
            known.Keep(authorityId, version, settings);
        }

        return settings;
    }
}

/// <summary>The versions of each authority's policy that were read last, so that each is parsed once.</summary>
public sealed class KnownPolicies
{
    /// <summary>The current one, one that is being worked out, the newest; and one that has just been replaced.</summary>
    private const int KeptOfAnAuthority = 4;

    private readonly ConcurrentDictionary<string, (PolicyVersion Version, Settings Settings)[]> byAuthority = new(StringComparer.Ordinal);

    internal Settings? Find(string authorityId, PolicyVersion version) =>
        byAuthority.TryGetValue(authorityId, out var kept) ? kept.FirstOrDefault(known => known.Version == version).Settings : null;

    internal void Keep(string authorityId, PolicyVersion version, Settings settings) => byAuthority.AddOrUpdate(
        authorityId,
        _ => [(version, settings)],
        (_, kept) => [(version, settings), .. kept.Where(known => known.Version.Version != version.Version).Take(KeptOfAnAuthority - 1)]);
}

/// <summary>Which version it is.</summary>
/// <param name="Version">The version.</param>
/// <param name="RecordedAt">When it was recorded: a database that was restored may have another of that number.</param>
internal sealed record PolicyVersion(int Version, Instant? RecordedAt);
