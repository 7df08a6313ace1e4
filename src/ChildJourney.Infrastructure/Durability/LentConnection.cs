using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Infrastructure.Durability;

#pragma warning disable EF1001 // The framework has no other place to say where a context's connection comes from each time it is opened.

/// <summary>A context's connection, which is one of those that are shared for as long as it is open; a context outside of a service has its own.</summary>
internal sealed class LentConnection(RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
    : SqliteRelationalConnection(dependencies, commands, logger)
{
    private readonly SharedConnections? shared = dependencies.ContextOptions.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<SharedConnections>();
    private KeptConnection? lent;

    [AllowNull]
    public override DbConnection DbConnection
    {
        get => shared is null ? base.DbConnection : lent ??= shared.Take(GetValidatedConnectionString());
        set => base.DbConnection = value;
    }

    public override bool Open(bool errorsExpected = false)
    {
        try
        {
            return base.Open(errorsExpected);
        }
        catch
        {
            GiveBackIfClosed();
            throw;
        }
    }

    public override async Task<bool> OpenAsync(CancellationToken cancellationToken, bool errorsExpected = false)
    {
        try
        {
            return await base.OpenAsync(cancellationToken, errorsExpected);
        }
        catch
        {
            GiveBackIfClosed();
            throw;
        }
    }

    public override bool Close()
    {
        var isClosed = base.Close();
        GiveBackIfClosed();
        return isClosed;
    }

    public override async Task<bool> CloseAsync()
    {
        var isClosed = await base.CloseAsync();
        GiveBackIfClosed();
        return isClosed;
    }

    protected override void ResetState(bool disposeDbConnection)
    {
        base.ResetState(disposeDbConnection);
        GiveBack();
    }

    protected override async ValueTask ResetStateAsync(bool disposeDbConnection)
    {
        await base.ResetStateAsync(disposeDbConnection);
        GiveBack();
    }

    private void GiveBackIfClosed()
    {
        if (lent is { State: not ConnectionState.Open })
        {
            GiveBack();
        }
    }

    private void GiveBack()
    {
        if (Interlocked.Exchange(ref lent, null) is { } connection)
        {
            shared!.GiveBack(connection);
        }
    }
}
