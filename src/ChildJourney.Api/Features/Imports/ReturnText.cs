using System.Text;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A file of a return as text in UTF-8, whatever it was written in.</summary>
/// <remarks>Codes, dates and identifiers are the same in UTF-8 and in Windows-1252: a file in the latter needs no change to be read.</remarks>
internal sealed class ReturnText : IDisposable
{
    private const int Peeked = 512;
    private const string Windows = "Windows-1252";

    private readonly Utf8Watch? watch;
    private readonly string? transcoded;

    private ReturnText(Stream utf8, Utf8Watch? watch, string? transcoded, bool isXml)
    {
        Utf8 = utf8;
        this.watch = watch;
        this.transcoded = transcoded;
        IsXml = isXml;
    }

    /// <summary>The text; of XML the bytes as they are, since XML says itself what it is written in.</summary>
    public Stream Utf8 { get; }

    /// <summary>Whether it begins as XML does.</summary>
    public bool IsXml { get; }

    /// <summary>What it was written in, as far as it has been read, where that is not UTF-8.</summary>
    public string? Encoding => transcoded ?? (watch is { IsUtf8: false } ? Windows : null);

    /// <summary>Text in Windows-1252, for showing what is not UTF-8.</summary>
    public static Encoding Windows1252 { get; } = CodePages().GetEncoding(1252)!;

    /// <summary>Looks at how the stream begins.</summary>
    public static ReturnText Of(Stream stream)
    {
        var start = new byte[Peeked];
        start = start[..stream.ReadAtLeast(start, Peeked, throwOnEndOfStream: false)];
        var whole = new Prefixed(start, stream);
        var (encoding, mark) = EncodingOf(start);
        if (BeginsAsXml(start.AsSpan(mark)))
        {
            return new ReturnText(whole, null, null, isXml: true);
        }

        whole.Skip(mark);
        if (encoding is not null)
        {
            return new ReturnText(System.Text.Encoding.CreateTranscodingStream(whole, encoding, System.Text.Encoding.UTF8), null, encoding.WebName.ToUpperInvariant(), isXml: false);
        }

        var watched = new Utf8Watch(whole);
        return new ReturnText(watched, watched, null, isXml: false);
    }

    public void Dispose() => Utf8.Dispose();

    private static EncodingProvider CodePages()
    {
        // XML may name it too.
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return CodePagesEncodingProvider.Instance;
    }

    /// <summary>The encoding, where it is another than one of bytes, and the length of the mark that says so.</summary>
    private static (Encoding? Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
        // A header is of Latin letters, so that without a mark every other byte of UTF-16 is zero.
        [not 0, 0, not 0, 0, ..] => (System.Text.Encoding.Unicode, 0),
        [0, not 0, 0, not 0, ..] => (System.Text.Encoding.BigEndianUnicode, 0),
        _ => (null, 0),
    };

    private static bool BeginsAsXml(ReadOnlySpan<byte> start) => start.TrimStart(" \t\r\n\0"u8) is [(byte)'<', ..];

    /// <summary>The first bytes, and then the rest.</summary>
    private sealed class Prefixed(byte[] start, Stream rest) : ReadOnlyStream(rest)
    {
        private int given;

        public void Skip(int bytes) => given += bytes;

        public override int Read(Span<byte> buffer)
        {
            if (given == start.Length)
            {
                return base.Read(buffer);
            }

            var length = int.Min(buffer.Length, start.Length - given);
            start.AsSpan(given, length).CopyTo(buffer);
            given += length;
            return length;
        }

        protected override void See(ReadOnlySpan<byte> bytes)
        {
        }
    }

    /// <summary>Notices bytes that are not UTF-8.</summary>
    private sealed class Utf8Watch(Stream source) : ReadOnlyStream(source)
    {
        private const int LongestCharacter = 4;

        private readonly byte[] left = new byte[LongestCharacter];
        private int leftLength;

        public bool IsUtf8 { get; private set; } = true;

        protected override void See(ReadOnlySpan<byte> bytes)
        {
            if (!IsUtf8)
            {
                return;
            }

            if (bytes.IsEmpty)
            {
                IsUtf8 = leftLength == 0;
                return;
            }

            while (leftLength > 0 && !bytes.IsEmpty && IsUtf8)
            {
                left[leftLength++] = bytes[0];
                bytes = bytes[1..];
                var status = Rune.DecodeFromUtf8(left.AsSpan(0, leftLength), out _, out _);
                IsUtf8 = status != System.Buffers.OperationStatus.InvalidData;
                leftLength = status == System.Buffers.OperationStatus.NeedMoreData ? leftLength : 0;
            }

            if (!IsUtf8 || bytes.IsEmpty || System.Text.Unicode.Utf8.IsValid(bytes))
            {
                return;
            }

            var cut = Math.Max(0, bytes.Length - LongestCharacter + 1);
            for (; cut < bytes.Length; cut++)
            {
                if (Rune.DecodeFromUtf8(bytes[cut..], out _, out _) == System.Buffers.OperationStatus.NeedMoreData && System.Text.Unicode.Utf8.IsValid(bytes[..cut]))
                {
                    bytes[cut..].CopyTo(left);
                    leftLength = bytes.Length - cut;
                    return;
                }
            }

            IsUtf8 = false;
        }
    }
}
