using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ChildJourney.Infrastructure.Records;

/// <summary>Inserts rows of one table through a prepared command that the model writes.</summary>
/// <typeparam name="TRow">The row.</typeparam>
internal sealed class RowInserter<TRow> : IAsyncDisposable
    where TRow : class
{
    /// <summary>How many rows are sent together where the database takes several: enough that the way to the server no longer counts.</summary>
    private const int SentTogether = 200;

    private readonly JourneyDb db;
    private readonly string text;
    private readonly Column[] columns;
    private DbCommand? command;
    private DbParameter[] parameters = [];
    private DbTransaction? transaction;

    /// <summary>An inserter through a context.</summary>
    /// <param name="db">The context.</param>
    /// <param name="passesKnown">Whether a row whose key is taken is passed over.</param>
    public RowInserter(JourneyDb db, bool passesKnown = false)
    {
        this.db = db;
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var sql = db.GetService<ISqlGenerationHelper>();
        columns = [.. entity.GetProperties().Select((property, number) => new Column(property, number))];
        var names = string.Join(", ", entity.GetProperties().Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        text = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({names}) VALUES ({string.Join(", ", columns.Select(column => column.Name))}){(passesKnown ? " ON CONFLICT DO NOTHING" : "")}";
    }

    public async Task InsertAsync(TRow row, CancellationToken cancellationToken)
    {
        var current = Current();
        if (command is null || current != transaction)
        {
            await DisposeAsync();
            (command, transaction) = (CommandFor(current), current);
        }

        for (var i = 0; i < columns.Length; i++)
        {
            parameters[i].Value = columns[i].ValueOf(row);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Inserts several rows, together where the database takes them so.</summary>
    public async Task InsertAsync(IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        if (rows.Count < 2 || !db.Database.GetDbConnection().CanCreateBatch)
        {
            foreach (var row in rows)
            {
                await InsertAsync(row, cancellationToken);
            }

            return;
        }

        foreach (var some in rows.Chunk(SentTogether))
        {
            await using var batch = db.Database.GetDbConnection().CreateBatch();
            batch.Transaction = Current();
            using var maker = db.Database.GetDbConnection().CreateCommand();
            foreach (var row in some)
            {
                var one = batch.CreateBatchCommand();
#pragma warning disable CA2100 // Names of the model alone.
                one.CommandText = text;
#pragma warning restore CA2100
                foreach (var column in columns)
                {
                    var parameter = column.ParameterFor(maker);
                    parameter.Value = column.ValueOf(row);
                    one.Parameters.Add(parameter);
                }

                batch.BatchCommands.Add(one);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        command?.Parameters.Clear();
        return command?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private DbTransaction Current() => db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are inserted within a transaction.");

    /// <summary>
    /// A command of its own for each transaction: between two of them the connection may have been given another handle, to which
    /// nothing that was prepared before belongs.
    /// </summary>
    private DbCommand CommandFor(DbTransaction current)
    {
        var made = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of the model alone.
        made.CommandText = text;
#pragma warning restore CA2100
        made.Transaction = current;
        parameters = [.. columns.Select(column => column.ParameterFor(made))];
        made.Parameters.AddRange(parameters);
        return made;
    }

    private sealed class Column
    {
        private readonly Func<object, object?> get;
        private readonly Func<object?, object?>? convert;
        private readonly RelationalTypeMapping mapping;

        public Column(IProperty property, int number)
        {
            Name = "@p" + number;
            var getter = property.GetGetter();
            get = row => getter.GetClrValue(row);
            mapping = (RelationalTypeMapping)property.GetTypeMapping();
            convert = mapping.Converter?.ConvertToProvider;
        }

        public string Name { get; }

        public DbParameter ParameterFor(DbCommand command) => mapping.CreateParameter(command, Name, value: null, nullable: true);

        public object ValueOf(object row)
        {
            var value = get(row);
            return (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }
    }
}
