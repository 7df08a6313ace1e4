using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Migrations;

/// <summary>Where changes are sent, the keys that sign them, and what is still to be delivered.</summary>
[DbContext(typeof(JourneyDb))]
[Migration("20261122071000_Subscriptions")]
public sealed class M20261122071000Subscriptions : Migration
{
    /// <inheritdoc/>
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "subscriptions",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                subscription_id = t.Column<string>(),
                url = t.Column<string>(),
                description = t.Column<string>(nullable: true),
                filters = t.Column<string>(),
                created_at = t.Column<DateTime>(),
                created_by = t.Column<string>(),
                read_to = t.Column<long>(),
            },
            constraints: t => t.PrimaryKey("pk_subscriptions", x => new { x.authority_id, x.subscription_id }));
        migrationBuilder.CreateTable(
            name: "subscription_secrets",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                subscription_id = t.Column<string>(),
                number = t.Column<int>(),
                secret = t.Column<string>(),
                created_at = t.Column<DateTime>(),
                ends_at = t.Column<DateTime>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_subscription_secrets", x => new { x.authority_id, x.subscription_id, x.number }));
        migrationBuilder.CreateTable(
            name: "deliveries",
            columns: t => new
            {
                authority_id = t.Column<string>(),
                subscription_id = t.Column<string>(),
                number = t.Column<long>(),
                at = t.Column<DateTime>(),
                child_id = t.Column<string>(),
                obligation_id = t.Column<string>(),
                rule = t.Column<string>(),
                status = t.Column<string>(nullable: true),
                previous_status = t.Column<string>(nullable: true),
                attempts = t.Column<int>(),
                first_tried_at = t.Column<DateTime>(nullable: true),
                next_at = t.Column<DateTime>(),
                leased_until = t.Column<DateTime>(nullable: true),
                parked_at = t.Column<DateTime>(nullable: true),
                last_status = t.Column<int>(nullable: true),
                last_error = t.Column<string>(nullable: true),
            },
            constraints: t => t.PrimaryKey("pk_deliveries", x => new { x.authority_id, x.subscription_id, x.number }));
        migrationBuilder.CreateIndex("ix_deliveries_waiting", "deliveries", ["authority_id", "subscription_id", "child_id", "number"], filter: "parked_at IS NULL");
    }
}
