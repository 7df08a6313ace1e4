using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>A SQLite file that is up to date, made once for the test process: a copy of it spares each service the making.</summary>
public static class SqliteTemplate
{
    private static readonly Lazy<Task<string>> file = new(MakeAsync);

    /// <summary>Puts a copy there.</summary>
    public static async Task CopyToAsync(string path) => File.Copy(await file.Value, path);

    private static async Task<string> MakeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("childjourney-template-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var path = Path.Combine(folder.FullName, "childjourney.db");
        var options = new DbContextOptionsBuilder<JourneyDb>();
        options.UseJourneySqlite($"Data Source={path}");
        await using var db = new JourneyDb(options.Options);
        await db.PrepareAsync(CancellationToken.None);
        return path;
    }
}
