using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>Figures of the children whom the caller may see.</summary>
public sealed class FigureRecords(JourneyDb db, ChildScope scope, ChildRecords records)
{
    private const int GroupSize = 500;

    /// <summary>Counts what is stored. All of it is read as it stands at one moment.</summary>
    public async Task<FigureTable> CountAsync(Generation generation, FigureQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var moment = db.Database.CurrentTransaction is null ? await db.BeginReadAsync(cancellationToken) : null;
        if (!scope.IsWholeAuthority)
        {
            return await CountOfAsync(generation, question, scope.Apply(db.Children.AsNoTracking()), cancellationToken);
        }

        var figures = await new FigureCounter(question).CountAsync(db.ObligationsByTeam(generation), db.Obligations(generation), cancellationToken);
        if (!scope.SeesRestricted)
        {
            // To ask of each of the others whether the child is restricted would cost more than all the rest.
            var seen = scope.Apply(db.Children.AsNoTracking());
            var hidden = db.Children.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId && row.Restricted
                && !seen.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId));
            figures.Remove(await CountOfAsync(generation, question, hidden, cancellationToken));
        }

        return figures;
    }

    /// <summary>Counts, for several questions about one day, what follows from what had been recorded by an instant, a group of children at a time.</summary>
    public async Task<KnownFigures> CountKnownAsync(Generation generation, IReadOnlyList<FigureQuestion> questions, Instant knownAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(generation);
        ArgumentNullException.ThrowIfNull(questions);
        await using var moment = db.Database.CurrentTransaction is null ? await db.BeginReadAsync(cancellationToken) : null;
        var asOf = questions[0].AsOf;
        var figures = questions.Select(_ => new FigureTable()).ToList();
        var lookedAfter = 0;
        await foreach (var group in records.KnownAsync(scope, knownAt, GroupSize, cancellationToken))
        {
            var journeys = group.Select(child => child.Journey()).Where(journey => journey.Entries.Count > 0).ToList();
            var rows = journeys.SelectMany(journey => ChildProjection.Of(generation, journey).Obligations).ToList();
            foreach (var (table, question) in figures.Zip(questions))
            {
                table.Add(await new FigureCounter(question).CountAsync(rows.AsQueryable(), cancellationToken));
            }

            lookedAfter += journeys.Count(journey => journey.PeriodOn(asOf) is not null && questions[0].Holders.Holds(
                journey.AssigneeOn(AllocationRole.Team, asOf), journey.AssigneeOn(AllocationRole.Iro, asOf), journey.AssigneeOn(AllocationRole.SocialWorker, asOf)));
        }

        return new KnownFigures(figures, lookedAfter);
    }

    private async Task<FigureTable> CountOfAsync(Generation generation, FigureQuestion question, IQueryable<Mapping.ChildRow> children, CancellationToken cancellationToken)
    {
        var ids = await children.Select(row => row.ChildId).ToListAsync(cancellationToken);
        return ids.Count == 0
            ? new FigureTable()
            : await new FigureCounter(question).CountAsync(db.Obligations(generation).Where(row => ids.Contains(row.ChildId)), cancellationToken);
    }
}

/// <summary>Figures from what had been recorded by an instant.</summary>
/// <param name="Figures">The figures, by question.</param>
/// <param name="LookedAfter">How many children were looked after on the day asked about, whom those of the first question hold.</param>
public sealed record KnownFigures(IReadOnlyList<FigureTable> Figures, int LookedAfter);
