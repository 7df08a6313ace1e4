using System.Linq.Expressions;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>Rows by the names in one of their columns.</summary>
public static class Names
{
    /// <summary>The name that asks for rows without one.</summary>
    public const string Nobody = "none";

    /// <summary>The rows with one of the names.</summary>
    /// <remarks>One name, as nearly everyone asks for, is compared as it is: the text of a query with a list is written anew each time.</remarks>
    public static IQueryable<TRow> WhereAny<TRow>(this IQueryable<TRow> rows, Expression<Func<TRow, string?>> column, IReadOnlyList<string> names) => rows.Where(Any(column, names));

    /// <summary>Whether a row has one of the names.</summary>
    public static Expression<Func<TRow, bool>> Any<TRow>(Expression<Func<TRow, string?>> column, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentNullException.ThrowIfNull(names);
        List<string?> asked = [.. names.Where(name => name != Nobody)];
        Expression<Func<string?, bool>> test = (asked, names.Contains(Nobody)) switch
        {
            ([var one], false) => name => name == one,
            (_, false) => name => asked.Contains(name),
            ([], true) => name => name == null,
            (_, true) => name => name == null || asked.Contains(name),
        };
        return Expression.Lambda<Func<TRow, bool>>(new Put(test.Parameters[0], column.Body).Visit(test.Body), column.Parameters);
    }

    private sealed class Put(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}
