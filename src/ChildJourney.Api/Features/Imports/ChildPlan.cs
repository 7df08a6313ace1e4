using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Features.Imports;

/// <summary>What a return changes about one child.</summary>
public sealed class ChildPlan
{
    internal ChildPlan(string childId) => ChildId = childId;

    /// <summary>The child's identifier.</summary>
    public string ChildId { get; }

    /// <summary>The child as it is to be stored, or null where every row was refused and nothing is known of it.</summary>
    public Child? Child { get; internal init; }

    /// <summary>Whether the child differs from what is stored, or is new.</summary>
    public bool ChildChanged { get; internal init; }

    /// <summary>The journey once the plan is stored, without a conflict; null where there is no child.</summary>
    public Journey? Journey { get; internal init; }

    /// <summary>Entries that are new, or stored under the same identifier and corrected.</summary>
    public IReadOnlyList<Entry> Puts { get; internal init; } = [];

    /// <summary>Entries of an earlier import that the files no longer hold, to be voided as entered in error.</summary>
    public IReadOnlyList<Entry> Voids { get; internal init; } = [];

    /// <summary>Rows that are not stored, beside those that could not be read.</summary>
    public IReadOnlyList<Refusal> Refusals { get; internal init; } = [];

    /// <summary>What is incomplete about the child's data.</summary>
    public IReadOnlyList<ImportWarning> Warnings { get; internal init; } = [];

    /// <summary>Whether there is nothing to store.</summary>
    public bool IsUnchanged => !ChildChanged && Puts.Count == 0 && Voids.Count == 0;

    /// <summary>What is to be stored, or null where that is nothing.</summary>
    public ChildChange? ToChange(bool dryRun) => Child is { } child && !IsUnchanged && !dryRun
        ? new ChildChange(child, Puts, [.. Voids.Select(entry => new Voiding(entry.Id, "entered-in-error"))]) { IsImported = true }
        : null;

    /// <summary>The rows that this plan stores something of.</summary>
    internal IReadOnlyCollection<Row> StoredRows { get; init; } = [];

    /// <summary>The rows refused.</summary>
    internal IReadOnlyCollection<Row> RefusedRows { get; init; } = [];

    /// <summary>Remarks that the report counts.</summary>
    internal IReadOnlyList<(string What, int Count)> Notes { get; init; } = [];
}
