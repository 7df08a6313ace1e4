using System.Buffers;
using System.Text.Json;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Batches;

/// <summary>Where a child stands in the body of a batch.</summary>
/// <param name="Line">The line, or the place in the array, counted from 1.</param>
/// <param name="Offset">The first byte.</param>
/// <param name="Length">How many bytes.</param>
internal readonly record struct Extent(int Line, long Offset, long Length);

/// <summary>Finds the children of a batch in its body, which is read to the end before anything is stored.</summary>
/// <remarks>The body goes by in pieces: what is kept of it here is where each child stands.</remarks>
internal static class BatchLayout
{
    /// <summary>The most children of a batch.</summary>
    public const int MostChildren = 10_000;

    private const int PieceSize = 64 * 1024;
    private const int GreatestToken = 1024 * 1024;
    private const int Depth = 33;

    private static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    private static ReadOnlySpan<byte> Blank => " \t\r\n"u8;

    /// <summary>Finds the children, a line each or in one array, or says why the body cannot be read.</summary>
    public static async Task<Result<IReadOnlyList<Extent>>> FindAsync(Stream body, bool isLines, CancellationToken cancellationToken)
    {
        Scanner scanner = isLines ? new LineScanner() : new ArrayScanner();
        var buffer = ArrayPool<byte>.Shared.Rent(PieceSize);
        try
        {
            var length = await body.ReadAtLeastAsync(buffer, Mark.Length, throwOnEndOfStream: false, cancellationToken);
            var passed = buffer.AsSpan(0, length).StartsWith(Mark) ? Mark.Length : 0;
            var offset = 0L;
            while (true)
            {
                offset += passed;
                buffer.AsSpan(passed, length - passed).CopyTo(buffer);
                length -= passed;
                if (length == buffer.Length)
                {
                    if (buffer.Length >= GreatestToken)
                    {
                        return Unreadable("JSON without a text of over a megabyte");
                    }

                    var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                    buffer.AsSpan().CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                length += read;
                passed = scanner.Scan(buffer.AsSpan(0, length), offset, isLast: read == 0);
                if (scanner.Found.Count > MostChildren)
                {
                    return new TooManyChildren();
                }

                if (read == 0)
                {
                    return scanner.Found;
                }
            }
        }
        catch (JsonException problem)
        {
            var where = problem.LineNumber is { } line ? $" at line {line + 1}, byte {problem.BytePositionInLine + 1}" : "";
            return Unreadable($"a JSON array of children, at most 32 levels deep: it is not{where}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static InvalidInput Unreadable(string expected) => new(ProblemTypes.InvalidRequest, [new InputProblem("", expected)]);

    /// <summary>Goes through the pieces of a body.</summary>
    private abstract class Scanner
    {
        public List<Extent> Found { get; } = [];

        /// <summary>Goes through a piece, and returns how much of it need not be seen again.</summary>
        public abstract int Scan(ReadOnlySpan<byte> piece, long offset, bool isLast);
    }

    /// <summary>Finds lines; one without a character is none, and is counted.</summary>
    private sealed class LineScanner : Scanner
    {
        private int line = 1;
        private long start = -1;
        private long end;

        public override int Scan(ReadOnlySpan<byte> piece, long offset, bool isLast)
        {
            for (var rest = piece; ;)
            {
                var at = offset + piece.Length - rest.Length;
                var ends = rest.IndexOf((byte)'\n');
                See(ends < 0 ? rest : rest[..ends], at);
                if (ends < 0)
                {
                    break;
                }

                Finish();
                line++;
                rest = rest[(ends + 1)..];
            }

            if (isLast)
            {
                Finish();
            }

            return piece.Length;
        }

        private void See(ReadOnlySpan<byte> part, long at)
        {
            var first = part.IndexOfAnyExcept(Blank);
            if (first >= 0)
            {
                start = start < 0 ? at + first : start;
                end = at + part.LastIndexOfAnyExcept(Blank) + 1;
            }
        }

        private void Finish()
        {
            if (start >= 0)
            {
                Found.Add(new Extent(line, start, end - start));
            }

            start = -1;
        }
    }

    /// <summary>Finds the items of an array, all of which must be JSON.</summary>
    private sealed class ArrayScanner : Scanner
    {
        private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = Depth });
        private long start;

        public override int Scan(ReadOnlySpan<byte> piece, long offset, bool isLast)
        {
            var json = new Utf8JsonReader(piece, isLast, state);
            while (json.Read())
            {
                if (json.CurrentDepth == 0)
                {
                    if (json.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray))
                    {
                        throw new JsonException();
                    }
                }
                else if (json.CurrentDepth == 1 && json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    start = offset + json.TokenStartIndex;
                }
                else if (json.CurrentDepth == 1)
                {
                    // The end of an item, or an item that is neither an object nor an array.
                    var from = json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray ? start : offset + json.TokenStartIndex;
                    Found.Add(new Extent(Found.Count + 1, from, offset + json.BytesConsumed - from));
                }
            }

            state = json.CurrentState;
            return (int)json.BytesConsumed;
        }
    }
}
