namespace ChildJourney.Domain.Tests;

/// <summary>The source that the tests were built from.</summary>
public static class Source
{
    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of the Domain.</summary>
    public static string Domain { get; } = Path.Combine(Root, "src", "ChildJourney.Domain");

    /// <summary>Where the file of a type of the Domain stands, by the custom that folders follow namespaces.</summary>
    public static string FileOf(Type type) =>
        Path.Combine([Domain, .. type.Namespace!["ChildJourney.Domain".Length..].Split('.', StringSplitOptions.RemoveEmptyEntries), $"{type.Name}.cs"]);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "ChildJourney.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests are not run from within their checkout.");
    }
}
