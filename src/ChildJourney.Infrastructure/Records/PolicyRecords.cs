using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Stores new versions of the authorities' policies.</summary>
public sealed class PolicyRecords(JourneyDb db, IClock clock, PolicyVersions versions, GenerationRecords generations) : IAsyncDisposable
{
    private RowInserter<PolicyRow>? policies;

    /// <summary>Stores a new version in the caller's transaction, and begins what is to be worked out afresh because of it.</summary>
    public async Task<Settings> StoreAsync(string authorityId, Policy policy, string by, CancellationToken cancellationToken)
    {
        await generations.TakeAloneAsync(authorityId, cancellationToken);
        var version = (await versions.NewestAsync(authorityId, cancellationToken)).PolicyVersion + 1;
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
        await generations.AlignAsync(authorityId, cancellationToken);
        return await versions.NewestAsync(authorityId, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => policies?.DisposeAsync() ?? ValueTask.CompletedTask;
}
