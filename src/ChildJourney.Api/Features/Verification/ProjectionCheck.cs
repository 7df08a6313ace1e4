using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Features.Verification;

/// <summary>What is stored of every child's obligations, signs of drift and spans is what follows from the child's entries.</summary>
internal sealed class ProjectionCheck(ProjectionVerification verification) : ICheck
{
    /// <inheritdoc/>
    public static int Place => 2;

    /// <inheritdoc/>
    public async Task<Checked> RunAsync(CancellationToken cancellationToken)
    {
        var found = await verification.RunAsync(repair: false, children => ProgressLine.OnConsole("children compared", children), cancellationToken);
        return new Checked(found.Differences, ProjectionLines.Of(found));
    }
}
