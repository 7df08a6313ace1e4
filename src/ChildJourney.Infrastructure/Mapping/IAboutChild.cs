namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A row about a child.</summary>
public interface IAboutChild
{
    /// <summary>The authority.</summary>
    string AuthorityId { get; }

    /// <summary>The child.</summary>
    string ChildId { get; }
}

/// <summary>A row about a child that a generation holds.</summary>
public interface IOfGeneration : IAboutChild
{
    /// <summary>The generation that it belongs to.</summary>
    int Generation { get; }
}
