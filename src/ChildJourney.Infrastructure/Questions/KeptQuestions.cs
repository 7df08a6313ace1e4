using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChildJourney.Infrastructure.Questions;

/// <summary>Questions to the database that are put together and translated once, and then asked again with other values.</summary>
/// <remarks>
/// The framework keeps translations too, but to find one the question has to be put together, gone through for its values and compared:
/// of a page of a list that is a third of the work. Here the asker says by a key which question it is, and gives the values by name.
/// Nothing but values with a name, and what never changes, may be in such a question: whatever else it holds is refused when it is kept.
/// </remarks>
internal static class KeptQuestions
{
    /// <summary>The switch by which tests have every question put together each time, and compared with the one that was kept.</summary>
    private const string CheckSwitch = "ChildJourney.CheckKeptQuestions";

    /// <summary>Each takes some 100 kB: of more, the framework's own store may take care.</summary>
    private const int MostKept = 200;

    private static readonly bool areChecked = AppContext.TryGetSwitch(CheckSwitch, out var isOn) && isOn;
    private static readonly ConcurrentDictionary<(bool IsPostgreSql, Type Answer, object Key), Kept> all = new();

    /// <summary>The rows that answer a question, which is kept if it is said as which.</summary>
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(JourneyDb db, KeptAs? kept, Func<IQueryable<T>> compose, CancellationToken cancellationToken)
    {
        if (Find<IAsyncEnumerable<T>>(db, kept, () => compose().Expression) is not { } question)
        {
            return await compose().ToListAsync(cancellationToken);
        }

        var rows = new List<T>();
        await foreach (var row in question.Ask(db, kept!, cancellationToken).WithCancellation(cancellationToken))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>How many rows answer a question, which is kept if it is said as which.</summary>
    public static Task<int> CountAsync<T>(JourneyDb db, KeptAs? kept, Func<IQueryable<T>> compose, CancellationToken cancellationToken) =>
        Find<Task<int>>(db, kept, () => Expression.Call(typeof(Queryable), nameof(Queryable.Count), [typeof(T)], compose().Expression)) is { } question
            ? question.Ask(db, kept!, cancellationToken)
            : compose().CountAsync(cancellationToken);

    /// <summary>The question that is kept so; null where none is to be.</summary>
    private static Kept<TAnswer>? Find<TAnswer>(JourneyDb db, KeptAs? kept, Func<Expression> compose)
    {
        if (kept is null)
        {
            return null;
        }

        var key = (db.IsPostgreSql(), typeof(TAnswer), kept.Key);
        if (!all.TryGetValue(key, out var found))
        {
            if (all.Count >= MostKept)
            {
                return null;
            }

            found = all.GetOrAdd(key, new Kept<TAnswer>(db, compose()));
        }

        if (areChecked)
        {
            found.Check(compose(), kept);
        }

        return (Kept<TAnswer>)found;
    }

    private abstract class Kept(Expression question)
    {
        private readonly Lifted lifted = Lifted.Of(question);

        protected Expression Question => lifted.Question;

        /// <summary>Whether another, with these values, would be the same question.</summary>
        public void Check(Expression question, KeptAs kept)
        {
            var other = Lifted.Of(question);
            if (!ExpressionEqualityComparer.Instance.Equals(other.Question, lifted.Question) || other.Values.Any(value => !Equals(value.Boxed, kept.ValueOf(value.Name!))))
            {
                throw new InvalidOperationException($"The question is not the one that was kept under its key: {question}");
            }
        }

        protected QueryContext With(JourneyDb db, KeptAs kept, CancellationToken cancellationToken)
        {
            var context = db.GetService<IQueryContextFactory>().Create();
            context.CancellationToken = cancellationToken;
            foreach (var value in lifted.Values)
            {
                context.Parameters.Add(value.Name!, kept.ValueOf(value.Name!));
            }

            return context;
        }
    }

    private sealed class Kept<TAnswer> : Kept
    {
        private readonly Func<QueryContext, TAnswer> run;

        public Kept(JourneyDb db, Expression question)
            : base(question) => run = db.GetService<IDatabase>().CompileQuery<TAnswer>(Question, async: true);

        public TAnswer Ask(JourneyDb db, KeptAs kept, CancellationToken cancellationToken) => run(With(db, kept, cancellationToken));
    }
}
