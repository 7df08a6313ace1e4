using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class ChangeTable : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> change)
    {
        change.ToTable("changes");
        change.HasKey(row => new { row.AuthorityId, row.Number });
    }
}

internal sealed class ChangeHeadTable : IEntityTypeConfiguration<ChangeHeadRow>
{
    public void Configure(EntityTypeBuilder<ChangeHeadRow> head)
    {
        head.ToTable("change_heads");
        head.HasKey(row => row.AuthorityId);
    }
}
