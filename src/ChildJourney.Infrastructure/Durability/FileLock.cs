namespace ChildJourney.Infrastructure.Durability;

/// <summary>A lock on a file that does nothing else, let go when its process ends in whatever way.</summary>
/// <remarks>The file stays: one that was removed could be locked by two, each under the same name.</remarks>
public sealed class FileLock : IDisposable
{
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock beside others who share it; null while one holds it alone.</summary>
    public static FileLock? TryShare(string path) => Try(path, FileAccess.Read, FileShare.Read);

    /// <summary>Takes the lock alone; null while anyone else holds it.</summary>
    public static FileLock? TryTake(string path) => Try(path, FileAccess.ReadWrite, FileShare.None);

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static FileLock? Try(string path, FileAccess access, FileShare share)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = access, Share = share };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileLock(new FileStream(path, options));
        }
        catch (IOException held) when (held.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnusableException($"The file {path} cannot be made or opened: {problem.Message}", problem);
        }
    }
}
