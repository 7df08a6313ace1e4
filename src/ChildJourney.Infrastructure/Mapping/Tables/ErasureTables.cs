using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class ErasedChildTable : IEntityTypeConfiguration<ErasedChildRow>
{
    public void Configure(EntityTypeBuilder<ErasedChildRow> erased)
    {
        erased.ToTable("erased_children");
        erased.HasKey(row => new { row.AuthorityId, row.ChildId });
    }
}

internal sealed class OverwritingTable : IEntityTypeConfiguration<OverwritingRow>
{
    public void Configure(EntityTypeBuilder<OverwritingRow> overwriting)
    {
        overwriting.ToTable("overwritings");
        overwriting.HasKey(row => row.AuthorityId);
    }
}
