using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Changes;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Which generations of obligations and signs of drift answers rest on and changes are stored in, and how one follows another.</summary>
public sealed class GenerationRecords(JourneyDb db, IClock clock, PolicyVersions versions) : IAsyncDisposable
{
    private static readonly PerProvider<Func<JourneyDb, string, IAsyncEnumerable<Found>>> live = new(() => EF.CompileAsyncQuery((JourneyDb db, string authorityId) => db.Projections
        .AsNoTracking()
        .Where(row => row.AuthorityId == authorityId && row.State != ProjectionStates.Retired)
        .Select(row => new Found
        {
            Row = row,
            PolicyRecordedAt = db.Policies
                .Where(policy => policy.AuthorityId == row.AuthorityId && policy.Version == row.PolicyVersion)
                .Select(policy => (Instant?)policy.RecordedAt)
                .FirstOrDefault(),
        })));

    private (Guid Transaction, string AuthorityId, LiveGenerations Live)? read;
    private readonly GenerationChanges changes = new(db, clock);
    private RowInserter<ProjectionRow>? projections;
    private RowInserter<ProjectionRow>? firsts;

    /// <summary>What keeps several writers in order.</summary>
    internal WriterLocks Locks { get; } = new(db);

    /// <summary>The generations that are live now; in a transaction they are read once.</summary>
    /// <remarks>
    /// They are asked for each time, since another instance on the same database may have changed them. Whoever reads them to write
    /// keeps them as they are until the transaction ends, so that nothing is stored in a generation alone that has been replaced.
    /// </remarks>
    public async Task<LiveGenerations> LiveAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction?.TransactionId is not { } transaction)
        {
            return await ReadAsync(authorityId, cancellationToken);
        }

        await Locks.ShareAsync(authorityId, cancellationToken);
        if (read is not { } before || before.Transaction != transaction || before.AuthorityId != authorityId)
        {
            read = (transaction, authorityId, await ReadAsync(authorityId, cancellationToken));
        }

        return read.Value.Live;
    }

    /// <summary>Has no other write to the authority's records until the caller's transaction ends: for whoever replaces what answers rest on, before anything else is read.</summary>
    public Task TakeAloneAsync(string authorityId, CancellationToken cancellationToken) => Locks.TakeAloneAsync(authorityId, cancellationToken);

    /// <summary>The generations that are live now, whatever was read in the transaction before.</summary>
    internal Task<LiveGenerations> LiveAfreshAsync(string authorityId, CancellationToken cancellationToken)
    {
        read = null;
        return LiveAsync(authorityId, cancellationToken);
    }

    /// <summary>Whether what is stored for an authority has to follow another policy or other rules than it does.</summary>
    public async Task<bool> IsAlignedAsync(string authorityId, CancellationToken cancellationToken) =>
        (await AlignmentAsync(authorityId, cancellationToken)).ChangesNothing;

    /// <summary>
    /// Sees to it, in the caller's transaction, that what is stored for an authority follows the newest policy and the rules as they
    /// are: at once where nothing stored depends on the difference, otherwise by a generation that is to be built.
    /// </summary>
    public async Task AlignAsync(string authorityId, CancellationToken cancellationToken)
    {
        await TakeAloneAsync(authorityId, cancellationToken);
        var found = await AlignmentAsync(authorityId, cancellationToken);
        if (found.ChangesNothing)
        {
            return;
        }

        await EnsureStoredAsync(authorityId, cancellationToken);
        var (current, building) = (found.Live.Current, found.Live.Building);
        if (found.CarriesCurrent)
        {
            if (found.HasChildren && current.Settings.Policy.DueSoonDays != found.Newest.Policy.DueSoonDays)
            {
                await changes.WriteAsync(current, current with { Settings = found.Newest }, cancellationToken);
            }

            var (catalogueVersion, holidays) = found.HasChildren ? (current.Row.CatalogueVersion, current.Row.BankHolidays) : (RuleCatalogue.Version, Settings.Default.Calendar.Fingerprint);
            await RowOf(current).ExecuteUpdateAsync(
                row => row
                    .SetProperty(r => r.PolicyVersion, found.Newest.PolicyVersion)
                    .SetProperty(r => r.CatalogueVersion, catalogueVersion)
                    .SetProperty(r => r.BankHolidays, holidays),
                cancellationToken);
        }

        if (found.CarriesBuilding)
        {
            await RowOf(building!).ExecuteUpdateAsync(row => row.SetProperty(r => r.PolicyVersion, found.Newest.PolicyVersion), cancellationToken);
        }

        if (found.GivesUpBuilding)
        {
            await RetireAsync(building!, cancellationToken);
        }

        if (found.StartsAnother)
        {
            await StartAsync(authorityId, found.Newest.PolicyVersion, cancellationToken);
        }

        read = null;
    }

    /// <summary>Makes the generation that has been built the current one, in the caller's transaction.</summary>
    public async Task SwitchAsync(LiveGenerations built, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        await changes.WriteAsync(built.Current, built.Building!, cancellationToken);
        var now = Now();
        await RetireAsync(built.Current, cancellationToken);
        await RowOf(built.Building!).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, ProjectionStates.Current).SetProperty(r => r.FinishedAt, now), cancellationToken);
        read = null;
    }

    /// <summary>Has it known, before the first child of an authority is stored, by which rules its obligations are worked out.</summary>
    public async Task EnsureStoredAsync(string authorityId, CancellationToken cancellationToken)
    {
        if (!(await LiveAsync(authorityId, cancellationToken)).IsStored)
        {
            // Another writer may be storing the authority's first child as well.
            await (firsts ??= new RowInserter<ProjectionRow>(db, passesKnown: true)).InsertAsync(Generation.First(authorityId).Row, cancellationToken);
            read = null;
        }
    }

    /// <summary>Counts a child that has come while a generation is being built; where its place has been passed, it is in that generation already.</summary>
    public async Task CountNewAsync(Generation building, string childId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(building);
        await RowOf(building).ExecuteUpdateAsync(
            row => row
                .SetProperty(r => r.Children, r => r.Children + 1)
                .SetProperty(r => r.Done, r => string.Compare(r.LastChildId, childId) >= 0 ? r.Done + 1 : r.Done),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await changes.DisposeAsync();
        foreach (var inserter in new[] { projections, firsts }.OfType<RowInserter<ProjectionRow>>())
        {
            await inserter.DisposeAsync();
        }
    }

    /// <summary>The row of a generation.</summary>
    internal IQueryable<ProjectionRow> RowOf(Generation generation)
    {
        var (authorityId, number) = (generation.AuthorityId, generation.Number);
        return db.Projections.Where(row => row.AuthorityId == authorityId && row.Generation == number);
    }

    private async Task<LiveGenerations> ReadAsync(string authorityId, CancellationToken cancellationToken)
    {
        Generation? current = null;
        Generation? building = null;
        var rows = new List<Found>(2);
        await foreach (var found in live.For(db)(db, authorityId).WithCancellation(cancellationToken))
        {
            rows.Add(found);
        }

        // Only then, since a connection to PostgreSQL answers one question at a time.
        foreach (var found in rows)
        {
            var version = new PolicyVersion(found.Row.PolicyVersion, found.PolicyRecordedAt);
            var settings = await versions.ReadAsync(authorityId, version, cancellationToken);
            var generation = new Generation(found.Row, Generation.IsMadeByOthers(found.Row) ? settings with { IsAheadOfStored = true } : settings);
            (current, building) = found.Row.State == ProjectionStates.Current ? (generation, building) : (current, generation);
        }

        return new LiveGenerations(current ?? Generation.First(authorityId), building, IsStored: current is not null);
    }

    private async Task<Alignment> AlignmentAsync(string authorityId, CancellationToken cancellationToken)
    {
        var found = await LiveAsync(authorityId, cancellationToken);
        var newest = await versions.NewestAsync(authorityId, cancellationToken);
        return new Alignment(found, newest, await db.Children.AnyAsync(row => row.AuthorityId == authorityId, cancellationToken));
    }

    private async Task StartAsync(string authorityId, int policyVersion, CancellationToken cancellationToken)
    {
        var last = await db.Projections.Where(row => row.AuthorityId == authorityId).MaxAsync(row => row.Generation, cancellationToken);
        await InsertAsync(
            new ProjectionRow
            {
                AuthorityId = authorityId,
                Generation = last + 1,
                PolicyVersion = policyVersion,
                CatalogueVersion = RuleCatalogue.Version,
                BankHolidays = Settings.Default.Calendar.Fingerprint,
                State = ProjectionStates.Building,
                Children = await db.Children.CountAsync(row => row.AuthorityId == authorityId, cancellationToken),
                LastChildId = "",
                StartedAt = Now(),
            },
            cancellationToken);
    }

    private async Task RetireAsync(Generation generation, CancellationToken cancellationToken)
    {
        var now = Now();
        await RowOf(generation).ExecuteUpdateAsync(
            row => row.SetProperty(r => r.State, ProjectionStates.Retired).SetProperty(r => r.RetiredAt, now).SetProperty(r => r.LastChildId, ""), cancellationToken);
    }

    private async Task InsertAsync(ProjectionRow row, CancellationToken cancellationToken)
    {
        await (projections ??= new RowInserter<ProjectionRow>(db)).InsertAsync(row, cancellationToken);
        read = null;
    }

    private Instant Now() => clock.GetCurrentInstant().CutToMicroseconds();

    /// <summary>What has to be done so that what is stored follows the newest policy and the rules as they are.</summary>
    private sealed record Alignment(LiveGenerations Live, Settings Newest, bool HasChildren)
    {
        private readonly bool suits = !HasChildren || Live.Current.Suits(Newest);
        private readonly bool isDone = !HasChildren || (Live.Current.Suits(Newest) && !Live.Current.IsOfOtherRules);

        public bool CarriesCurrent => suits && (Live.Current.Settings.PolicyVersion != Newest.PolicyVersion || (!HasChildren && Live.Current.IsOfOtherRules));

        public bool CarriesBuilding => KeepsBuilding && Live.Building!.Settings.PolicyVersion != Newest.PolicyVersion;

        public bool GivesUpBuilding => Live.Building is not null && !KeepsBuilding;

        public bool StartsAnother => !isDone && !KeepsBuilding;

        public bool ChangesNothing => !CarriesCurrent && !CarriesBuilding && !GivesUpBuilding && !StartsAnother;

        private bool KeepsBuilding => !isDone && Live.Building is { IsOfOtherRules: false } building && building.Suits(Newest);
    }

    private sealed class Found
    {
        public required ProjectionRow Row { get; init; }

        public Instant? PolicyRecordedAt { get; init; }
    }
}
