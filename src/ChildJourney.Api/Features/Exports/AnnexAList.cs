using ChildJourney.Domain.Journeys;
using NodaTime;

namespace ChildJourney.Api.Features.Exports;

/// <summary>A list of Ofsted's Annex A: which children it holds, and what its columns say of each.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Headers">The headers of its columns, to the letter.</param>
internal abstract record AnnexAList(int Number, IReadOnlyList<string> Headers)
{
    /// <summary>The lists that can be made of what is recorded.</summary>
    public static IReadOnlyList<AnnexAList> All { get; } = [ChildrenInCare.List, CareLeavers.List];

    /// <summary>The cells of a child, each a text, a number, a date or null; null where the child is not on the list.</summary>
    public abstract IReadOnlyList<object?>? RowOf(Journey journey, LocalDate asOf);
}

/// <summary>A list of those who are found in a journey.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Find">Finds what the columns say something of; null where the child is not on the list.</param>
/// <param name="Columns">The columns, in order.</param>
/// <typeparam name="T">What the columns say something of.</typeparam>
internal sealed record AnnexAList<T>(int Number, Func<Journey, LocalDate, T?> Find, IReadOnlyList<AnnexAColumn<T>> Columns)
    : AnnexAList(Number, [.. Columns.Select(column => column.Header)])
    where T : class
{
    /// <inheritdoc/>
    public override IReadOnlyList<object?>? RowOf(Journey journey, LocalDate asOf) =>
        Find(journey, asOf) is { } found ? [.. Columns.Select(column => column.ValueOf(found))] : null;
}

/// <summary>A column of a list.</summary>
/// <param name="Header">Its header, to the letter.</param>
/// <param name="ValueOf">What stands in it; null for an empty cell.</param>
/// <typeparam name="T">What it says something of.</typeparam>
internal sealed record AnnexAColumn<T>(string Header, Func<T, object?> ValueOf)
{
    /// <summary>A column about which nothing is recorded here.</summary>
    public static AnnexAColumn<T> NotHeld(string header) => new(header, _ => null);
}
