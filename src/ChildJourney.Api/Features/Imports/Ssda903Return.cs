namespace ChildJourney.Api.Features.Imports;

/// <summary>A return that was read: its children, each to be merged with what is stored of it.</summary>
public sealed class Ssda903Return : IDisposable
{
    private readonly RowSpool spool;
    private readonly ReturnContext context;

    internal Ssda903Return(CollectionYear year, RowSpool spool, ReturnContext context, ImportReport report)
    {
        Year = year;
        this.spool = spool;
        this.context = context;
        Report = report;
    }

    /// <summary>The collection year it was read for.</summary>
    public CollectionYear Year { get; }

    /// <summary>What was read, to which each child's change is added as it is stored.</summary>
    public ImportReport Report { get; }

    /// <summary>How many children there are.</summary>
    public int Count => spool.Children;

    /// <summary>The children, always in the same order: that of their identifiers, in a large return within each of its parts.</summary>
    /// <remarks>They are read from the spool as they are gone through, so that only some of them are held at a time.</remarks>
    public IEnumerable<ReturnedChild> Children => spool.Read().SelectMany(part => part).Select(child => new ReturnedChild(child, context));

    /// <inheritdoc/>
    public void Dispose() => spool.Dispose();
}
