using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ChildJourney.Infrastructure.Mapping.Tables;

internal sealed class ObligationTable : IEntityTypeConfiguration<ObligationRow>
{
    public void Configure(EntityTypeBuilder<ObligationRow> obligation)
    {
        obligation.ToTable("obligations");
        obligation.HasKey(row => new { row.AuthorityId, row.Generation, row.ChildId, row.ObligationId, row.Stage });
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.DueOn, row.ChildId, row.ObligationId }).HasDatabaseName("ix_obligations_due");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.DueOn, row.ChildId, row.ObligationId, row.Rule, row.EndedOn, row.ClosesOn }, "unsettled").HasDatabaseName("ix_obligations_unsettled").HasFilter("NOT settled");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.Team, row.DueOn, row.ChildId, row.ObligationId, row.Rule, row.EndedOn, row.ClosesOn }).HasDatabaseName("ix_obligations_unsettled_team").HasFilter("NOT settled");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.TeamWhenDue, row.Outcome, row.DueDay, row.OutcomeDay, row.Rule, row.Level, row.SocialWorkerWhenDue, row.IroWhenDue, row.ChildId })
            .HasDatabaseName("ix_obligations_figures");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.OutcomeDay, row.DueDay }).HasDatabaseName("ix_obligations_outcome");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.Iro, row.DueOn, row.ChildId, row.ObligationId, row.Rule, row.EndedOn, row.ClosesOn }).HasDatabaseName("ix_obligations_unsettled_iro").HasFilter("NOT settled");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.ChildId, row.DueOn, row.ObligationId, row.Rule }).HasDatabaseName("ix_obligations_unsettled_child").HasFilter("NOT settled");
        obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.DueOn, row.Team, row.Settled, row.OpensOn, row.ClosesOn, row.MetOn, row.RefusedOn, row.EndedOn })
            .HasDatabaseName("ix_obligations_undetermined").HasFilter("missing_fact IS NOT NULL");
    }
}

internal sealed class DriftTable : IEntityTypeConfiguration<DriftRow>
{
    public void Configure(EntityTypeBuilder<DriftRow> drift)
    {
        drift.ToTable("drift_spans");
        drift.HasKey(row => new { row.AuthorityId, row.Generation, row.ChildId, row.Number });
        drift.HasIndex(row => new { row.AuthorityId, row.Generation, row.Indicator, row.ChildId });
        drift.HasIndex(row => new { row.AuthorityId, row.Generation, row.ChildId, row.FromOn, row.ToOn }).HasDatabaseName("ix_drift_spans_child");
    }
}

internal sealed class ReviewGlanceTable : IEntityTypeConfiguration<ReviewGlanceRow>
{
    public void Configure(EntityTypeBuilder<ReviewGlanceRow> glance)
    {
        glance.ToTable("review_glances");
        glance.HasKey(row => new { row.AuthorityId, row.Generation, row.ChildId });
    }
}

internal sealed class ProjectionTable : IEntityTypeConfiguration<ProjectionRow>
{
    public void Configure(EntityTypeBuilder<ProjectionRow> projection)
    {
        projection.ToTable("projections");
        projection.HasKey(row => new { row.AuthorityId, row.Generation });
        projection.HasIndex(row => new { row.AuthorityId, row.State }).IsUnique().HasDatabaseName("ix_projections_live").HasFilter("state <> 'retired'");
    }
}

internal sealed class DayCountTable : IEntityTypeConfiguration<DayCountRow>
{
    public void Configure(EntityTypeBuilder<DayCountRow> count)
    {
        count.ToTable("day_counts");
        count.HasKey(row => new { row.AuthorityId, row.Generation, row.Kind, row.Grain, row.Day });
    }
}
