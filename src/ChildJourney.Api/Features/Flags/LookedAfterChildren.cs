using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>The children that a list about compliance looked at.</summary>
internal static class LookedAfterChildren
{
    /// <summary>Counts the children looked after on the day whom those hold.</summary>
    public static async Task<int> CountLookedAfterAsync(
        this Visible visible, LocalDate day, HolderFilter holders, IReadOnlyList<string> children, CancellationToken cancellationToken) =>
        await visible.KnownLookedAfterAsync(day, holders, children, cancellationToken) ?? await visible.LookedAfter(day, holders, children).CountAsync(cancellationToken);

    /// <summary>Counts them beside other rows, with one question: that costs more than a count about few children does.</summary>
    public static async Task<(int LookedAfter, int Others)> CountLookedAfterAsync<T>(
        this Visible visible, Generation generation, LocalDate day, HolderFilter holders, IReadOnlyList<string> children, IQueryable<T> others, CancellationToken cancellationToken)
    {
        if (await visible.KnownLookedAfterAsync(day, holders, children, cancellationToken) is { } all)
        {
            return (all, await others.CountAsync(cancellationToken));
        }

        var lookedAfter = visible.LookedAfter(day, holders, children);
        var counts = await visible.Once(generation).Select(_ => new { LookedAfter = lookedAfter.Count(), Others = others.Count() }).SingleOrDefaultAsync(cancellationToken);
        return counts is null ? (0, 0) : (counts.LookedAfter, counts.Others);
    }

    /// <summary>The ids of the children looked after on the day whom those hold.</summary>
    /// <remarks>Stays, and spans of one holder, are one a child on a day, and so are as many as the children: it begins with whatever is narrowest.</remarks>
    public static IQueryable<string> LookedAfter(this Visible visible, LocalDate day, HolderFilter holders, IReadOnlyList<string> children)
    {
        if (holders.SpansOfNamed(visible, day) is { } named)
        {
            return holders.Narrow(Of(named), visible, day, answered: 1).With(visible, SpanKinds.Care, day).Select(row => row.ChildId);
        }

        return visible.IsEverything
            ? holders.Narrow(Of(visible.SpansOn(day, SpanKinds.Care)), visible, day).Select(row => row.ChildId)
            : holders.Narrow(Of(visible.Children).With(visible, SpanKinds.Care, day), visible, day).Select(row => row.ChildId);

        IQueryable<T> Of<T>(IQueryable<T> rows)
            where T : class, IAboutChild => children.Count == 0 ? rows : rows.Where(row => children.Contains(row.ChildId));
    }

    /// <summary>How many they are, where nothing narrows a whole authority; null where they have to be counted.</summary>
    private static Task<int?> KnownLookedAfterAsync(this Visible visible, LocalDate day, HolderFilter holders, IReadOnlyList<string> children, CancellationToken cancellationToken) =>
        holders.IsEmpty && children.Count == 0 ? visible.LookedAfterOnAsync(day, cancellationToken) : Task.FromResult<int?>(null);
}
