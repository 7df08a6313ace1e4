using System.Diagnostics;
using ChildJourney.Api;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ChildJourney.Benchmarks.Load;

/// <summary>SQLite files with caseloads, stored by the service's own code and kept for the next run.</summary>
/// <param name="folder">Where they are kept.</param>
internal sealed class CaseloadFile(string folder)
{
    /// <summary>Raised when another caseload is made, so that none that was kept is taken for it.</summary>
    private const int Version = 7;

    private const string RecordedBy = "load";

    /// <summary>The file with a caseload of so many children, which is made where there is none yet.</summary>
    public async Task<string> OfAsync(int children)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, FormattableString.Invariant($"caseload-{Version}-{children}.db"));
        if (!File.Exists(file))
        {
            var unfinished = file + ".unfinished";
            Delete(unfinished);
            await MakeAsync(unfinished, children);
            File.Move(unfinished, file);
        }

        return file;
    }

    /// <summary>A copy that a run may write to; it goes with the folder of the run.</summary>
    public static string Copy(string file, string into, string name)
    {
        var copy = Path.Combine(into, name);
        File.Copy(file, copy);
        return copy;
    }

    private static async Task MakeAsync(string file, int children)
    {
        var watch = Stopwatch.StartNew();
        Environment.SetEnvironmentVariable("ConnectionStrings__ChildJourney", $"Data Source={file}");
        await using (var services = Composition.ForCommand())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
            await Composition.PrepareAsync(scope.ServiceProvider);

            // Held open, so that it keeps what is set here: a file that is half made is made anew, and need not outlast a power cut.
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;");
            var today = scope.ServiceProvider.GetRequiredService<IClock>().InEngland();
            await using (var transaction = await db.Database.BeginTransactionAsync())
            {
                await scope.ServiceProvider.GetRequiredService<PolicyRecords>().StoreAsync(Caseload.AuthorityId, DemoPolicy.For(today), RecordedBy, default);
                await transaction.CommitAsync();
            }

            await scope.ServiceProvider.GetRequiredService<BulkRecords>().StoreAsync(
                Caseload.AuthorityId,
                Caseload.Make(today, children),
                life => life.Child.Id,
                (life, _) => new ChildChange(life.Child, life.Entries, []),
                refuseErased: _ => { },
                RecordedBy,
                audit: null,
                count: null,
                ProgressLine.OnConsole($"children of a caseload of {children}", children),
                default);
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;");
        }

        Console.WriteLine(FormattableString.Invariant($"{children:N0} children made in {watch.Elapsed.TotalSeconds:0} s, {await CountAsync(file)}, {new FileInfo(file).Length / 1_000_000.0:N0} MB"));
    }

    private static async Task<string> CountAsync(string file)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM obligations), (SELECT count(*) FROM spans WHERE kind = 'care' AND (to_on IS NULL OR to_on > date()))";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return FormattableString.Invariant($"{reader.GetInt64(0):N0} entries, {reader.GetInt64(1):N0} obligations, {reader.GetInt64(2):N0} looked after");
    }

    private static void Delete(string file)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + suffix);
        }
    }
}
