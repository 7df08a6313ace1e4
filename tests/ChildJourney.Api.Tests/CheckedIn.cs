namespace ChildJourney.Api.Tests;

/// <summary>Files of the checkout that the tests were built from.</summary>
public static class CheckedIn
{
    /// <summary>The file at a path from the folder of the checkout.</summary>
    public static string File(params ReadOnlySpan<string> path)
    {
        var inside = Path.Combine(path);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, inside) is var file && System.IO.File.Exists(file))
            {
                return file;
            }
        }

        throw new FileNotFoundException($"No folder above the tests holds {inside}.");
    }
}
