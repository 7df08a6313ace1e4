using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>
/// On SQLite, the children that rows of the audit log are about, as the key alone: each reading of a list adds fifty. A row is its key, so that to put
/// another in its place leaves it as it was, and nothing has to be looked up before each to refuse that.
/// </summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122140000_AuditChildren")]
public sealed class M20261122140000AuditChildren : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        if (migrationBuilder.IsNpgsql())
        {
            return;
        }

        migrationBuilder.Sql(
            """
            CREATE TABLE audit_children_by_key (
                "authority_id" TEXT NOT NULL,
                "child_id" TEXT NOT NULL,
                "at" TEXT NOT NULL,
                "chain" TEXT NOT NULL,
                "number" INTEGER NOT NULL,
                CONSTRAINT "pk_audit_children" PRIMARY KEY ("authority_id", "child_id", "at", "chain", "number")
            ) WITHOUT ROWID;
            INSERT INTO audit_children_by_key SELECT authority_id, child_id, at, chain, number FROM audit_children ORDER BY authority_id, child_id, at, chain, number;
            DROP TABLE audit_children;
            ALTER TABLE audit_children_by_key RENAME TO audit_children;
            """);
        foreach (var change in new[] { "UPDATE", "DELETE" })
        {
#pragma warning disable EF1002 // Words of this file alone.
            migrationBuilder.Sql($"CREATE TRIGGER audit_children_no_{change.ToLowerInvariant()} BEFORE {change} ON audit_children BEGIN SELECT RAISE(ABORT, 'rows of the audit log are never changed'); END;");
#pragma warning restore EF1002
        }
    }
}
