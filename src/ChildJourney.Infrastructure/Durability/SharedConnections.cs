using System.Collections.Concurrent;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>The connections to a service's SQLite file, each lent to one context after another while it is being used.</summary>
/// <remarks>
/// The one that came back last is lent first: it has most of what is asked for still read and prepared. Each commit makes every connection
/// but the one that committed read its pages again, so that the fewer there are the better.
/// </remarks>
public sealed class SharedConnections
{
    private readonly ConcurrentDictionary<string, ConcurrentStack<KeptConnection>> idle = new(StringComparer.Ordinal);

    /// <summary>One that nobody uses.</summary>
    internal KeptConnection Take(string connectionString) =>
        idle.TryGetValue(connectionString, out var some) && some.TryPop(out var connection) ? connection : new KeptConnection(connectionString);

    /// <summary>Takes one back that is no longer used.</summary>
    internal void GiveBack(KeptConnection connection)
    {
        connection.Close();
        idle.GetOrAdd(connection.ConnectionString, _ => []).Push(connection);
    }
}
