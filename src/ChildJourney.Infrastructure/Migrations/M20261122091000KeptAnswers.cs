using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Answers to requests that may be sent again under the same key.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122091000_KeptAnswers")]
public sealed class M20261122091000KeptAnswers : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "kept_answers",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                sent_by = t.Column<string>(),
                operation = t.Column<string>(),
                idempotency_key = t.Column<string>(),
                request_hash = t.Column<string>(),
                status = t.Column<int>(),
                location = t.Column<string>(nullable: true),
                tag = t.Column<string>(nullable: true),
                body = t.Column<string>(),
                answered_at = t.Column<DateTime>(),
            },
            constraints: t => t.PrimaryKey("pk_kept_answers", x => new { x.authority_id, x.sent_by, x.operation, x.idempotency_key }));
        migrationBuilder.CreateIndex("ix_kept_answers_answered_at", "kept_answers", ["authority_id", "answered_at"]);
    }
}
