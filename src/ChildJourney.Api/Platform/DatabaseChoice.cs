using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Durability;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChildJourney.Api.Platform;

/// <summary>Which database the service works with: a SQLite file, unless the configuration names PostgreSQL.</summary>
internal static class DatabaseChoice
{
    private const string ProviderKey = "Database:Provider";
    private const string ConnectionKey = "ConnectionStrings:ChildJourney";
    private const string Sqlite = "Sqlite";
    private const string PostgreSql = "PostgreSql";
    private const string DefaultFile = "Data Source=childjourney.db";

    /// <summary>Whether it is PostgreSQL.</summary>
    public static bool IsPostgreSql(IConfiguration configuration) => PostgreSql.Equals(configuration[ProviderKey], StringComparison.OrdinalIgnoreCase);

    /// <summary>What is amiss in the configuration, or null.</summary>
    public static string? Misconfigured(IConfiguration configuration)
    {
        var provider = configuration[ProviderKey];
        if (!string.IsNullOrEmpty(provider) && !Sqlite.Equals(provider, StringComparison.OrdinalIgnoreCase) && !IsPostgreSql(configuration))
        {
            return $"{ProviderKey} is {Sqlite} or {PostgreSql}, not {provider}.";
        }

        if (!IsPostgreSql(configuration))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(configuration[ConnectionKey]))
        {
            return $"{ProviderKey} is {PostgreSql}: {ConnectionKey} has to say where it is, such as Host=db.example.org;Database=childjourney;Username=childjourney.";
        }

        try
        {
            var connection = new NpgsqlConnectionStringBuilder(configuration[ConnectionKey]);
            return string.IsNullOrEmpty(connection.Host) ? $"{ConnectionKey} names no Host."
                : connection.TargetSessionAttributes is not null && !connection.Host.Contains(',', StringComparison.Ordinal) ? $"{ConnectionKey} has Target Session Attributes, which choose among several hosts: Host=db1,db2."
                : null;
        }
        catch (ArgumentException)
        {
            // It may hold a password, and is not shown.
            return $"{ConnectionKey} is not a connection string of PostgreSQL, such as Host=db.example.org;Database=childjourney;Username=childjourney.";
        }
    }

    /// <summary>Makes the context use it.</summary>
    public static void UseConfigured(this DbContextOptionsBuilder options, IConfiguration configuration)
    {
        if (IsPostgreSql(configuration))
        {
            options.UseJourneyPostgreSql(configuration[ConnectionKey]!);
        }
        else
        {
            options.UseJourneySqlite(FileOf(configuration));
        }
    }

    /// <summary>Whether it is there as far as this machine knows; a file is not made by asking.</summary>
    public static bool IsThere(IConfiguration configuration) => SqliteFileOf(configuration) is not { } file || File.Exists(file.Path);

    /// <summary>Begins to use it; what a server keeps from that is said with the database's name, since the connection string may name another than was meant.</summary>
    public static async Task BeginAsync(IServiceProvider services, Func<JourneyDb, Task> beginAsync)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<JourneyDb>();
        try
        {
            if (IsPostgreSql(configuration))
            {
                // Whoever asks for the tables of a database that is not there is told that it holds none.
                await db.Database.OpenConnectionAsync();
                await db.Database.CloseConnectionAsync();
            }

            await beginAsync(db);
        }
        catch (Exception problem) when (IsPostgreSql(configuration) && problem is not DatabaseUnusableException && DatabaseFault.Of(problem) is { } fault)
        {
            throw new DatabaseUnusableException($"{fault.Sentence.TrimEnd('.')} ({NameOf(configuration)}).", problem);
        }
    }

    /// <summary>What it is called, without the secrets that a connection string may hold.</summary>
    public static string NameOf(IConfiguration configuration)
    {
        if (!IsPostgreSql(configuration))
        {
            return FileOf(configuration);
        }

        var connection = new NpgsqlConnectionStringBuilder(configuration[ConnectionKey]);
        return $"{connection.Database ?? connection.Username} at {connection.Host}";
    }

    /// <summary>The file that holds it, or null where PostgreSQL or the memory does.</summary>
    public static SqliteFile? SqliteFileOf(IConfiguration configuration) => IsPostgreSql(configuration) ? null : SqliteFile.Of(FileOf(configuration));

    /// <summary>Has it be a SQLite file, whatever the configuration named.</summary>
    public static void ToSqlite(IConfiguration configuration, string file)
    {
        configuration[ProviderKey] = Sqlite;
        configuration[ConnectionKey] = $"Data Source={file}";
    }

    private static string FileOf(IConfiguration configuration) => configuration[ConnectionKey] is { Length: > 0 } connection ? connection : DefaultFile;
}
