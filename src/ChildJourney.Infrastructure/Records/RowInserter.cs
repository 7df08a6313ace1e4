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
    private readonly JourneyDb db;
    private readonly string text;
    private readonly Column[] columns;
    private DbCommand? command;
    private DbTransaction? transaction;

    public RowInserter(JourneyDb db)
    {
        this.db = db;
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var sql = db.GetService<ISqlGenerationHelper>();
        using var template = db.Database.GetDbConnection().CreateCommand();
        columns = [.. entity.GetProperties().Select((property, number) => new Column(property, template, number))];
        var names = string.Join(", ", entity.GetProperties().Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        text = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({names}) VALUES ({string.Join(", ", columns.Select(column => column.Name))})";
    }

    public async Task InsertAsync(TRow row, CancellationToken cancellationToken)
    {
        foreach (var column in columns)
        {
            column.Set(row);
        }

        var current = db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Rows are inserted within a transaction.");
        if (command is null || current != transaction)
        {
            await DisposeAsync();
            (command, transaction) = (CommandFor(current), current);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        command?.Parameters.Clear();
        return command?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    /// <summary>
    /// A command of its own for each transaction: between two of them the connection may have been given another handle, to which
    /// nothing that was prepared before belongs.
    /// </summary>
    private DbCommand CommandFor(DbTransaction current)
    {
        var made = db.Database.GetDbConnection().CreateCommand();
        made.CommandText = text;
        made.Transaction = current;
        foreach (var column in columns)
        {
            made.Parameters.Add(column.Parameter);
        }

        return made;
    }

    private sealed class Column
    {
        private readonly Func<object, object?> get;
        private readonly Func<object?, object?>? convert;

        public Column(IProperty property, DbCommand command, int number)
        {
            Name = "@p" + number;
            var getter = property.GetGetter();
            get = row => getter.GetClrValue(row);
            convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            Parameter = ((RelationalTypeMapping)property.GetTypeMapping()).CreateParameter(command, Name, value: null, nullable: true);
        }

        public string Name { get; }

        public DbParameter Parameter { get; }

        public void Set(object row)
        {
            var value = get(row);
            Parameter.Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }
    }
}
