namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A row about a child.</summary>
public interface IAboutChild
{
    /// <summary>The authority.</summary>
    string AuthorityId { get; }

    /// <summary>The child.</summary>
    string ChildId { get; }
}
