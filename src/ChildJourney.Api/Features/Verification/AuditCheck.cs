using System.Globalization;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Audit;

namespace ChildJourney.Api.Features.Verification;

/// <summary>The audit log is whole; and each chain's end, to be noted where nobody who can write to the database can reach.</summary>
internal sealed class AuditCheck(AuditVerification verification) : ICheck
{
    /// <inheritdoc/>
    public static int Place => 3;

    /// <inheritdoc/>
    public async Task<Checked> RunAsync(CancellationToken cancellationToken)
    {
        var found = await verification.VerifyAsync(rows => ProgressLine.OnConsole("rows of the audit log", rows), cancellationToken);
        return new Checked(
            [.. found.Faults.Select(fault => $"Audit log: {fault}")],
            [
                .. found.Heads.Select(head => string.Create(CultureInfo.InvariantCulture, $"Authority {head.AuthorityId}, chain {head.Chain}: last row {head.LastNumber}, hash {head.Hash}")),
                string.Create(CultureInfo.InvariantCulture, $"Audit log: {(found.Faults.Count == 0 ? "whole" : "NOT whole")}. Rows: {found.Rows:N0}. Chains: {found.Heads.Count:N0}."),
            ]);
    }
}
