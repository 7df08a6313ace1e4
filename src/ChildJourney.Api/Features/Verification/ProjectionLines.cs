using System.Globalization;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Features.Verification;

/// <summary>What a comparison of the obligations with the entries found, in lines.</summary>
internal static class ProjectionLines
{
    /// <summary>The lines that sum it up.</summary>
    public static IReadOnlyList<string> Of(ProjectionFindings found) =>
    [
        .. found.Outdated.Select(authorityId => $"Authority {authorityId}: its obligations were made by earlier rules or another list of bank holidays, and are not compared until the service, or the command rebuild, has worked them out afresh."),
        string.Create(CultureInfo.InvariantCulture, $"Obligations, signs of drift and spans: {(found.Differences.Count == 0 ? "as the entries have it" : "NOT as the entries have it")}. Children: {found.Children:N0}. Differing: {found.Differing:N0}."),
    ];
}
