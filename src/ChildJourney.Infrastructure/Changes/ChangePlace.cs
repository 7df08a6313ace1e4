using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>How far a reader of changes has come.</summary>
/// <param name="Number">The number of the last change that the reader knows of.</param>
/// <param name="At">The instant of that change: in a database that was restored, another may have its number.</param>
/// <param name="Flag">Of the flags that were open at that change, the last that was read; null where all of them were.</param>
public sealed record ChangePlace(long Number, Instant At, FlagPlace? Flag);

/// <summary>A flag's place in the order of children and of their obligations.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="ObligationId">The obligation.</param>
public sealed record FlagPlace(string ChildId, string ObligationId)
{
    /// <summary>Before the first.</summary>
    public static FlagPlace Start { get; } = new("", "");
}

/// <summary>Some changes, and how far a reader of them has come.</summary>
/// <param name="Changes">The changes, in order.</param>
/// <param name="Place">Where the reader goes on.</param>
public sealed record ChangeSlice(IReadOnlyList<ChangeRow> Changes, ChangePlace Place);
