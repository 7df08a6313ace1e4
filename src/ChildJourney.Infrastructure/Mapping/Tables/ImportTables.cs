using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class ImportJobTable : IEntityTypeConfiguration<ImportJobRow>
{
    public void Configure(EntityTypeBuilder<ImportJobRow> job)
    {
        job.ToTable("import_jobs");
        job.HasKey(row => new { row.AuthorityId, row.ImportId });
        job.HasIndex(row => row.AuthorityId).IsUnique().HasDatabaseName("ix_import_jobs_running").HasFilter("state = 'running'");
    }
}

internal sealed class ImportPieceTable : IEntityTypeConfiguration<ImportPieceRow>
{
    public void Configure(EntityTypeBuilder<ImportPieceRow> piece)
    {
        piece.ToTable("import_pieces");
        piece.HasKey(row => new { row.AuthorityId, row.ImportId, row.Number });
    }
}

internal sealed class ImportFindingTable : IEntityTypeConfiguration<ImportFindingRow>
{
    public void Configure(EntityTypeBuilder<ImportFindingRow> finding)
    {
        finding.ToTable("import_findings");
        finding.HasKey(row => new { row.AuthorityId, row.ImportId, row.Place, row.Line, row.Number });
    }
}
