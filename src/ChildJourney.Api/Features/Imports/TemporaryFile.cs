namespace ChildJourney.Api.Features.Imports;

/// <summary>Files for data that is on its way and belongs to nobody afterwards.</summary>
internal static class TemporaryFile
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Opens an empty file, for its owner alone, that is gone when it is closed or the process has ended, however it did.</summary>
    public static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), $"childjourney-{Guid.NewGuid():N}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = BufferBytes,
        };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);

        // Without a name it cannot be left behind by a process that is killed.
        File.Delete(path);

        return file;
    }
}
