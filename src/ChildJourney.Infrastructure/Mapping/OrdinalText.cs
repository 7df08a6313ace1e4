using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>Makes every column of text on PostgreSQL compare and sort by its bytes, as SQLite's and the program's own texts do.</summary>
/// <remarks>A page of a list ends where the next begins: both are comparisons of keys, which must not depend on the language of a server.</remarks>
#pragma warning disable EF1001 // The constructor of the class it inherits asks for it.
internal sealed class OrdinalText(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options) : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    private const string ByBytes = "C";

    /// <inheritdoc/>
    protected override void ColumnDefinition(string? schema, string table, string name, ColumnOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation.ClrType == typeof(string))
        {
            operation.Collation ??= ByBytes;
        }

        base.ColumnDefinition(schema, table, name, operation, model, builder);
    }
}
