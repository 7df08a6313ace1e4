namespace ChildJourney.Infrastructure.Records;

/// <summary>A query that is compiled once for each provider: it belongs to the model of the context that first asked it.</summary>
/// <typeparam name="TQuery">The query.</typeparam>
internal sealed class PerProvider<TQuery>(Func<TQuery> compile)
{
    private readonly TQuery sqlite = compile();
    private readonly TQuery postgreSql = compile();

    /// <summary>The query for a context.</summary>
    public TQuery For(JourneyDb db) => db.IsPostgreSql() ? postgreSql : sqlite;
}
