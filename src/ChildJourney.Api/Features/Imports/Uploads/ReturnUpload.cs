using System.IO.Compression;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChildJourney.Api.Features.Imports.Uploads;

/// <summary>Takes in what is sent to be imported: into one zip on the disk, whatever form it is sent in, so that memory holds a piece of it at most.</summary>
internal static class ReturnUpload
{
    /// <summary>The types of content that are read.</summary>
    public static IReadOnlyList<string> Types { get; } = [Multipart, Zip, "application/xml", "text/xml", "text/csv"];

    private const string Multipart = "multipart/form-data";
    private const string Zip = "application/zip";
    private const string OneZip = "one zip alone, or CSV and XML files";
    private const int LongestBoundary = 70;
    private const int LongestName = 100;

    /// <summary>Reads the body to its end. The zip stands open at its beginning.</summary>
    public static async Task<Result<FileStream>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !Types.Contains(type.MediaType.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            return new NoReturnType();
        }

        var kind = Types.First(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase));
        var packed = TemporaryFile.Open();
        try
        {
            var error = kind switch
            {
                Multipart => await ReadPartsAsync(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body, packed, cancellationToken),
                Zip => await CopyAsync(request.Body, packed, cancellationToken),
                _ => await ReadFileAsync(kind.EndsWith("csv", StringComparison.Ordinal) ? "return.csv" : "return.xml", request.Body, packed, cancellationToken),
            } ?? ReturnZip.FaultOf(packed);
            if (error is null)
            {
                packed.Position = 0;
                return packed;
            }

            await packed.DisposeAsync();
            return error;
        }
        catch
        {
            await packed.DisposeAsync();
            throw;
        }
    }

    private static async Task<Error?> CopyAsync(Stream body, FileStream packed, CancellationToken cancellationToken)
    {
        await body.CopyToAsync(packed, cancellationToken);
        return null;
    }

    private static async Task<Error?> ReadFileAsync(string name, Stream body, FileStream packed, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
        await AddAsync(zip, name, [], body, cancellationToken);
        return null;
    }

    private static async Task<Error?> ReadPartsAsync(string boundary, Stream body, FileStream packed, CancellationToken cancellationToken)
    {
        if (boundary.Length is 0 or > LongestBoundary)
        {
            return Amiss("", $"multipart/form-data with a boundary of 1 to {LongestBoundary} characters");
        }

        try
        {
            return await ReadPartsAsync(new MultipartReader(boundary, body), packed, cancellationToken);
        }
        catch (Exception problem) when (problem is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return Amiss("", "multipart/form-data, to its last boundary");
        }
    }

    private static async Task<Error?> ReadPartsAsync(MultipartReader parts, FileStream packed, CancellationToken cancellationToken)
    {
        ZipArchive? zip = null;
        try
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            var sentZip = false;
            while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
            {
                if (part.AsFileSection() is not { } file)
                {
                    return Amiss(part.AsFormDataSection()?.Name ?? "", "a file with a file name; options are query parameters");
                }

                var start = new byte[4];
                start = start[..await part.Body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken)];
                if (sentZip || (names.Count > 0 && ReturnZip.BeginsAsZip(start)))
                {
                    return Amiss(file.Name, OneZip);
                }

                if (names.Count == ReturnZip.MostFiles)
                {
                    return Amiss(file.Name, $"at most {ReturnZip.MostFiles} files");
                }

                if (ReturnZip.BeginsAsZip(start))
                {
                    sentZip = true;
                    await packed.WriteAsync(start, cancellationToken);
                    await part.Body.CopyToAsync(packed, cancellationToken);
                    continue;
                }

                zip ??= new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true);
                await AddAsync(zip, NameOf(file.FileName, names), start, part.Body, cancellationToken);
            }

            return sentZip || names.Count > 0 ? null : Amiss("", "at least one file");
        }
        finally
        {
            zip?.Dispose();
        }
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] start, Stream rest, CancellationToken cancellationToken)
    {
        await using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        await entry.WriteAsync(start, cancellationToken);
        await rest.CopyToAsync(entry, cancellationToken);
    }

    /// <summary>The name that a file is reported under: its own, without folders, and no other's.</summary>
    private static string NameOf(string given, HashSet<string> names)
    {
        var plain = new string([.. given[(given.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c)).Take(LongestName)]).TrimStart('.');
        plain = ReturnFiles.IsReturn(plain) ? plain : plain + ".csv";
        var name = plain;
        for (var number = 2; !names.Add(name); number++)
        {
            name = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(plain)}-{number}{Path.GetExtension(plain)}");
        }

        return name;
    }

    private static InvalidInput Amiss(string field, string expected) => new(ProblemTypes.InvalidRequest, [new InputProblem(field, expected)]);
}
