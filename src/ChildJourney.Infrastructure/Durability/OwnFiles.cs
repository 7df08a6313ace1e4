using System.Runtime.InteropServices;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>Makes files that are their owner's alone, and sees to it that they outlast a loss of power.</summary>
internal static class OwnFiles
{
    private const int ToRead = 0;
    private const int ToWrite = 2;

    /// <summary>Makes an empty file, where there is none.</summary>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            File.Open(path, options).Dispose();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"The file {path} cannot be made: {problem.Message}", problem);
        }
    }

    /// <summary>Returns when what was written to a file is on the disk.</summary>
    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Returns when the names of a file's folder are on the disk, where the system has a way to ask for it.</summary>
    public static void FlushNames(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // A folder is opened to be read, and synchronised as a file is.
        var folder = Open(Path.GetDirectoryName(Path.GetFullPath(path))!, ToRead);
        if (folder >= 0)
        {
            _ = Synchronise(folder);
            _ = Close(folder);
        }
    }

    /// <summary>Whether this process may write to a file, which it does not open for that.</summary>
    public static bool MayBeWritten(string path) => OperatingSystem.IsWindows() ? !new FileInfo(path).IsReadOnly : Access(path, ToWrite) == 0;

    [DllImport("libc", EntryPoint = "access", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(string path, int mode);

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
