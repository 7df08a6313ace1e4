using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Durability;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NodaTime;
using Npgsql;

namespace ChildJourney.Infrastructure.Tests;

/// <summary>A database of its own, on the provider that is being tested, brought up to date as the service does it, with a clock that the test sets.</summary>
public sealed class TestDatabase : IAsyncLifetime, IClock
{
    public const string Authority = "local";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("childjourney-tests-");
    private string? connection;

    /// <summary>The instant it is.</summary>
    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 22, 9, 0);

    /// <summary>The file, on SQLite.</summary>
    public string File => Path.Combine(folder.FullName, "childjourney.db");

    public Instant GetCurrentInstant() => Now;

    /// <summary>Whether it is PostgreSQL.</summary>
    public bool IsPostgreSql { get; } = Tested.OnPostgreSql;

    public async Task InitializeAsync()
    {
        if (IsPostgreSql)
        {
            connection = await PostgreSqlServer.CreateAsync();
            return;
        }

        await using var db = Open();
        await db.PrepareAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (IsPostgreSql)
        {
            await (connection is null ? Task.CompletedTask : PostgreSqlServer.DropAsync(connection));
        }

        folder.Delete(recursive: true);
    }

    /// <summary>A context of its own, as a request has one.</summary>
    public JourneyDb Open(params IInterceptor[] interceptors)
    {
        var options = new DbContextOptionsBuilder<JourneyDb>();
        (connection is null ? options.UseJourneySqlite($"Data Source={File}") : options.UseJourneyPostgreSql(connection)).AddInterceptors(interceptors);
        return new JourneyDb(options.Options);
    }

    /// <summary>Has the context be given another connection the next time it opens one.</summary>
    public void ClearPool(JourneyDb db)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (IsPostgreSql)
        {
            NpgsqlConnection.ClearPool((NpgsqlConnection)db.Database.GetDbConnection());
        }
        else
        {
            KeptConnection.RenewAll();
        }
    }

    /// <summary>Which generations are live, as a request finds it.</summary>
    public GenerationRecords Generations(JourneyDb db) => new(db, this, new PolicyVersions(db, new KnownPolicies()));

    /// <summary>Stores a change in a transaction, as a command does.</summary>
    public async Task<StoredChange> StoreAsync(
        ChildChange change, string authority = Authority, StoredChild? before = null, CancellationToken cancellationToken = default, params IInterceptor[] interceptors)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var db = Open(interceptors);
        await using var generations = Generations(db);
        await using var records = new ChildRecords(db, this, generations);
        await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
        before ??= await records.FindAsync(ChildScope.Everything(authority), change.Child.Id, knownAt: null, CancellationToken.None);
        var stored = await records.StoreAsync(authority, before, change, "tester", cancellationToken);
        await records.WriteChangesAsync(authority, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return stored;
    }

    /// <summary>Stores entries of a child.</summary>
    public Task<StoredChange> StoreAsync(Child child, params Entry[] entries) => StoreAsync(new ChildChange(child, entries, []));

    /// <summary>The child as it is stored, or as it was known at an instant.</summary>
    public async Task<StoredChild?> FindAsync(string childId, Instant? knownAt = null, string authority = Authority)
    {
        await using var db = Open();
        await using var generations = Generations(db);
        await using var records = new ChildRecords(db, this, generations);
        return await records.FindAsync(ChildScope.Everything(authority), childId, knownAt, CancellationToken.None);
    }

    /// <summary>One value that a statement of SQL gives.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var db = Open();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
