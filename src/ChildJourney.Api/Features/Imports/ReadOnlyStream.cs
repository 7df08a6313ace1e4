namespace ChildJourney.Api.Features.Imports;

/// <summary>A stream that is read once, from its beginning to its end, through another.</summary>
internal abstract class ReadOnlyStream(Stream source) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        var read = source.Read(buffer);
        See(buffer[..read]);
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Looks at what was read; nothing at the end.</summary>
    protected abstract void See(ReadOnlySpan<byte> bytes);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}

/// <summary>XML none of whose tags is so long that reading it would fill the memory.</summary>
internal sealed class ShortTags(Stream source) : ReadOnlyStream(source)
{
    private const int Longest = 64 * 1024;

    private int since = -1;

    protected override void See(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var at = bytes.IndexOf(since < 0 ? (byte)'<' : (byte)'>');
            if (since >= 0 && since + (at < 0 ? bytes.Length : at) > Longest)
            {
                throw new InvalidDataException("a tag of more than 64 kB");
            }

            if (at < 0)
            {
                since = since < 0 ? since : since + bytes.Length;
                return;
            }

            since = since < 0 ? 0 : -1;
            bytes = bytes[(at + 1)..];
        }
    }
}
