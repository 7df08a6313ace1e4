using System.Runtime.InteropServices;
using System.Text;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The rows of a return while it is read: in parts by child, so that one part after another can be held in memory, however large the return is.</summary>
/// <remarks>
/// Rows of one child go into one part, in the order in which they came. What no longer fits into a part's block goes to a temporary
/// file, which nobody can find by name and which is gone when the process is, however it ends.
/// </remarks>
internal sealed class RowSpool : IDisposable
{
    private const int Parts = 256;
    private const int BlockBytes = 32 * 1024;
    private const long MostPartBytes = 12L * 1024 * 1024;
    private const int MostRowsOfChild = 20_000;
    private const int MostChildren = 500_000;
    private const int HeldTogether = 4 * 1024 * 1024;

    private readonly Part[] parts = [.. Enumerable.Range(0, Parts).Select(_ => new Part())];
    private readonly Dictionary<ulong, int> rowsByChild = [];
    private int children;
    private FileStream? file;

    /// <summary>How many children have rows.</summary>
    public int Children => children;

    /// <summary>Adds a row; one that stores nothing does not make a child.</summary>
    public void Add(string childId, Row row)
    {
        var hash = HashOf(childId);
        Count(hash, makesChild: row is not (BirthRow or UnreadRow));

        var part = parts[(int)(hash % Parts)];
        RowCodec.Write(part.Writer, childId, row);
        part.Writer.Flush();
        if (part.Block.Length >= BlockBytes)
        {
            Spill(part);
        }
    }

    /// <summary>The children, a part or several small ones at a time; within each in order of identifier.</summary>
    public IEnumerable<IReadOnlyList<ChildRows>> Read()
    {
        var held = new Dictionary<string, ChildRows>(StringComparer.Ordinal);
        var bytes = 0L;
        foreach (var part in parts)
        {
            if (bytes > 0 && bytes + part.Length > HeldTogether)
            {
                yield return Ordered(held);
                (held, bytes) = (new Dictionary<string, ChildRows>(StringComparer.Ordinal), 0);
            }

            ReadInto(held, part);
            bytes += part.Length;
        }

        yield return Ordered(held);
    }

    public void Dispose()
    {
        file?.Dispose();
        foreach (var part in parts)
        {
            part.Writer.Dispose();
            part.Block.Dispose();
        }
    }

    /// <summary>Several times all children in care in England, and many times what is recorded of one, are no return.</summary>
    private void Count(ulong hash, bool makesChild)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(rowsByChild, hash, out _);
        if (makesChild && count >= 0)
        {
            children++;
            count = ~count;
        }

        count += count < 0 ? -1 : 1;
        if (int.Max(count, ~count) > MostRowsOfChild)
        {
            throw new ReturnTooLargeException($"a return with at most {MostRowsOfChild} rows of one child");
        }

        if (rowsByChild.Count > MostChildren)
        {
            throw new ReturnTooLargeException($"a return of at most {MostChildren} children");
        }
    }

    /// <summary>The same for a text in every process: whoever goes on with an import finds the children in the same order.</summary>
    private static ulong HashOf(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211UL);
        }

        return unchecked((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL) >> 8;
    }

    private static ChildRows[] Ordered(Dictionary<string, ChildRows> children)
    {
        ChildRows[] ordered = [.. children.Values.Where(child => !child.IsEmpty).OrderBy(child => child.Id, StringComparer.Ordinal)];
        foreach (var child in ordered)
        {
            child.Sort();
        }

        return ordered;
    }

    private void Spill(Part part)
    {
        if (part.Length > MostPartBytes)
        {
            throw new ReturnTooLargeException("a return whose rows are spread over its children");
        }

        file ??= TemporaryFile.Open();
        var length = (int)part.Block.Length;
        part.Blocks.Add((file.Length, length));
        file.Position = file.Length;
        file.Write(part.Block.GetBuffer(), 0, length);
        part.Spilled += length;
        part.Block.SetLength(0);
    }

    private void ReadInto(Dictionary<string, ChildRows> held, Part part)
    {
        var buffer = new byte[BlockBytes + 4096];
        foreach (var (offset, length) in part.Blocks)
        {
            if (buffer.Length < length)
            {
                buffer = new byte[length];
            }

            file!.Position = offset;
            file.ReadExactly(buffer, 0, length);
            ReadBlock(held, buffer, length);
        }

        ReadBlock(held, part.Block.GetBuffer(), (int)part.Block.Length);
    }

    private static void ReadBlock(Dictionary<string, ChildRows> held, byte[] block, int length)
    {
        using var stream = new MemoryStream(block, 0, length, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        while (stream.Position < length)
        {
            var (childId, row) = RowCodec.Read(reader);
            if (!held.TryGetValue(childId, out var child))
            {
                held.Add(childId, child = new ChildRows(childId));
            }

            child.Add(row);
        }
    }

    private sealed class Part
    {
        public Part() => Writer = new BinaryWriter(Block, Encoding.UTF8);

        public MemoryStream Block { get; } = new();

        public BinaryWriter Writer { get; }

        public List<(long Offset, int Length)> Blocks { get; } = [];

        public long Spilled { get; set; }

        public long Length => Spilled + Block.Length;
    }
}

/// <summary>A return that holds more than any can.</summary>
/// <param name="expected">What was expected.</param>
internal sealed class ReturnTooLargeException(string expected) : Exception(expected);
