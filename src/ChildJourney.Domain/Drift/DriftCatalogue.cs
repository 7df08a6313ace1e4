using System.Collections.Frozen;

namespace ChildJourney.Domain.Drift;

/// <summary>Every drift indicator: the classes of this assembly that are one.</summary>
public static class DriftCatalogue
{
    private static readonly FrozenDictionary<string, DriftIndicator> byId;

    static DriftCatalogue()
    {
        All = [.. typeof(DriftIndicator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DriftIndicator)) && !type.IsAbstract)
            .Select(type => (DriftIndicator)Activator.CreateInstance(type)!)
            .OrderBy(indicator => indicator.Id, StringComparer.Ordinal)];
        byId = All.ToFrozenDictionary(indicator => indicator.Id);
    }

    /// <summary>The indicators, by id.</summary>
    public static IReadOnlyList<DriftIndicator> All { get; }

    /// <summary>The indicator of that id, or null.</summary>
    public static DriftIndicator? Find(string id) => byId.GetValueOrDefault(id);
}
