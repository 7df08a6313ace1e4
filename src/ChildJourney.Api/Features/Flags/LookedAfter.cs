using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>The children that a list about compliance looked at.</summary>
internal static class LookedAfter
{
    /// <summary>Counts the children looked after on the day whom those hold.</summary>
    public static Task<int> CountLookedAfterAsync(
        this Visible visible, LocalDate day, HolderFilter holders, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        var rows = visible.Children.With(visible, SpanKinds.Care, day);
        rows = children.Count == 0 ? rows : rows.Where(row => children.Contains(row.ChildId));
        return holders.Apply(rows.HeldOn(visible, day)).CountAsync(cancellationToken);
    }
}
