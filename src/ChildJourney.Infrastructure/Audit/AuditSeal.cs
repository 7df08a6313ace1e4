using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Audit;

/// <summary>The hash that seals a group of rows of the audit log.</summary>
internal static class AuditSeal
{
    /// <summary>The seal of rows, in order, after what came before.</summary>
    public static string Of(string previous, IEnumerable<AuditRow> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(previous));
        foreach (var row in rows)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
                [row.AuthorityId, row.Chain, row.Number, row.GroupNumber, InstantPattern.ExtendedIso.Format(row.At), row.By, row.Operation, row.Children, row.Source, row.Status, row.Reason]));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
