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
    private readonly DbCommand command;
    private readonly Column[] columns;

    public RowInserter(JourneyDb db)
    {
        this.db = db;
        var entity = db.Model.FindEntityType(typeof(TRow))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var sql = db.GetService<ISqlGenerationHelper>();
        command = db.Database.GetDbConnection().CreateCommand();
        columns = [.. entity.GetProperties().Select((property, number) => new Column(property, command, number))];
        var names = string.Join(", ", entity.GetProperties().Select(property => sql.DelimitIdentifier(property.GetColumnName(table)!)));
        command.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({names}) VALUES ({string.Join(", ", columns.Select(column => column.Name))})";
    }

    public async Task InsertAsync(TRow row, CancellationToken cancellationToken)
    {
        foreach (var column in columns)
        {
            column.Set(row);
        }

        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    private sealed class Column
    {
        private readonly DbParameter parameter;
        private readonly Func<object, object?> get;
        private readonly Func<object?, object?>? convert;

        public Column(IProperty property, DbCommand command, int number)
        {
            Name = "@p" + number;
            var getter = property.GetGetter();
            get = row => getter.GetClrValue(row);
            convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            parameter = ((RelationalTypeMapping)property.GetTypeMapping()).CreateParameter(command, Name, value: null, nullable: true);
            command.Parameters.Add(parameter);
        }

        public string Name { get; }

        public void Set(object row)
        {
            var value = get(row);
            parameter.Value = (value is null || convert is null ? value : convert(value)) ?? DBNull.Value;
        }
    }
}
