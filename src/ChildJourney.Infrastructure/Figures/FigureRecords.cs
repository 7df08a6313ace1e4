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

        var figures = await new FigureCounter(question).CountAsync(SourceOf(generation), cancellationToken);
        if (!scope.SeesRestricted)
        {
            // To ask of each of the others whether the child is restricted would cost more than all the rest.
            figures.Remove(await CountOfAsync(generation, question, new Visible(db, scope).Outside, cancellationToken));
        }

        return figures;
    }

    /// <summary>What was due and on time, by due date and by the team that held the child on it.</summary>
    public async Task<IReadOnlyList<DueDay>> CountDaysAsync(Generation generation, FigureQuestion question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        await using var moment = db.Database.CurrentTransaction is null ? await db.BeginReadAsync(cancellationToken) : null;
        var counter = new FigureCounter(question);
        if (!scope.IsWholeAuthority)
        {
            return await counter.CountDaysAsync(await SourceOfAsync(generation, scope.Apply(db.Children.AsNoTracking()), cancellationToken), cancellationToken);
        }

        var days = await counter.CountDaysAsync(SourceOf(generation), cancellationToken);
        return scope.SeesRestricted
            ? days
            : [.. days, .. (await counter.CountDaysAsync(await SourceOfAsync(generation, new Visible(db, scope).Outside, cancellationToken), cancellationToken)).Select(day => day with { Due = -day.Due, OnTime = -day.OnTime })];
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

    private async Task<FigureTable> CountOfAsync(Generation generation, FigureQuestion question, IQueryable<Mapping.ChildRow> children, CancellationToken cancellationToken) =>
        await new FigureCounter(question).CountAsync(await SourceOfAsync(generation, children, cancellationToken), cancellationToken);

    private FigureSource SourceOf(Generation generation) =>
        new(db.ObligationsByTeam(generation), db.ObligationsByOutcomeDay(generation), db.ObligationsLackingFact(generation));

    /// <summary>The rows of a few children, found by their ids.</summary>
    private async Task<FigureSource> SourceOfAsync(Generation generation, IQueryable<Mapping.ChildRow> children, CancellationToken cancellationToken)
    {
        var ids = await children.Select(row => row.ChildId).ToListAsync(cancellationToken);
        return FigureSource.Of(db.Obligations(generation).Where(row => ids.Contains(row.ChildId)));
    }
}

/// <summary>Figures from what had been recorded by an instant.</summary>
/// <param name="Figures">The figures, by question.</param>
/// <param name="LookedAfter">How many children were looked after on the day asked about, whom those of the first question hold.</param>
public sealed record KnownFigures(IReadOnlyList<FigureTable> Figures, int LookedAfter);
