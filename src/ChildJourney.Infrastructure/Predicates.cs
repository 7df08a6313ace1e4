using System.Linq.Expressions;

namespace ChildJourney.Infrastructure;

/// <summary>Puts conditions on a row together.</summary>
internal static class Predicates
{
    /// <summary>Either of them.</summary>
    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> first, Expression<Func<T, bool>> second) => Join(first, second, Expression.OrElse);

    /// <summary>Both of them.</summary>
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> first, Expression<Func<T, bool>> second) => Join(first, second, Expression.AndAlso);

    private static Expression<Func<T, bool>> Join<T>(Expression<Func<T, bool>> first, Expression<Func<T, bool>> second, Func<Expression, Expression, BinaryExpression> by)
    {
        var row = first.Parameters[0];
        return Expression.Lambda<Func<T, bool>>(by(first.Body, new Renamed(second.Parameters[0], row).Visit(second.Body)), row);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
