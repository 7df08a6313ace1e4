using System.Security.Cryptography;
using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>The hash that seals a group of rows of the audit log, worked out row by row.</summary>
internal sealed class AuditSeal : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds the next row of the group.</summary>
    public void Add(AuditRow row) => Add(
        row.AuthorityId, row.Chain, row.Number, row.GroupNumber, InstantPattern.ExtendedIso.Format(row.At), row.By, row.Operation, row.Children, row.Source, row.Status, row.Reason);

    /// <summary>The seal of the rows that were added and of what is said of their group, but for the hash itself.</summary>
    public string Close(AuditGroupRow group)
    {
        Add(group.AuthorityId, group.Chain, group.GroupNumber, group.LastNumber, InstantPattern.ExtendedIso.Format(group.At), group.Previous);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();

    /// <summary>JSON has a beginning and an end, so that nothing can be moved from one column to the next.</summary>
    private void Add(params object?[] columns) => hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(columns));
}
