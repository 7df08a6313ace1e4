using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Api.Features.Durability;

/// <summary>How far the copy of a file has come, in megabytes; it may turn out smaller than what it is copied from.</summary>
internal sealed class Megabytes(string what, SqliteFile source) : IProgress<long>
{
    private const int Bytes = 1_000_000;

    private readonly ProgressLine line = ProgressLine.OnConsole(what, Of(new FileInfo(source.Path).Length));
    private readonly int total = Of(new FileInfo(source.Path).Length);
    private int said = -1;

    /// <inheritdoc/>
    public void Report(long value)
    {
        // Files of a megabyte or two are copied before anyone could read of it.
        var now = int.Min(Of(value), total - 1);
        if (now > said)
        {
            said = now;
            line.Report(now);
        }
    }

    private static int Of(long bytes) => (int)long.Min(bytes / Bytes, int.MaxValue);
}
