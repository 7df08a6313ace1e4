using System.Collections.Frozen;

namespace ChildJourney.Domain.Rules;

/// <summary>Every rule: the classes of this assembly that are one.</summary>
public static class RuleCatalogue
{
    private static readonly FrozenDictionary<Type, Rule> byType;
    private static readonly FrozenDictionary<string, Rule> byId;

    static RuleCatalogue()
    {
        All = [.. typeof(Rule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)
            .Select(type => (Rule)Activator.CreateInstance(type)!)
            .OrderBy(rule => rule.Family, StringComparer.Ordinal)
            .ThenBy(rule => rule.Id, StringComparer.Ordinal)];
        byType = All.ToFrozenDictionary(rule => rule.GetType());
        byId = All.ToFrozenDictionary(rule => rule.Id);
    }

    /// <summary>
    /// The catalogue's version. It is raised with every change that can change an obligation, so that stored ones are worked out afresh.
    /// </summary>
    public static int Version => 3;

    /// <summary>The rules, by family and id.</summary>
    public static IReadOnlyList<Rule> All { get; }

    /// <summary>The rule of that class.</summary>
    public static T Get<T>()
        where T : Rule => (T)byType[typeof(T)];

    /// <summary>The rule of that id, or null.</summary>
    public static Rule? Find(string id) => byId.GetValueOrDefault(id);
}
