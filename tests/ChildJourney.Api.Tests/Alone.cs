namespace ChildJourney.Api.Tests;

/// <summary>Tests that take the whole machine, which run after the others and one by one, so that none of them waits in vain.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
