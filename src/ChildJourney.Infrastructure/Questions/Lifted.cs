using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Query;

namespace ChildJourney.Infrastructure.Questions;

/// <summary>A question with a parameter in the place of each value that has a name.</summary>
/// <param name="Question">The question.</param>
/// <param name="Values">The values that stood there.</param>
internal sealed record Lifted(Expression Question, IReadOnlyCollection<Given> Values)
{
    /// <summary>Lifts the values out of a question. One that holds other values is refused: they might be others the next time.</summary>
    public static Lifted Of(Expression question)
    {
        var lifting = new Lifting();
        return new(lifting.Visit(question), lifting.Values);
    }

    private sealed class Lifting : ExpressionVisitor
    {
        private readonly Dictionary<string, Given> values = new(StringComparer.Ordinal);

        public IReadOnlyCollection<Given> Values => values.Values;

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is { } holder && typeof(Given).IsAssignableFrom(holder.Type))
            {
                return Parameter((Given)ValueOf(holder)!, node.Type);
            }

            if (!IsKnown(node))
            {
                return base.VisitMember(node);
            }

            // Other rows, which the question goes on from, or what is fixed in the program.
            return ValueOf(node) switch
            {
                IQueryable rows => Visit(rows.Expression),
                var value when IsFixed(node) => Expression.Constant(value, node.Type),
                _ => throw Nameless(node),
            };
        }

        /// <summary>How many rows are asked for stands in the question as a number.</summary>
        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.DeclaringType == typeof(Queryable) && node.Arguments is [var rows, ConstantExpression { Value: int most }]
                ? node.Update(null, [Visit(rows), Parameter(Given.Most(most), typeof(int))])
                : base.VisitMethodCall(node);

        protected override Expression VisitExtension(Expression node) =>
            node is QueryRootExpression { QueryProvider: not null } rows ? rows.DetachQueryProvider() : base.VisitExtension(node);

        private QueryParameterExpression Parameter(Given value, Type type)
        {
            var name = value.Name ?? throw Nameless(value.Boxed);
            return values.TryAdd(name, value) || values[name].IsSameAs(value)
                ? new QueryParameterExpression(name, type)
                : throw new InvalidOperationException($"The question has two values by the name of {name}.");
        }

        private static bool IsKnown(Expression? node) => node is null or ConstantExpression || (node is MemberExpression member && IsKnown(member.Expression));

        private static bool IsFixed(Expression? node) => node is null || (node is MemberExpression member && IsFixed(member.Expression));

        private static object? ValueOf(Expression? node) => node switch
        {
            null => null,
            ConstantExpression constant => constant.Value,
            MemberExpression { Member: FieldInfo field, Expression: var holder } => field.GetValue(ValueOf(holder)),
            MemberExpression { Member: PropertyInfo property, Expression: var holder } => property.GetValue(ValueOf(holder)),
            _ => throw Nameless(node),
        };

        private static InvalidOperationException Nameless(object? what) => new($"{what} has no name in the question.");
    }
}
