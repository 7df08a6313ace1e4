using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Retention;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Retention;

/// <summary>How long the records of children are to be kept.</summary>
public sealed class RetentionRecords(JourneyDb db)
{
    private static readonly string death = $"\"{CodeLists.DischargeReasons.TextOf(DischargeReason.E2)}\"";

    /// <summary>The children within the scope with the periods that follow from what had happened by a day.</summary>
    /// <param name="scope">The children whom the caller may see.</param>
    /// <param name="asOf">The day.</param>
    /// <param name="childIds">These children; none for all.</param>
    /// <param name="keptUntil">The latest last day that is asked about, or null: only so many children are read.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<IReadOnlyList<RetainedChild>> ReadAsync(
        ChildScope scope, LocalDate asOf, IReadOnlyCollection<string> childIds, LocalDate? keptUntil, CancellationToken cancellationToken)
    {
        var visible = new Visible(db, scope);
        var dead = await DeadAsync(visible, asOf, cancellationToken);
        var deadIds = dead.Select(entries => entries.Key).ToList();
        var children = childIds.Count > 0 ? visible.Children.Where(row => childIds.Contains(row.ChildId)) : visible.Children;
        if (keptUntil is { } day)
        {
            var bornBy = RetentionPeriod.BornBy(day);
            children = children.Where(row => row.DateOfBirth <= bornBy || deadIds.Contains(row.ChildId));
        }

        var admissions = Current(visible, Admission.Shape, asOf);
        var rows = await children
            .Select(row => new
            {
                row.ChildId,
                row.DateOfBirth,
                row.Version,
                WasLookedAfter = admissions.Any(entry => entry.AuthorityId == row.AuthorityId && entry.ChildId == row.ChildId),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new RetainedChild(row.ChildId, row.Version, PeriodOf(new Child(row.ChildId, row.DateOfBirth), row.WasLookedAfter)))];

        RetentionPeriod? PeriodOf(Child child, bool wasLookedAfter) => dead.Contains(child.Id)
            ? RetentionPeriod.Of(Journey.Of(child, dead[child.Id]), asOf)
            : RetentionPeriod.Of(child, wasLookedAfter, diedOn: null);
    }

    /// <summary>The entries of children who were discharged by death. They are few, and the journey says whether it was the end: an admission may follow one recorded in error.</summary>
    private static async Task<ILookup<string, Entry>> DeadAsync(Visible visible, LocalDate asOf, CancellationToken cancellationToken)
    {
        var discharges = Current(visible, Discharge.Shape, asOf).Where(row => row.Fields.Contains(death));
        var rows = await visible.Entries
            .Where(row => row.SupersededAt == null && row.VoidReason == null && discharges.Any(entry => entry.AuthorityId == row.AuthorityId && entry.ChildId == row.ChildId))
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.ChildId, row => StoredEntry.From(row).Entry);
    }

    private static IQueryable<EntryRow> Current(Visible visible, EntryShape shape, LocalDate asOf)
    {
        var type = shape.Type;
        return visible.Entries.Where(row => row.Type == type && row.SupersededAt == null && row.VoidReason == null && row.On <= asOf);
    }
}

/// <summary>A child, and how long the law has the record kept.</summary>
/// <param name="ChildId">The child.</param>
/// <param name="Version">The child's version.</param>
/// <param name="Period">The period; null where the law sets none.</param>
public sealed record RetainedChild(string ChildId, long Version, RetentionPeriod? Period);
