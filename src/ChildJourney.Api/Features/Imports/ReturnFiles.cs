using System.IO.Compression;

namespace ChildJourney.Api.Features.Imports;

/// <summary>One file of a return, CSV or XML,, wherever it comes from.</summary>
/// <param name="Name">The name it is reported under.</param>
/// <param name="Open">Opens it for one reading from its beginning.</param>
public sealed record ReturnFile(string Name, Func<Stream> Open);

/// <summary>The files of a return: of a folder, of a zip, or one alone. They are read one after another.</summary>
public sealed class ReturnFiles : IDisposable
{
    /// <summary>How much a zip may hold once unpacked: 1 GiB, some hundred times a large authority's return.</summary>
    public const long MostUnzipped = 1L << 30;

    private readonly IDisposable? source;

    /// <summary>Files that are at hand.</summary>
    public ReturnFiles(IReadOnlyList<ReturnFile> all, IDisposable? source = null)
    {
        All = all;
        this.source = source;
    }

    /// <summary>The files, in order of name.</summary>
    public IReadOnlyList<ReturnFile> All { get; }

    /// <summary>The CSV and XML files of a folder or a zip, or the file itself; null where nothing is there.</summary>
    public static ReturnFiles? FromPath(string path)
    {
        if (Directory.Exists(path))
        {
            return new ReturnFiles([.. Directory.EnumerateFiles(path)
                .Where(IsReturn)
                .Order(StringComparer.Ordinal)
                .Select(file => new ReturnFile(Path.GetFileName(file), () => File.OpenRead(file)))]);
        }

        if (!File.Exists(path))
        {
            return null;
        }

        return IsZip(path)
            ? FromZip(Path.GetFileName(path), File.OpenRead(path))
            : new ReturnFiles([new ReturnFile(Path.GetFileName(path), () => File.OpenRead(path))]);
    }

    /// <summary>The CSV and XML files of a zip, which is closed with them.</summary>
    /// <remarks>One that is no zip comes as a file that cannot be read, so that the report names it.</remarks>
    public static ReturnFiles FromZip(string name, Stream zip)
    {
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(zip, ZipArchiveMode.Read);
        }
        catch (InvalidDataException e)
        {
            return new ReturnFiles([new ReturnFile(name, () => throw new InvalidDataException("not a zip archive", e))], zip);
        }

        var files = new List<ReturnFile>();
        var unzipped = 0L;
        foreach (var entry in archive.Entries.Where(entry => IsReturn(entry.FullName)).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            unzipped = entry.Length > MostUnzipped - unzipped ? MostUnzipped + 1 : unzipped + entry.Length;
            files.Add(new ReturnFile(entry.FullName, unzipped > MostUnzipped
                ? () => throw new InvalidDataException("the zip holds more than 1 GiB")
                : () => new WholeFile(entry)));
        }

        return new ReturnFiles(files, archive);
    }

    /// <summary>Whether the name is a zip's.</summary>
    public static bool IsZip(string name) => name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public void Dispose() => source?.Dispose();

    internal static bool IsReturn(string name) =>
        (name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
        && !name.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && !Path.GetFileName(name).StartsWith('.');
}
