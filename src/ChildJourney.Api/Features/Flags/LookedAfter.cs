using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>The children that a list about compliance looked at.</summary>
internal static class LookedAfter
{
    /// <summary>Counts the children looked after on the day whom those hold.</summary>
    public static async Task<int> CountLookedAfterAsync(
        this Visible visible, LocalDate day, HolderFilter holders, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        if (holders.IsEmpty && children.Count == 0 && await visible.LookedAfterOnAsync(day, cancellationToken) is { } all)
        {
            return all;
        }

        // Stays, and spans of one holder, are one a child on a day, and so are as many as the children: what is counted is whatever is narrowest.
        if (holders.SpansOfNamed(visible, day) is { } named)
        {
            return await holders.Narrow(Of(named), visible, day, answered: 1).With(visible, SpanKinds.Care, day).CountAsync(cancellationToken);
        }

        return visible.IsEverything
            ? await holders.Narrow(Of(visible.SpansOn(day, SpanKinds.Care)), visible, day).CountAsync(cancellationToken)
            : await holders.Narrow(Of(visible.Children).With(visible, SpanKinds.Care, day), visible, day).CountAsync(cancellationToken);

        IQueryable<T> Of<T>(IQueryable<T> rows)
            where T : class, IAboutChild => children.Count == 0 ? rows : rows.Where(row => children.Contains(row.ChildId));
    }
}
