using System.IO.Compression;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports.Uploads;

/// <summary>Looks at a zip before it is taken: what it holds, how much that is, and whether any of it is a return.</summary>
internal static class ReturnZip
{
    /// <summary>The most files of a return: there are twelve tables.</summary>
    public const int MostFiles = 200;

    private const long FreeOfRatio = 1024 * 1024;
    private const int MostRatio = 200;
    private const int MostNamed = 20;

    private static readonly string[] packed = [".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz"];

    /// <summary>Whether the bytes are the first of a zip.</summary>
    public static bool BeginsAsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..];

    /// <summary>Why the zip is not taken, or null.</summary>
    public static Error? FaultOf(Stream zip)
    {
        try
        {
            zip.Position = 0;
            using var archive = new ZipArchive(zip, ZipArchiveMode.Read, leaveOpen: true);
            return FaultOf(archive);
        }
        catch (InvalidDataException)
        {
            return Amiss([new InputProblem("", "a zip: it cannot be read as one")]);
        }
    }

    private static Error? FaultOf(ZipArchive archive)
    {
        if (archive.Entries.Count > MostFiles)
        {
            return Amiss([new InputProblem("", $"a zip of at most {MostFiles} files")]);
        }

        var misplaced = archive.Entries.Where(entry => !IsPlain(entry.FullName)).Select(entry => new InputProblem(entry.FullName, "a file within the zip's own folders, that is no archive itself")).ToList();
        if (misplaced.Count > 0)
        {
            return Amiss(misplaced);
        }

        var most = 0L;
        foreach (var entry in archive.Entries)
        {
            most = entry.Length > ReturnFiles.MostUnzipped - most ? long.MaxValue : most + entry.Length;
            if (most > ReturnFiles.MostUnzipped)
            {
                return new ZipTooLarge("Unpacked it holds more than 1 GiB.");
            }

            if (entry.Length > FreeOfRatio && entry.Length / MostRatio > entry.CompressedLength)
            {
                return new ZipTooLarge($"{entry.FullName} unpacks to more than {MostRatio} times its size.");
            }
        }

        return Unrecognised([.. archive.Entries.Where(entry => ReturnFiles.IsReturn(entry.FullName))]);
    }

    private static bool IsPlain(string name) =>
        !name.Contains('\\', StringComparison.Ordinal)
        && !name.Contains(':', StringComparison.Ordinal)
        && !name.Any(char.IsControl)
        && !name.StartsWith('/')
        && !name.Split('/').Contains("..")
        && !packed.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why none of the files is a table or a return, or one of them is XML that is not taken at all.</summary>
    private static InvalidInput? Unrecognised(IReadOnlyList<ZipArchiveEntry> files)
    {
        if (files.Count == 0)
        {
            return Amiss([new InputProblem("", "at least one file of CSV (.csv) or XML (.xml)")]);
        }

        var faults = new List<InputProblem>();
        var isAnyKnown = false;
        foreach (var entry in files)
        {
            var (isXml, fault) = FaultOf(entry);
            isAnyKnown |= fault is null;
            if (fault is not null && isXml)
            {
                return Amiss([new InputProblem(entry.FullName, $"the XML return, EXPSSDA903, without a document type: {fault}")]);
            }

            if (fault is not null && faults.Count < MostNamed)
            {
                faults.Add(new InputProblem(entry.FullName, $"a table of SSDA903, known by its columns, such as CHILD, DECOM, RNE, LS, PLACE, DEC, REC: {fault}"));
            }
        }

        return isAnyKnown ? null : Amiss(faults);
    }

    private static (bool IsXml, string? Fault) FaultOf(ZipArchiveEntry entry)
    {
        var isXml = false;
        try
        {
            using var text = ReturnText.Of(new WholeFile(entry));
            isXml = text.IsXml;
            if (isXml)
            {
                return (true, XmlSource.FaultOf(text.Utf8));
            }

            using var csv = new CsvSource(text, new ReturnNotes());
            return (false, csv.Fault);
        }
        catch (Exception problem) when (ReturnReading.IsUnreadable(problem))
        {
            return (isXml, "it cannot be read");
        }
    }

    private static InvalidInput Amiss(IReadOnlyCollection<InputProblem> problems) => new(ProblemTypes.InvalidRequest, problems);
}
