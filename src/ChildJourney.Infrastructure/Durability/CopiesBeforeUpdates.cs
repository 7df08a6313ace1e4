using System.Text.RegularExpressions;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>The copies of a SQLite file that were made before it was brought up to date: the last few stay.</summary>
internal static partial class CopiesBeforeUpdates
{
    /// <summary>How many stay: enough to go back past an update whose fault was noticed late.</summary>
    private const int Kept = 3;

    /// <summary>The name of the copy that is made before a migration.</summary>
    public static string NameOf(SqliteFile file, string migration) => $"{file.Path}.before-{migration}";

    /// <summary>Removes all but those made last; one that cannot be removed waits for the next start.</summary>
    public static void RemoveOld(SqliteFile file)
    {
        try
        {
            var name = Path.GetFileName(file.Path);
            var copies = new DirectoryInfo(Path.GetDirectoryName(file.Path)!)
                .EnumerateFiles(name + ".before-*")
                .Where(copy => copy.Name.StartsWith(name, StringComparison.Ordinal) && Ending().IsMatch(copy.Name[name.Length..]))
                .OrderByDescending(copy => copy.LastWriteTimeUtc)
                .ThenByDescending(copy => copy.Name, StringComparer.Ordinal);
            foreach (var copy in copies.Skip(Kept).ToList())
            {
                copy.Delete();
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // The database is well, and that is what the start is about.
        }
    }

    /// <summary>What was kept by a restore, or is half written, has another ending.</summary>
    [GeneratedRegex(@"^\.before-\d{14}_\w+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Ending();
}
