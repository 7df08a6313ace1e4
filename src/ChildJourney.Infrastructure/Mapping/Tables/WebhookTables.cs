using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class SubscriptionTable : IEntityTypeConfiguration<SubscriptionRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionRow> subscription)
    {
        subscription.ToTable("subscriptions");
        subscription.HasKey(row => new { row.AuthorityId, row.SubscriptionId });
    }
}

internal sealed class SubscriptionSecretTable : IEntityTypeConfiguration<SubscriptionSecretRow>
{
    public void Configure(EntityTypeBuilder<SubscriptionSecretRow> secret)
    {
        secret.ToTable("subscription_secrets");
        secret.HasKey(row => new { row.AuthorityId, row.SubscriptionId, row.Number });
    }
}

internal sealed class DeliveryTable : IEntityTypeConfiguration<DeliveryRow>
{
    public void Configure(EntityTypeBuilder<DeliveryRow> delivery)
    {
        delivery.ToTable("deliveries");
        delivery.HasKey(row => new { row.AuthorityId, row.SubscriptionId, row.Number });
        delivery.HasIndex(row => new { row.AuthorityId, row.SubscriptionId, row.ChildId, row.Number }).HasDatabaseName("ix_deliveries_waiting").HasFilter("parked_at IS NULL");
    }
}
