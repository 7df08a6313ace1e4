using System.Data.Common;
using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Imports.Jobs;

/// <summary>Works on an import, from its beginning or from where it was interrupted.</summary>
/// <remarks>
/// A return is read anew by whoever goes on with it. The same files on the same day give the same children in the same order, so that
/// the number of those that were stored says where to go on.
/// </remarks>
internal sealed class ImportRun(ImportWriter writer, ImportPace pace, IClock clock)
{
    private const int RowsAtATime = 10_000;
    private const int MostTries = 5;

    private static readonly TimeSpan beforeTryingAgain = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads and stores; the report has all that was counted when it returns.</summary>
    public async Task<ImportTally> RunAsync(ImportJobRow job, CancellationToken cancellationToken)
    {
        await using var packed = await UnpackAsync(job, cancellationToken);
        using var files = ReturnFiles.FromZip("return.zip", packed);
        var options = new ImportOptions(job.Year is { } year ? new CollectionYear(year) : null, job.HistoryFrom, job.DryRun);
        using var reading = new ReturnReading(files.All, options, job.ReadOn!.Value);
        await ReadAsync(job, reading, cancellationToken);
        using var read = reading.Finish();
        if (job.Children is null)
        {
            await writer.KeepAsync(job, read.Report, read.Count, cancellationToken);
        }
        else
        {
            read.Report.GoOnFrom(JsonSerializer.Deserialize<ImportTally>(job.Tally!)!);
        }

        await StoreAsync(job, read, cancellationToken);
        return read.Report.Tally;
    }

    private async Task<FileStream> UnpackAsync(ImportJobRow job, CancellationToken cancellationToken)
    {
        var packed = TemporaryFile.Open();
        try
        {
            for (var number = 0; ; number++)
            {
                var piece = await writer.ReadAsync(services => services.GetRequiredService<ImportJobs>().PieceAsync(job.AuthorityId, job.ImportId, number, cancellationToken));
                if (piece is null)
                {
                    packed.Position = 0;
                    return packed;
                }

                await packed.WriteAsync(piece, cancellationToken);
            }
        }
        catch
        {
            await packed.DisposeAsync();
            throw;
        }
    }

    private async Task ReadAsync(ImportJobRow job, ReturnReading reading, CancellationToken cancellationToken)
    {
        var isFirst = job.Children is null;
        if (isFirst)
        {
            await writer.ChangeAsync(services => RemoveFindingsAsync(services, job, cancellationToken), cancellationToken);
        }

        var said = clock.GetCurrentInstant();
        while (reading.ReadOn(RowsAtATime, cancellationToken))
        {
            if (!isFirst)
            {
                reading.Report.TakeFindings();
            }

            var now = clock.GetCurrentInstant();
            if (reading.Report.IsFull || now - said > ImportPace.BetweenWords)
            {
                said = now;
                await (isFirst ? writer.KeepAsync(job, reading.Report, children: null, cancellationToken) : KeepAsync(job, cancellationToken));
            }
        }
    }

    private async Task StoreAsync(ImportJobRow job, Ssda903Return read, CancellationToken cancellationToken)
    {
        var done = job.Children is null ? 0 : job.Done;
        foreach (var group in read.Children.Skip(done).Chunk(pace.GroupSize))
        {
            await StoreAsync(job, read, done, group, cancellationToken);
            done += group.Length;
            await pace.PauseAsync(cancellationToken);
        }
    }

    /// <summary>Stores a group; once more where another writer came in between, or kept the database to itself.</summary>
    private async Task StoreAsync(ImportJobRow job, Ssda903Return read, int done, ReturnedChild[] group, CancellationToken cancellationToken)
    {
        var before = JsonSerializer.Serialize(read.Report.Tally);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await writer.StoreAsync(job, read.Report, read.Count, done, group, cancellationToken);
                return;
            }
            catch (Exception problem) when (attempt < MostTries && (problem is DbException or DbUpdateException))
            {
                read.Report.GoOnFrom(JsonSerializer.Deserialize<ImportTally>(before)!);
                await Task.Delay(beforeTryingAgain, cancellationToken);
            }
        }
    }

    /// <summary>Keeps a job that is read once more, whose counts stand as they were.</summary>
    private Task<bool> KeepAsync(ImportJobRow job, CancellationToken cancellationToken) => writer.ChangeAsync(
        async services =>
        {
            var leases = services.GetRequiredService<ImportLeases>();
            return await leases.KeepAsync(job, new ImportProgress(job.RowsRead, job.Children, job.Done, job.Tally!), cancellationToken)
                ? true
                : throw new ImportStoppedException(await leases.IsCancellingAsync(job, cancellationToken));
        },
        cancellationToken);

    private static async Task<bool> RemoveFindingsAsync(IServiceProvider services, ImportJobRow job, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ImportJobs>().RemoveFindingsAsync(job.AuthorityId, job.ImportId, cancellationToken);
        return true;
    }
}
