using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure;

/// <summary>The database: children, the revisions of their entries, and what is derived from them.</summary>
/// <remarks>Every table leads with the authority's id, in its key and its indexes. Rows about children are reached from outside through <see cref="Access.Visible"/> alone.</remarks>
public sealed class JourneyDb(DbContextOptions<JourneyDb> options) : DbContext(options)
{
    /// <summary>The name of the provider for SQLite.</summary>
    internal const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>The transaction in which children were changed, until what follows from it has been written; null when nothing is owed.</summary>
    internal Guid? UnwrittenIn { get; set; }

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

    /// <summary>The calendars that someone may subscribe to.</summary>
    public DbSet<CalendarRow> Calendars => Set<CalendarRow>();

    /// <summary>Answers to requests that may be sent again under the same key.</summary>
    internal DbSet<KeptAnswerRow> KeptAnswers => Set<KeptAnswerRow>();

    /// <summary>What is left of records that were erased.</summary>
    internal DbSet<ErasedChildRow> ErasedChildren => Set<ErasedChildRow>();

    /// <summary>After which erasures the file has been written anew.</summary>
    internal DbSet<OverwritingRow> Overwritings => Set<OverwritingRow>();

    /// <summary>The stages of an authority's obligations, of one generation: rows of two are never an answer together.</summary>
    internal IQueryable<ObligationRow> Obligations(Generation generation) => Of(generation, Set<ObligationRow>());

    /// <summary>The same stages, read through the index that holds what figures need, whatever they are split by.</summary>
    internal IQueryable<ObligationRow> ObligationsByTeam(Generation generation) => Through("SELECT * FROM obligations INDEXED BY ix_obligations_figures", generation);

    /// <summary>The same stages, read through the index of the day from which each counts for good.</summary>
    internal IQueryable<ObligationRow> ObligationsByOutcomeDay(Generation generation) => Through("SELECT * FROM obligations INDEXED BY ix_obligations_outcome", generation);

    /// <summary>The stages of a few children, read by the key.</summary>
    internal IQueryable<ObligationRow> ObligationsOf(Generation generation, Given<IReadOnlyList<string>> children) =>
        Through("SELECT * FROM obligations INDEXED BY sqlite_autoindex_obligations_1", generation).Where(row => children.Value.Contains(row.ChildId));

    /// <summary>The stages that are not settled, of one child after another: where a question about others asks of each what else is open.</summary>
    internal IQueryable<ObligationRow> UnsettledOfEach(Generation generation) => Through("SELECT * FROM obligations INDEXED BY ix_obligations_unsettled_child WHERE NOT settled", generation).Where(row => !row.Settled);

    /// <summary>Those of the stages whose due date needs a fact that was not recorded.</summary>
    internal IQueryable<ObligationRow> ObligationsLackingFact(Generation generation) => Through("SELECT * FROM obligations INDEXED BY ix_obligations_undetermined", generation).Where(ObligationFilters.LacksFact);

    /// <remarks>SQLite, which keeps no statistics here, would take an index that does not hold what is asked for, and go to the table for each row.</remarks>
    private IQueryable<ObligationRow> Through(string sqlite, Generation generation)
    {
        var rows = Database.ProviderName == SqliteProvider ? Set<ObligationRow>().FromSqlRaw(sqlite) : Set<ObligationRow>();
        return Of(generation, rows);
    }

    /// <summary>The days on which drift indicators are true of an authority's children, of one generation.</summary>
    internal IQueryable<DriftRow> Drift(Generation generation) => Of(generation, Set<DriftRow>());

    /// <summary>What stands beside the next review of an authority's children, of one generation.</summary>
    internal IQueryable<ReviewGlanceRow> ReviewGlances(Generation generation) => Of(generation, Set<ReviewGlanceRow>());

    private static IQueryable<TRow> Of<TRow>(Generation generation, IQueryable<TRow> rows)
        where TRow : class, IOfGeneration
    {
        ArgumentNullException.ThrowIfNull(generation);
        var (authorityId, number) = (Given.Authority(generation.AuthorityId), Given.Generation(generation.Number));
        return rows.AsNoTracking().Where(row => row.AuthorityId == authorityId.Value && row.Generation == number.Value);
    }

    /// <summary>By how many what is counted for each day grew.</summary>
    internal DbSet<DayCountRow> DayCounts => Set<DayCountRow>();

    /// <summary>The audit log.</summary>
    internal DbSet<AuditRow> Audit => Set<AuditRow>();

    /// <summary>The children that rows of the audit log are about.</summary>
    internal DbSet<AuditChildRow> AuditChildren => Set<AuditChildRow>();

    /// <summary>The groups in which rows of the audit log were committed.</summary>
    internal DbSet<AuditGroupRow> AuditGroups => Set<AuditGroupRow>();

    /// <summary>The changes of obligations' statuses.</summary>
    internal DbSet<ChangeRow> Changes => Set<ChangeRow>();

    /// <summary>How far they have been written down.</summary>
    internal DbSet<ChangeHeadRow> ChangeHeads => Set<ChangeHeadRow>();

    /// <summary>The returns that were handed in to be imported.</summary>
    internal DbSet<ImportJobRow> ImportJobs => Set<ImportJobRow>();

    /// <summary>What was handed in, in pieces, until it has been imported.</summary>
    internal DbSet<ImportPieceRow> ImportPieces => Set<ImportPieceRow>();

    /// <summary>The lines of imports' reports.</summary>
    internal DbSet<ImportFindingRow> ImportFindings => Set<ImportFindingRow>();

    /// <summary>Where changes are sent.</summary>
    internal DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();

    /// <summary>The keys that sign what is sent.</summary>
    internal DbSet<SubscriptionSecretRow> SubscriptionSecrets => Set<SubscriptionSecretRow>();

    /// <summary>What is still to be delivered, or was given up.</summary>
    internal DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<LocalDate>().HaveConversion(Database.ProviderName == SqliteProvider ? typeof(LocalDateTextConverter) : typeof(LocalDateConverter));
        configurationBuilder.Properties<Instant>().HaveConversion<InstantConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(JourneyDb).Assembly);
        SnakeCase.Apply(modelBuilder.Model);
    }
}
