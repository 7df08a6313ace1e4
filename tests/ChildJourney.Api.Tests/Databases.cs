using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChildJourney.Api.Tests;

/// <summary>Looks into a service's database, and breaks it, beside the service.</summary>
public static class Databases
{
    public static bool IsPostgreSql(string connection) => connection.StartsWith("Host=", StringComparison.Ordinal);

    /// <summary>The setting that names the provider.</summary>
    public static string ProviderOf(string connection) => IsPostgreSql(connection) ? "PostgreSql" : "Sqlite";

    /// <summary>A connection to the database.</summary>
    public static async Task<DbConnection> OpenAsync(string connection)
    {
        DbConnection opened = IsPostgreSql(connection) ? new NpgsqlConnection(connection) : new SqliteConnection(connection);
        await opened.OpenAsync();
        return opened;
    }

    /// <summary>Runs statements of SQL.</summary>
    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var database = await OpenAsync(connection);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Has a table refuse rows, as it does where the disk is full.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="table">The table.</param>
    /// <param name="condition">Which rows, by their columns as NEW; all where it is null.</param>
    public static Task BreakAsync(string connection, string table, string? condition = null) => ExecuteAsync(connection, IsPostgreSql(connection)
        ? $"""
            CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$;
            CREATE TRIGGER full_disk BEFORE INSERT ON {table} FOR EACH ROW {(condition is null ? "" : $"WHEN ({condition})")} EXECUTE FUNCTION full_disk();
            """
        : $"CREATE TRIGGER full_disk BEFORE INSERT ON {table} {(condition is null ? "" : $"WHEN {condition}")} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");

    /// <summary>Has the table take rows again.</summary>
    public static Task MendAsync(string connection, string table) =>
        ExecuteAsync(connection, IsPostgreSql(connection) ? $"DROP TRIGGER full_disk ON {table}; DROP FUNCTION full_disk" : "DROP TRIGGER full_disk");
}
