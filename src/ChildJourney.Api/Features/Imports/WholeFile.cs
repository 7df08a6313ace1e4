using System.IO.Compression;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A file of a zip, read no further than the length it says, and at its end compared with the checksum it has.</summary>
/// <remarks>Otherwise a file that is longer than it says would be cut where that ends, without a word.</remarks>
internal sealed class WholeFile(ZipArchiveEntry entry) : ReadOnlyStream(entry.Open())
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] table = [.. Enumerable.Range(0, 256).Select(EntryOf)];

    private uint checksum = uint.MaxValue;
    private long seen;

    protected override void See(ReadOnlySpan<byte> bytes)
    {
        seen += bytes.Length;
        foreach (var b in bytes)
        {
            checksum = table[(checksum ^ b) & 0xFF] ^ (checksum >> 8);
        }

        if (seen > entry.Length || (bytes.IsEmpty && (seen < entry.Length || ~checksum != entry.Crc32)))
        {
            throw new InvalidDataException("not the file that the zip says it holds");
        }
    }

    private static uint EntryOf(int number)
    {
        var value = (uint)number;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        }

        return value;
    }
}
