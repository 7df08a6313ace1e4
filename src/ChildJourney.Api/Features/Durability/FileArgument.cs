using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Features.Durability;

/// <summary>The one file that a command is called with.</summary>
internal static class FileArgument
{
    /// <summary>What is wrong with the arguments, or null.</summary>
    public static string? Misused(IReadOnlyList<string> arguments, string question) => arguments switch
    {
        [] => question,
        [var file] when !file.StartsWith('-') && file.Length > 0 => null,
        [var file, ..] when file.StartsWith('-') || file.Length == 0 => $"{file} is not understood.",
        [_, var another, ..] => $"{another} is not understood.",
        _ => question,
    };

    /// <summary>Why nothing may be written there, or null.</summary>
    public static string? Refused(string path, SqliteFile database, bool force)
    {
        if (Directory.Exists(path))
        {
            return $"{path} is a folder.";
        }

        if (IsPartOf(database, path))
        {
            return $"{path} is the database itself, or a part of it.";
        }

        return File.Exists(path) && !force ? $"There is a file {path} already. With --force it is replaced." : null;
    }

    /// <summary>What to do where a server keeps the database.</summary>
    public static string OnPostgreSql(string command) =>
        $"The database is PostgreSQL's, whose own tools do that: {command}";

    private static bool IsPartOf(SqliteFile database, string path)
    {
        var real = RealPath(path);
        return new[] { database.Path, database.Log, database.Index, database.Path + ".lock", database.Path + ".migrating.lock" }
            .Any(part => part == path || RealPath(part) == real);
    }

    private static string RealPath(string path)
    {
        var folder = Path.GetDirectoryName(path);
        var real = folder is not null && Directory.Exists(folder) ? new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder : folder ?? "";
        var there = Path.Combine(real, Path.GetFileName(path));
        return File.Exists(there) ? new FileInfo(there).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? there : there;
    }
}
