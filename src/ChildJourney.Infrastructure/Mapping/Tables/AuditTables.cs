using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> audit)
    {
        audit.ToTable("audit");
        audit.HasKey(row => new { row.AuthorityId, row.Chain, row.Number });
    }
}

internal sealed class AuditChildTable : IEntityTypeConfiguration<AuditChildRow>
{
    public void Configure(EntityTypeBuilder<AuditChildRow> child)
    {
        child.ToTable("audit_children");
        child.HasKey(row => new { row.AuthorityId, row.ChildId, row.At, row.Chain, row.Number });
    }
}

internal sealed class AuditGroupTable : IEntityTypeConfiguration<AuditGroupRow>
{
    public void Configure(EntityTypeBuilder<AuditGroupRow> group)
    {
        group.ToTable("audit_groups");
        group.HasKey(row => new { row.AuthorityId, row.Chain, row.GroupNumber });
    }
}
