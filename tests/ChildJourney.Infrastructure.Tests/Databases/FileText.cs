using System.Diagnostics;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>Looks into files that SQLite has open.</summary>
public static class FileText
{
    /// <summary>Whether the bytes of a text stand in the file.</summary>
    /// <remarks>By another process: were this one to open and close the file, the system would let go of SQLite's locks on it.</remarks>
    public static bool Holds(string path, string text)
    {
        using var search = Process.Start("grep", ["--quiet", "--text", "--fixed-strings", "--", text, path]);
        search.WaitForExit();
        return search.ExitCode switch
        {
            0 => true,
            1 => false,
            var other => throw new IOException($"{path} could not be read: {other}."),
        };
    }
}
