using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>A database without a table, on the provider that is being tested.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private readonly string? connection;
    private readonly SqliteConnection? memory;

    private EmptyDatabase(string connection)
    {
        this.connection = connection;
        var options = new DbContextOptionsBuilder<JourneyDb>();
        options.UseJourneyPostgreSql(connection);
        Db = new JourneyDb(options.Options);
    }

    private EmptyDatabase(SqliteConnection memory)
    {
        this.memory = memory;
        Db = new JourneyDb(new DbContextOptionsBuilder<JourneyDb>().UseSqlite(memory).Options);
    }

    public JourneyDb Db { get; }

    public static async Task<EmptyDatabase> CreateAsync()
    {
        if (Tested.OnPostgreSql)
        {
            return new EmptyDatabase(await PostgreSqlServer.CreateAsync(isEmpty: true));
        }

        var opened = new SqliteConnection("Data Source=:memory:");
        await opened.OpenAsync();
        return new EmptyDatabase(opened);
    }

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await (memory?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (connection is null ? Task.CompletedTask : PostgreSqlServer.DropAsync(connection));
    }
}
