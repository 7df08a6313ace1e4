namespace ChildJourney.Infrastructure.Records;

/// <summary>What is to be counted of a group of children, once it is stored: a group that was undone and gone through again counts once.</summary>
public sealed class GroupCount
{
    private readonly List<Action> waiting = [];

    /// <summary>Adds something to be counted.</summary>
    public void Add(Action count) => waiting.Add(count);

    /// <summary>Forgets what was to be counted of a group that is now gone through from its beginning.</summary>
    internal void Begin() => waiting.Clear();

    /// <summary>Counts it.</summary>
    internal void Keep()
    {
        waiting.ForEach(count => count());
        waiting.Clear();
    }
}
