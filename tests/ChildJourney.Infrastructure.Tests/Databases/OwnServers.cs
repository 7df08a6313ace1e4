using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>PostgreSQL servers of one test, which it starts, stops and promotes; they end with the test process, however that ends.</summary>
public sealed class OwnServers : IAsyncDisposable
{
    /// <summary>Runs the programs it is told at its input, each in a line, and says how they ended. No server is run by root.</summary>
    private const string Script =
        """
        base=${TMPDIR:-/tmp}; as=
        if [ "$(id -u)" = 0 ]; then base=/tmp; as=nobody; id postgres >/dev/null 2>&1 && as=postgres; fi
        dir=$(mktemp -d "$base/cj-drill-XXXXXX") || exit 1
        run() { if [ -n "$as" ]; then setpriv --reuid="$as" --regid="$(id -g "$as")" --clear-groups "$@"; else "$@"; fi; }
        trap 'for data in "$dir"/*/postmaster.pid; do [ -f "$data" ] && run "$1/pg_ctl" stop -s -m immediate -D "${data%/*}"; done; rm -rf "$dir"' EXIT
        cd "$dir" || exit 1
        [ -z "$as" ] || chown "$as" "$dir"
        echo "$dir"
        while read -r program arguments; do run "$1/$program" $arguments >>"$dir/log" 2>&1 </dev/null; echo $?; done
        """;

    private readonly Process shell;
    private readonly string folder;

    private OwnServers(Process shell, string folder) => (this.shell, this.folder) = (shell, folder);

    /// <summary>Makes a folder for them.</summary>
    public static async Task<OwnServers> CreateAsync()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "sh", PostgreSqlServer.Programs]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        var started = Process.Start(start)!;
        return new OwnServers(started, await started.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The folder could not be made."));
    }

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="name">Its name here.</param>
    /// <param name="rules">Lines about who is let in, before those that let everybody in.</param>
    public async Task<OwnServer> StartNewAsync(string name, params string[] rules)
    {
        await RunAsync($"initdb -D {folder}/{name} -U tester -A trust --no-sync --encoding=UTF8 --locale=C --locale-provider=icu --icu-locale=en-GB");
        var file = Path.Combine(folder, name, "pg_hba.conf");
        await File.WriteAllLinesAsync(file, [.. rules, .. await File.ReadAllLinesAsync(file)]);
        return await StartAsync(name);
    }

    /// <summary>Makes a replica of a server, which follows it, and starts it.</summary>
    public async Task<OwnServer> StartReplicaAsync(string name, OwnServer of)
    {
        ArgumentNullException.ThrowIfNull(of);
        await RunAsync($"pg_basebackup -D {folder}/{name} -R --checkpoint=fast --no-sync -h 127.0.0.1 -p {of.Port} -U tester");
        return await StartAsync(name);
    }

    /// <summary>Runs one of the programs; it must succeed.</summary>
    public async Task RunAsync(string line)
    {
        await shell.StandardInput.WriteLineAsync(line);
        await shell.StandardInput.FlushAsync();
        if (await shell.StandardOutput.ReadLineAsync() != "0")
        {
            throw new InvalidOperationException($"{line}: {await File.ReadAllTextAsync(Path.Combine(folder, "log"))}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private async Task<OwnServer> StartAsync(string name)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var data = Path.Combine(folder, name);
        await File.AppendAllTextAsync(
            Path.Combine(data, "postgresql.conf"),
            string.Create(CultureInfo.InvariantCulture, $"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\nfsync = off\nshared_buffers = 32MB\nmax_connections = 60\n"));
        await RunAsync($"pg_ctl start -w -s -D {data} -l {data}.log");
        return new OwnServer(this, data, port);
    }
}

/// <summary>One of the servers.</summary>
public sealed class OwnServer(OwnServers servers, string data, int port)
{
    /// <summary>Where it listens, on this machine.</summary>
    public int Port => port;

    /// <summary>Its address, as a connection string names it.</summary>
    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");

    /// <summary>Ends it from one moment to the next, without a word to whoever is connected.</summary>
    public Task StopHardAsync() => servers.RunAsync($"pg_ctl stop -w -s -m immediate -D {data}");

    /// <summary>Makes the replica the server that is written to.</summary>
    public Task PromoteAsync() => servers.RunAsync($"pg_ctl promote -w -s -D {data}");

    /// <summary>The first value that a statement of SQL gives in one of its databases.</summary>
    public async Task<object?> ScalarAsync(string sql, string database = "postgres")
    {
        await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Database={database};Username=tester;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
