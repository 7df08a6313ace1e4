using System.Collections.Frozen;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Records;

namespace ChildJourney.Api.Features.Imports;

/// <summary>A child of a return, to be merged with what is stored of it.</summary>
public sealed class ReturnedChild
{
    /// <summary>Contradictory rows settle in two rounds or three; after so many they are left as they are.</summary>
    private const int MostRounds = 8;

    private readonly ChildRows rows;
    private readonly ReturnContext context;

    internal ReturnedChild(ChildRows rows, ReturnContext context)
    {
        this.rows = rows;
        this.context = context;
    }

    /// <summary>The child's identifier.</summary>
    public string Id => rows.Id;

    /// <summary>What the return changes about the child, beside what is stored of it.</summary>
    public ChildPlan Merge(StoredChild? stored) => Merge(stored?.Child, [.. (stored?.Entries ?? []).Select(entry => entry.Entry)], stored?.VoidedByHand);

    /// <summary>Every row about the child refused: the record was erased.</summary>
    public ChildPlan RefuseErased()
    {
        var refused = new RefusedRows(rows.Id, context);
        foreach (var row in rows.Headers.Concat(rows.OfEntries))
        {
            refused.Add(row, "CHILD", rows.Id, "a child whose record was not erased");
        }

        return new ChildPlan(rows.Id) { Refusals = refused.Refusals, RefusedRows = refused.Rows };
    }

    /// <summary>What the return changes about the child. The same input gives the same plan; nothing is stored.</summary>
    /// <param name="stored">The child as stored, or null where it is not.</param>
    /// <param name="storedEntries">Every entry stored of the child, without those that were voided.</param>
    /// <param name="withdrawn">The entries that somebody voided by hand.</param>
    /// <remarks>
    /// Where rows are refused, what is stored decides which; so the plan is tried on its own result until that stands, and the same
    /// files imported again find nothing to change.
    /// </remarks>
    public ChildPlan Merge(Child? stored, IReadOnlyList<Entry> storedEntries, IReadOnlySet<string>? withdrawn = null)
    {
        withdrawn ??= FrozenSet<string>.Empty;
        var plan = new ChildMerge(rows, context, stored, storedEntries, withdrawn).Plan();
        for (var round = 1; round < MostRounds && storedEntries.Count > 0 && plan.Refusals.Count > 0 && !plan.IsUnchanged; round++)
        {
            var next = new ChildMerge(rows, context, plan.Child, plan.Journey!.Entries, withdrawn).Plan();
            var isSettled = next.IsUnchanged;
            plan = Joined(plan, next, stored, storedEntries);
            if (isSettled)
            {
                break;
            }
        }

        return plan;
    }

    /// <summary>Two plans, one after the other, as one.</summary>
    private static ChildPlan Joined(ChildPlan first, ChildPlan second, Child? stored, IReadOnlyList<Entry> storedEntries)
    {
        var before = storedEntries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        var after = second.Journey!.Entries;
        var ids = after.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return new ChildPlan(first.ChildId)
        {
            Child = second.Child,
            ChildChanged = second.Child != stored,
            Journey = second.Journey,
            Puts = [.. after.Where(entry => !(before.TryGetValue(entry.Id, out var had) && (had == entry || (had.On == entry.On && had.Values.SameAs(entry.Values)))))],
            Voids = [.. storedEntries.Where(entry => !ids.Contains(entry.Id))],
            Refusals = second.Refusals,
            Warnings = second.Warnings,
            StoredRows = [.. first.StoredRows.Union(second.StoredRows).Except(second.RefusedRows)],
            RefusedRows = second.RefusedRows,
            Notes = second.Notes,
        };
    }
}
