using System.Linq.Expressions;
using ChildJourney.Infrastructure.Questions;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>Rows by the names in one of their columns.</summary>
public static class Names
{
    /// <summary>The name that asks for rows without one.</summary>
    public const string Nobody = "none";

    /// <summary>The rows with one of the names, or without one where nobody is asked for.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="column">The column with the name.</param>
    /// <param name="names">The names.</param>
    /// <param name="called">What a single one of them is called in the question.</param>
    public static IQueryable<TRow> WhereAny<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, IReadOnlyList<string> names, string? called = null)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (!names.Contains(Nobody))
        {
            return rows.Where(In(column, names, called));
        }

        List<string?> asked = [.. names.Where(name => name != Nobody)];
        return rows.Where(Put(column, name => name == null || asked.Contains(name)));
    }

    /// <summary>The rows with one of the values.</summary>
    public static IQueryable<TRow> WhereIn<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, IReadOnlyList<string> values) => rows.Where(In(column, values));

    /// <summary>Whether a row has one of the values.</summary>
    /// <remarks>One value, as nearly everyone asks for, is compared as it is.</remarks>
    public static Expression<Func<TRow, bool>> In<TRow>(Expression<Func<TRow, string?>> column, IReadOnlyList<string> values, string? called = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values is [var only])
        {
            var one = Given.Of(called, only);
            return Put(column, value => value == one.Value);
        }

        List<string?> asked = [.. values];
        return Put(column, value => asked.Contains(value));
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
