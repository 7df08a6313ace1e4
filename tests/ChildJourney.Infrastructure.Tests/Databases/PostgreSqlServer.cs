using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>A PostgreSQL server of the test process, from the programs that are installed, in a folder of its own; it ends with the process, however that ends.</summary>
/// <remarks>Its databases sort as a language does, not by bytes, so that a column that leaves it to the server is found out.</remarks>
public static class PostgreSqlServer
{
    /// <summary>The reason for which its tests are skipped.</summary>
    public const string WhyNot = "PostgreSQL 15 or later is not installed here.";

    private const string Template = "template_childjourney";
    private const int OldestVersion = 15;

    /// <summary>
    /// Waits at its input, which closes when the process that writes to it is gone. The server refuses to be run by root, and so would
    /// the folder of root's temporary files let nobody else in.
    /// </summary>
    private const string Script =
        """
        base=${TMPDIR:-/tmp}; as=
        if [ "$(id -u)" = 0 ]; then base=/tmp; as=nobody; id postgres >/dev/null 2>&1 && as=postgres; fi
        dir=$(mktemp -d "$base/cj-pg-XXXXXX") || exit 1
        trap 'rm -rf "$dir"' EXIT
        cd "$dir" || exit 1
        [ -z "$as" ] || chown "$as" "$dir"
        run() { if [ -n "$as" ]; then exec setpriv --reuid="$as" --regid="$(id -g "$as")" --clear-groups "$@"; else exec "$@"; fi; }
        (run "$1/initdb" -D "$dir/data" -U tester -A trust --no-sync --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en-GB) >"$dir/log" 2>&1 || { cat "$dir/log" >&2; exit 1; }
        (run "$1/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 \
            -c shared_buffers=64MB -c autovacuum=off -c deadlock_timeout=200ms) >>"$dir/log" 2>&1 &
        server=$!
        echo "$dir"
        cat >/dev/null
        kill -INT $server; wait $server
        """;

    private static readonly string? programs = Find();
    private static readonly Lazy<Task<string>> folder = new(StartAsync);
    private static readonly Lazy<Task> template = new(MakeTemplateAsync);
    private static int made;

    /// <summary>The folder of the programs.</summary>
    public static string Programs => programs ?? throw new InvalidOperationException(WhyNot);

    /// <summary>Whether the programs are there.</summary>
    public static bool IsInstalled => programs is not null;

    /// <summary>Makes a database that is up to date, or an empty one. Returns its connection string.</summary>
    public static async Task<string> CreateAsync(bool isEmpty = false)
    {
        if (!isEmpty)
        {
            await template.Value;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref made)}");
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {(isEmpty ? "template0" : Template)}");
        return await ConnectionAsync(name);
    }

    /// <summary>Removes a database, whoever uses it.</summary>
    public static async Task DropAsync(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using (var pooled = new NpgsqlConnection(connection))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    private static async Task MakeTemplateAsync()
    {
        await ExecuteAsync($"CREATE DATABASE {Template}");
        var options = new DbContextOptionsBuilder<JourneyDb>();
        options.UseJourneyPostgreSql((await ConnectionAsync(Template)) + ";Pooling=false");
        await using var db = new JourneyDb(options.Options);
        await db.PrepareAsync(CancellationToken.None);
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection((await ConnectionAsync("postgres")) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names made here.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<string> ConnectionAsync(string database) => $"Host={await folder.Value};Database={database};Username=tester";

    private static async Task<string> StartAsync()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", Programs])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            process.StandardInput.Close();
            process.WaitForExit(TimeSpan.FromSeconds(10));
        };
        var own = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server could not be made.");
        for (var tries = 0; ; tries++)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"Host={own};Database=postgres;Username=tester;Pooling=false");
                await connection.OpenAsync();
                return own;
            }
            catch (NpgsqlException) when (tries < 300)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static string? Find()
    {
        const string installed = "/usr/lib/postgresql";
        return !Directory.Exists(installed)
            ? null
            : Directory.GetDirectories(installed)
                .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) && version >= OldestVersion && File.Exists(Path.Combine(folder, "bin", "initdb")))
                .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin"))
                .FirstOrDefault();
    }
}
