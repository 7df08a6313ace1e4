using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Infrastructure.Durability;

/// <summary>A connection to a SQLite file that stays open between its uses, with what it was asked last still prepared.</summary>
/// <remarks>
/// To prepare a statement costs SQLite as much as to answer it. The library's own pool keeps the file open, but forgets what was prepared
/// at each closing, and has the framework's functions registered at each opening; none of the queries here needs those.
/// </remarks>
internal sealed class KeptConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>What SQLite forgets between connections.</summary>
    private const string Pragmas = "PRAGMA synchronous = FULL;";

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG: a plan does not hang on what is asked this time, such as the length of a page; otherwise each page would be planned anew.</summary>
    private const int StablePlans = 1007;

    /// <summary>How many questions stay prepared: each takes some 10 kB, of each connection.</summary>
    private const int MostPrepared = 40;

    private static readonly ConcurrentDictionary<KeptConnection, bool> opened = new();
    private static int renewals;

    private readonly Dictionary<string, KeptCommand> prepared = new(StringComparer.Ordinal);
    private readonly Lock turn = new();
    private volatile bool isInUse;
    private volatile int closingThread;
    private int renewalsWhenOpened;
    private long uses;

    static KeptConnection() => AppDomain.CurrentDomain.ProcessExit += (_, _) => CloseIdle(_ => true);

    /// <summary>As the framework sees it: closed between its uses.</summary>
    public override ConnectionState State => isInUse || IsClosing ? base.State : ConnectionState.Closed;

    /// <summary>Whether it is being closed for good by the thread that asks: the base closes only what is open, and nobody else is to see it so.</summary>
    private bool IsClosing => closingThread == Environment.CurrentManagedThreadId;

    /// <summary>Closes every connection of the process: those that are being used after that, so that none is used again.</summary>
    /// <remarks>All of a file at once: what one has found out about it, such as that it can only be read, SQLite holds true of those opened beside it.</remarks>
    public static void RenewAll()
    {
        Interlocked.Increment(ref renewals);
        CloseIdle(_ => true);
    }

    /// <summary>Closes what is open of a file and not being used, when nobody is left who would use it: the last to close a file empties its write-ahead log.</summary>
    /// <remarks>They are shared by a service's contexts, and nobody disposes of them when it ends.</remarks>
    public static void CloseIdle(SqliteFile file) => CloseIdle(connection => SqliteFile.Of(connection.ConnectionString)?.Path == file.Path);

    public override void Open()
    {
        lock (turn)
        {
            if (isInUse)
            {
                return;
            }

            if (renewalsWhenOpened != Volatile.Read(ref renewals))
            {
                CloseForGood();
            }

            isInUse = true;
            if (base.State != ConnectionState.Open)
            {
                OpenAnew();
            }
        }
    }

    public override void Close()
    {
        lock (turn)
        {
            if (!isInUse)
            {
                return;
            }

            Transaction?.Dispose();
            if (SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0 || prepared.Values.Any(command => command.IsLent) || renewalsWhenOpened != Volatile.Read(ref renewals))
            {
                CloseForGood();
            }

            isInUse = false;
        }
    }

    public override SqliteCommand CreateCommand()
    {
        lock (turn)
        {
            return new OwnCommand(this) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
        }
    }

    /// <summary>The command that has the same question prepared, with what is asked this time; the one given where there is none, or it is being used.</summary>
    public SqliteCommand Prepared(SqliteCommand asked)
    {
        // What writes has many texts, and hardly costs more to prepare than to run.
        if (!asked.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            return asked;
        }

        if (!prepared.TryGetValue(asked.CommandText, out var command))
        {
            ForgetOldest();
            lock (turn)
            {
                command = new KeptCommand(this) { Connection = this, CommandText = asked.CommandText };
            }

            prepared.Add(asked.CommandText, command);
        }
        else if (command.IsLent)
        {
            return asked;
        }

        command.Lend(asked, ++uses);
        asked.Dispose();
        return command;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (turn)
            {
                CloseForGood();
            }
        }

        base.Dispose(disposing);
    }

    private static void CloseIdle(Func<KeptConnection, bool> isMeant)
    {
        foreach (var connection in opened.Keys.Where(isMeant))
        {
            lock (connection.turn)
            {
                if (!connection.isInUse)
                {
                    connection.CloseForGood();
                }
            }
        }
    }

    private void OpenAnew()
    {
        renewalsWhenOpened = Volatile.Read(ref renewals);
        try
        {
            base.Open();
            opened.TryAdd(this, true);
            SQLitePCL.raw.sqlite3_db_config(Handle, StablePlans, 1, out _);
            using var command = CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }
        catch
        {
            CloseForGood();
            throw;
        }
    }

    private void CloseForGood()
    {
        foreach (var command in prepared.Values)
        {
            command.Forget();
        }

        prepared.Clear();
        closingThread = Environment.CurrentManagedThreadId;
        try
        {
            base.Close();
        }
        finally
        {
            closingThread = 0;
            isInUse = false;
            opened.TryRemove(this, out _);
        }
    }

    private void ForgetOldest()
    {
        if (prepared.Count == MostPrepared && prepared.Values.Where(command => !command.IsLent).MinBy(command => command.LastUse) is { } oldest)
        {
            prepared.Remove(oldest.CommandText);
            oldest.Forget();
        }
    }

    /// <summary>A command that is let go of in its connection's turn, even after its use: the connection may be closed meanwhile.</summary>
    private class OwnCommand(KeptConnection connection) : SqliteCommand
    {
        protected override void Dispose(bool disposing)
        {
            lock (connection.turn)
            {
                base.Dispose(disposing);
            }
        }
    }

    /// <summary>A command whose statement outlives its use.</summary>
    private sealed class KeptCommand(KeptConnection connection) : OwnCommand(connection)
    {
        private bool isForgotten;

        public bool IsLent { get; private set; }

        public long LastUse { get; private set; }

        public void Lend(SqliteCommand asked, long use)
        {
            (IsLent, LastUse, Transaction, CommandTimeout) = (true, use, asked.Transaction, asked.CommandTimeout);
            Parameters.Clear();
            foreach (SqliteParameter parameter in asked.Parameters)
            {
                Parameters.Add(parameter);
            }
        }

        public void Forget()
        {
            isForgotten = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isForgotten)
            {
                (IsLent, Transaction) = (false, null);
                return;
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>Has the framework use such connections.</summary>
internal sealed class KeptConnections : IDbConnectionInterceptor, IDbCommandInterceptor
{
    public static KeptConnections Instance { get; } = new();

    public InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result) =>
        InterceptionResult<DbConnection>.SuppressWithResult(new KeptConnection(eventData.ConnectionString!));

    public DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result) =>
        result is SqliteCommand { Connection: KeptConnection connection } command ? connection.Prepared(command) : result;
}
