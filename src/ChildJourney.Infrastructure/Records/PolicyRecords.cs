using System.Collections.Concurrent;
using System.Text.Json;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Reads the policy that governs an authority, and stores new versions of it; version 0 is the published defaults.</summary>
public sealed class PolicyRecords(JourneyDb db, IClock clock, KnownPolicies known) : IAsyncDisposable
{
    private static readonly Func<JourneyDb, string, Task<NewestPolicy?>> newest = EF.CompileAsyncQuery((JourneyDb db, string authorityId) => db.Policies
        .Where(row => row.AuthorityId == authorityId)
        .OrderByDescending(row => row.Version)
        .Select(row => new NewestPolicy(row.Version, row.RecordedAt))
        .FirstOrDefault());

    private (Guid Transaction, string AuthorityId, Settings Settings)? read;
    private RowInserter<PolicyRow>? policies;

    /// <summary>What the rules are applied with for the authority now; in a transaction it is read once.</summary>
    /// <remarks>The newest version is asked for each time, since another instance on the same database may have stored it.</remarks>
    public async Task<Settings> CurrentAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction?.TransactionId is not { } transaction)
        {
            return await ReadAsync(authorityId, cancellationToken);
        }

        if (read is not { } before || before.Transaction != transaction || before.AuthorityId != authorityId)
        {
            read = (transaction, authorityId, await ReadAsync(authorityId, cancellationToken));
        }

        return read.Value.Settings;
    }

    /// <summary>Stores a new version in the caller's transaction. What follows from it for each child is for the caller to work out.</summary>
    public async Task<Settings> StoreAsync(string authorityId, Policy policy, string by, CancellationToken cancellationToken)
    {
        var version = (await CurrentAsync(authorityId, cancellationToken)).PolicyVersion + 1;
        await (policies ??= new RowInserter<PolicyRow>(db)).InsertAsync(
            new PolicyRow
            {
                AuthorityId = authorityId,
                Version = version,
                Body = policy.DifferencesText(),
                RecordedAt = clock.GetCurrentInstant(),
                RecordedBy = by,
            },
            cancellationToken);
        read = null;
        return await CurrentAsync(authorityId, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => policies?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<Settings> ReadAsync(string authorityId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await newest(db, authorityId) is not { } row)
        {
            return Settings.Default;
        }

        if (known.Find(authorityId, row) is { } settings)
        {
            return settings;
        }

        settings = Settings.Default with { Policy = await PolicyAsync(authorityId, row.Version, cancellationToken), PolicyVersion = row.Version };

        // What a transaction reads it may have written, and may yet undo.
        if (db.Database.CurrentTransaction is null)
        {
            known.Keep(authorityId, row, settings);
        }

        return settings;
    }

    /// <summary>Reads a version back; it was judged when it came in, and what the catalogue no longer has is passed over.</summary>
    private async Task<Policy> PolicyAsync(string authorityId, int version, CancellationToken cancellationToken)
    {
        var body = await db.Policies.AsNoTracking()
            .Where(row => row.AuthorityId == authorityId && row.Version == version)
            .Select(row => row.Body)
            .SingleAsync(cancellationToken);
        using var json = JsonDocument.Parse(body);
        return PolicyReader.Read(json.RootElement, InputDates.First, "", new List<InputProblem>());
    }
}

/// <summary>The newest version of each authority's policy as it was last read, so that it is parsed once.</summary>
public sealed class KnownPolicies
{
    private readonly ConcurrentDictionary<string, (NewestPolicy Row, Settings Settings)> byAuthority = new(StringComparer.Ordinal);

    internal Settings? Find(string authorityId, NewestPolicy row) =>
        byAuthority.TryGetValue(authorityId, out var kept) && kept.Row == row ? kept.Settings : null;

    internal void Keep(string authorityId, NewestPolicy row, Settings settings) => byAuthority[authorityId] = (row, settings);
}

/// <summary>Which version is the newest.</summary>
/// <param name="Version">The version.</param>
/// <param name="RecordedAt">When it was recorded: a database that was restored may have another of that number.</param>
internal sealed record NewestPolicy(int Version, Instant RecordedAt);
