using System.Linq.Expressions;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>Of a stored stage, which obligation it belongs to and what its status follows from.</summary>
internal sealed record StoredStage
{
    /// <summary>Reads it from a row, in the database.</summary>
    public static Expression<Func<ObligationRow, StoredStage>> FromRow { get; } = row => new StoredStage
    {
        ChildId = row.ChildId,
        ObligationId = row.ObligationId,
        Rule = row.Rule,
        OpensOn = row.OpensOn,
        ClosesOn = row.ClosesOn,
        DueOn = row.DueOn,
        MetOn = row.MetOn,
        EndedOn = row.EndedOn,
        RefusedOn = row.RefusedOn,
        MetInTime = row.MetInTime,
        IsOpenEnded = row.DueOn == null && row.MissingFact == null,
    };

    /// <summary>Reads it from a row, in memory.</summary>
    public static Func<ObligationRow, StoredStage> Of { get; } = FromRow.Compile();

    public required string ChildId { get; init; }

    public required string ObligationId { get; init; }

    public required string Rule { get; init; }

    public LocalDate OpensOn { get; init; }

    public LocalDate? ClosesOn { get; init; }

    public LocalDate? DueOn { get; init; }

    public LocalDate? MetOn { get; init; }

    public LocalDate? EndedOn { get; init; }

    public LocalDate? RefusedOn { get; init; }

    public bool? MetInTime { get; init; }

    public bool IsOpenEnded { get; init; }

    /// <summary>The stage with its dates.</summary>
    public DatedStage Dated => new(OpensOn, ClosesOn, new StageDates(DueOn, MetOn, EndedOn, RefusedOn) { MetInTime = MetInTime, IsOpenEnded = IsOpenEnded });
}
