using System.Linq.Expressions;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>Rows by the names in one of their columns.</summary>
public static class Names
{
    /// <summary>The name that asks for rows without one.</summary>
    public const string Nobody = "none";

    /// <summary>The rows with one of the names, or without one where nobody is asked for.</summary>
    public static IQueryable<TRow> WhereAny<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!names.Contains(Nobody))
        {
            return rows.WhereIn(column, names);
        }

        List<string?> asked = [.. names.Where(name => name != Nobody)];
        return rows.Where(Put(column, name => name == null || asked.Contains(name)));
    }

    /// <summary>The rows with one of the values.</summary>
    public static IQueryable<TRow> WhereIn<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, IReadOnlyList<string> values) => rows.Where(In(column, values));

    /// <summary>Whether a row has one of the values.</summary>
    /// <remarks>One value, as nearly everyone asks for, is compared as it is.</remarks>
    public static Expression<Func<TRow, bool>> In<TRow>(Expression<Func<TRow, string?>> column, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        List<string?> asked = [.. values];
        return Put(column, asked is [var one] ? value => value == one : value => asked.Contains(value));
    }

    /// <summary>A test of a value, made one of the row that has it in a column.</summary>
    private static Expression<Func<TRow, bool>> Put<TRow>(Expression<Func<TRow, string?>> column, Expression<Func<string?, bool>> test)
    {
        ArgumentNullException.ThrowIfNull(column);
        return Expression.Lambda<Func<TRow, bool>>(new Replaced(test.Parameters[0], column.Body).Visit(test.Body), column.Parameters);
    }

    private sealed class Replaced(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
