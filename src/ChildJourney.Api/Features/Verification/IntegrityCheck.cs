using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Features.Verification;

/// <summary>The SQLite file is whole: its pages, its indexes, and the rows that refer to others.</summary>
internal sealed class IntegrityCheck(IConfiguration configuration) : ICheck
{
    /// <inheritdoc/>
    public static int Place => 1;

    /// <inheritdoc/>
    public async Task<Checked> RunAsync(CancellationToken cancellationToken)
    {
        if (DatabaseChoice.SqliteFileOf(configuration) is not { } file)
        {
            return new Checked([], ["Database file: left to the database's server to check."]);
        }

        var faults = await SqliteIntegrity.FaultsAsync(file, cancellationToken);
        return new Checked([.. faults.Select(fault => $"Database file: {fault}")], [$"Database file: {(faults.Count == 0 ? "whole" : "NOT whole")}."]);
    }
}
