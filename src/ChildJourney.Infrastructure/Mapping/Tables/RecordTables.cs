using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class ChildTable : IEntityTypeConfiguration<ChildRow>
{
    public void Configure(EntityTypeBuilder<ChildRow> child)
    {
        child.ToTable("children");
        child.HasKey(row => new { row.AuthorityId, row.ChildId });
        child.HasIndex(row => new { row.AuthorityId, row.Team, row.ChildId }).HasDatabaseName("ix_children_team");
        child.HasIndex(row => new { row.AuthorityId, row.SocialWorker, row.ChildId }).HasDatabaseName("ix_children_social_worker");
        child.HasIndex(row => new { row.AuthorityId, row.Iro, row.ChildId }).HasDatabaseName("ix_children_iro");
        child.HasIndex(row => new { row.AuthorityId, row.PersonalAdviser, row.ChildId }).HasDatabaseName("ix_children_personal_adviser");
        child.HasIndex(row => new { row.AuthorityId, row.ChildId }).HasDatabaseName("ix_children_restricted").HasFilter("restricted");
    }
}

internal sealed class EntryTable : IEntityTypeConfiguration<EntryRow>
{
    public void Configure(EntityTypeBuilder<EntryRow> entry)
    {
        entry.ToTable("entries");
        entry.HasKey(row => new { row.AuthorityId, row.ChildId, row.EntryId, row.Revision });
        entry.HasIndex(row => new { row.AuthorityId, row.Type, row.On, row.ChildId }).HasDatabaseName("ix_entries_current").HasFilter("superseded_at IS NULL AND void_reason IS NULL");
        entry.HasIndex(row => new { row.AuthorityId, row.ChildId, row.Type, row.On }).HasDatabaseName("ix_entries_current_child").HasFilter("superseded_at IS NULL AND void_reason IS NULL");
    }
}

internal sealed class SpanTable : IEntityTypeConfiguration<SpanRow>
{
    public void Configure(EntityTypeBuilder<SpanRow> span)
    {
        span.ToTable("spans");
        span.HasKey(row => new { row.AuthorityId, row.ChildId, row.Kind, row.FromOn });
        span.HasIndex(row => new { row.AuthorityId, row.Kind, row.Value, row.ChildId });
        span.HasIndex(row => new { row.AuthorityId, row.ChildId, row.FromOn, row.ToOn }).HasDatabaseName("ix_spans_care_child").HasFilter("kind = 'care'");
        span.HasIndex(row => new { row.AuthorityId, row.FromOn, row.ToOn }).HasDatabaseName("ix_spans_care").HasFilter("kind = 'care'");
    }
}

internal sealed class PolicyTable : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> policy)
    {
        policy.ToTable("policies");
        policy.HasKey(row => new { row.AuthorityId, row.Version });
    }
}
