using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>The children that a list about compliance looked at.</summary>
internal static class LookedAfterChildren
{
    /// <summary>Counts the children looked after on the day whom those hold.</summary>
    public static async Task<int> CountLookedAfterAsync(
        this Visible visible, Given<LocalDate> day, HolderFilter holders, IReadOnlyList<string> children, KeptAs? kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        return await visible.KnownLookedAfterAsync(day.Value, holders, children, cancellationToken)
            ?? await visible.CountAsync(kept, () => visible.LookedAfter(day, holders, children), cancellationToken);
    }

    /// <summary>Counts them beside other rows, with one question: that costs more than a count about few children does.</summary>
    public static async Task<(int LookedAfter, int Others)> CountLookedAfterAsync<T>(
        this Visible visible, Generation generation, Given<LocalDate> day, HolderFilter holders, IReadOnlyList<string> children, Func<IQueryable<T>> others, KeptAs? kept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (await visible.KnownLookedAfterAsync(day.Value, holders, children, cancellationToken) is { } known)
        {
            return (known, await visible.CountAsync(kept, others, cancellationToken));
        }

        var counts = await visible.ReadAsync(kept, Both, cancellationToken);
        return counts is [var both] ? (both.LookedAfter, both.Others) : (0, 0);

        IQueryable<Counts> Both()
        {
            var (lookedAfter, besides) = (visible.LookedAfter(day, holders, children), others());
            return visible.Once(generation).Select(_ => new Counts { LookedAfter = lookedAfter.Count(), Others = besides.Count() });
        }
    }

    /// <summary>The ids of the children looked after on the day whom those hold.</summary>
    /// <remarks>Stays, and spans of one holder, are one a child on a day, and so are as many as the children: it begins with whatever is narrowest.</remarks>
    public static IQueryable<string> LookedAfter(this Visible visible, Given<LocalDate> day, HolderFilter holders, IReadOnlyList<string> children)
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

    private sealed class Counts
    {
        public int LookedAfter { get; init; }

        public int Others { get; init; }
    }
}
