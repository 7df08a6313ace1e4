using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>How rows that are stored differ from rows that were worked out afresh.</summary>
/// <typeparam name="TRow">The row.</typeparam>
/// <param name="model">The model, which knows the columns.</param>
/// <param name="nameOf">What a row is called; no two of a child share it.</param>
internal sealed class RowComparison<TRow>(IModel model, Func<TRow, string> nameOf)
    where TRow : class
{
    private readonly IReadOnlyList<IProperty> properties = [.. model.FindEntityType(typeof(TRow))!.GetProperties()];

    /// <summary>The differences, a line each, by row and column; what the columns hold is not said.</summary>
    public IEnumerable<string> Of(IEnumerable<TRow> stored, IEnumerable<TRow> afresh)
    {
        var missed = stored.ToDictionary(nameOf, StringComparer.Ordinal);
        foreach (var row in afresh)
        {
            var name = nameOf(row);
            if (!missed.Remove(name, out var found))
            {
                yield return $"{name} is missing";
                continue;
            }

            var columns = properties.Where(property => !Equals(ValueOf(property, row), ValueOf(property, found))).Select(property => property.GetColumnName()).ToList();
            if (columns.Count > 0)
            {
                yield return $"{name} differs in {string.Join(", ", columns)}";
            }
        }

        foreach (var name in missed.Keys)
        {
            yield return $"{name} does not follow from the entries";
        }
    }

    private static object? ValueOf(IProperty property, TRow row) => property.GetGetter().GetClrValue(row);
}
