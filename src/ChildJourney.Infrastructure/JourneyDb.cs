using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure;

/// <summary>The database: children, the revisions of their entries, and what is derived from them.</summary>
/// <remarks>Every table leads with the authority's id, in its key and its indexes. Rows about children are reached from outside through <see cref="Access.Visible"/> alone.</remarks>
public sealed class JourneyDb(DbContextOptions<JourneyDb> options) : DbContext(options)
{
    /// <summary>The children.</summary>
    internal DbSet<ChildRow> Children => Set<ChildRow>();

    /// <summary>Every revision of every entry; one without a superseding instant is current.</summary>
    internal DbSet<EntryRow> Entries => Set<EntryRow>();

    /// <summary>Who held a child, and where and how the child was looked after, from when to when.</summary>
    internal DbSet<SpanRow> Spans => Set<SpanRow>();

    /// <summary>The versions of the authorities' policies.</summary>
    public DbSet<PolicyRow> Policies => Set<PolicyRow>();

    /// <summary>Which generations of obligations and signs of drift there are.</summary>
    public DbSet<ProjectionRow> Projections => Set<ProjectionRow>();

    /// <summary>The stages of an authority's obligations, of one generation: rows of two are never an answer together.</summary>
    internal IQueryable<ObligationRow> Obligations(Generation generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var (authorityId, number) = (generation.AuthorityId, generation.Number);
        return Set<ObligationRow>().AsNoTracking().Where(row => row.AuthorityId == authorityId && row.Generation == number);
    }

    /// <summary>The days on which drift indicators are true of an authority's children, of one generation.</summary>
    internal IQueryable<DriftRow> Drift(Generation generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        var (authorityId, number) = (generation.AuthorityId, generation.Number);
        return Set<DriftRow>().AsNoTracking().Where(row => row.AuthorityId == authorityId && row.Generation == number);
    }

    /// <summary>The audit log.</summary>
    internal DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>The children that rows of the audit log are about.</summary>
    internal DbSet<AuditChildRow> AuditChildren => Set<AuditChildRow>();

    /// <summary>The groups in which rows of the audit log were committed.</summary>
    internal DbSet<AuditGroupRow> AuditGroups => Set<AuditGroupRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChildRow>(child =>
        {
            child.ToTable("children");
            child.HasKey(row => new { row.AuthorityId, row.ChildId });
        });
        modelBuilder.Entity<EntryRow>(entry =>
        {
            entry.ToTable("entries");
            entry.HasKey(row => new { row.AuthorityId, row.ChildId, row.EntryId, row.Revision });
        });
        modelBuilder.Entity<SpanRow>(span =>
        {
            span.ToTable("spans");
            span.HasKey(row => new { row.AuthorityId, row.ChildId, row.Kind, row.FromOn });
            span.HasIndex(row => new { row.AuthorityId, row.Kind, row.Value, row.ChildId });
        });
        modelBuilder.Entity<ObligationRow>(obligation =>
        {
            obligation.ToTable("obligations");
            obligation.HasKey(row => new { row.AuthorityId, row.Generation, row.ChildId, row.ObligationId, row.Stage });
            obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.DueOn, row.ChildId, row.ObligationId }).HasDatabaseName("ix_obligations_due");
            obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.DueOn, row.ChildId, row.ObligationId }, "unsettled").HasDatabaseName("ix_obligations_unsettled").HasFilter("NOT settled");
            obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.Team, row.DueOn, row.ChildId, row.ObligationId }).HasDatabaseName("ix_obligations_unsettled_team").HasFilter("NOT settled");
            obligation.HasIndex(row => new { row.AuthorityId, row.Generation, row.Iro, row.DueOn, row.ChildId, row.ObligationId }).HasDatabaseName("ix_obligations_unsettled_iro").HasFilter("NOT settled");
        });
        modelBuilder.Entity<DriftRow>(drift =>
        {
            drift.ToTable("drift_spans");
            drift.HasKey(row => new { row.AuthorityId, row.Generation, row.ChildId, row.Number });
            drift.HasIndex(row => new { row.AuthorityId, row.Generation, row.Indicator, row.ChildId });
        });
        modelBuilder.Entity<PolicyRow>(policy =>
        {
            policy.ToTable("policies");
            policy.HasKey(row => new { row.AuthorityId, row.Version });
        });
        modelBuilder.Entity<ProjectionRow>(projection =>
        {
            projection.ToTable("projections");
            projection.HasKey(row => new { row.AuthorityId, row.Generation });
            projection.HasIndex(row => new { row.AuthorityId, row.State }).IsUnique().HasDatabaseName("ix_projections_live").HasFilter("state <> 'retired'");
        });
        modelBuilder.Entity<AuditRow>(audit =>
        {
            audit.ToTable("audit");
            audit.HasKey(row => new { row.AuthorityId, row.Chain, row.Number });
        });
        modelBuilder.Entity<AuditChildRow>(child =>
        {
            child.ToTable("audit_children");
            child.HasKey(row => new { row.AuthorityId, row.ChildId, row.At, row.Chain, row.Number });
        });
        modelBuilder.Entity<AuditGroupRow>(group =>
        {
            group.ToTable("audit_groups");
            group.HasKey(row => new { row.AuthorityId, row.Chain, row.GroupNumber });
        });
        SnakeCase.Apply(modelBuilder.Model);
    }
}
