using ChildJourney.Infrastructure.Audit;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Audit;

/// <summary>A run of the service, as far as it writes to the audit log.</summary>
public sealed class AuditRun(TestDatabase database) : IDisposable
{
    private readonly AuditChain chain = new(database);

    /// <summary>The name of its chains.</summary>
    public string Chain => chain.Name;

    /// <summary>An entry about children.</summary>
    public static AuditEntry Entry(Instant at, params string[] children) => new(TestDatabase.Authority, at, "SW7", "GetJourney", children, "192.0.2.7", 200, Reason: null);

    /// <summary>Appends a group about some children, a row each.</summary>
    public Task AppendAsync(params string[] children) => AppendAsync([.. children.Select(child => Entry(database.Now, child))]);

    /// <summary>Appends a group.</summary>
    public async Task AppendAsync(IReadOnlyList<AuditEntry> entries, bool commits = true, bool isTold = true)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        using var group = await chain.AppendAsync(db, entries, CancellationToken.None);
        if (commits)
        {
            await transaction.CommitAsync();
            if (isTold)
            {
                group.Committed();
            }
        }
    }

    public void Dispose() => chain.Dispose();
}
