using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>Figures of the children whom the caller may see.</summary>
public sealed class FigureRecords(JourneyDb db, ChildScope scope, ChildRecords records)
{
    private const int GroupSize = 500;

    /// <summary>Counts what is stored. All of it is read as it stands at one moment.</summary>
    public Task<FigureTable> CountAsync(Generation generation, FigureQuestion question, CancellationToken cancellationToken) => WithinScopeAsync(
        generation,
        rows => new FigureCounter(question).CountAsync(rows, cancellationToken),
        (all, outside) =>
        {
            all.Remove(outside);
            return all;
        },
        cancellationToken);

    /// <summary>What was due and on time, by due date and by the team that held the child on it.</summary>
    public Task<IReadOnlyList<DueDay>> CountDaysAsync(Generation generation, FigureQuestion question, CancellationToken cancellationToken) => WithinScopeAsync(
        generation,
        rows => new FigureCounter(question).CountDaysAsync(rows, cancellationToken),
        (all, outside) => [.. all, .. outside.Select(day => day with { Due = -day.Due, OnTime = -day.OnTime })],
        cancellationToken);

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

    /// <summary>Counts the children within the scope: of a whole authority all of them, less those who lie outside.</summary>
    private async Task<T> WithinScopeAsync<T>(Generation generation, Func<FigureSource, Task<T>> countAsync, Func<T, T, T> without, CancellationToken cancellationToken)
    {
        await using var moment = db.Database.CurrentTransaction is null ? await db.BeginReadAsync(cancellationToken) : null;
        var visible = new Visible(db, scope);
        if (!scope.IsWholeAuthority)
        {
            return await countAsync(await SourceOfAsync(generation, visible.Children, cancellationToken));
        }

        // To ask of each of the others whether the child is restricted would cost more than all the rest.
        var all = await countAsync(SourceOf(generation));
        return scope.SeesRestricted ? all : without(all, await countAsync(await SourceOfAsync(generation, visible.Outside, cancellationToken)));
    }

    private FigureSource SourceOf(Generation generation) =>
        new(db.ObligationsByTeam(generation), db.ObligationsByOutcomeDay(generation), db.ObligationsLackingFact(generation));

    /// <summary>The rows of a few children, found by their ids.</summary>
    private async Task<FigureSource> SourceOfAsync(Generation generation, IQueryable<Mapping.ChildRow> children, CancellationToken cancellationToken)
    {
        var ids = await children.Select(row => row.ChildId).ToListAsync(cancellationToken);
        return FigureSource.Of(db.ObligationsOf(generation, Given.Of<IReadOnlyList<string>>(null, ids)));
    }
}

/// <summary>Figures from what had been recorded by an instant.</summary>
/// <param name="Figures">The figures, by question.</param>
/// <param name="LookedAfter">How many children were looked after on the day asked about, whom those of the first question hold.</param>
public sealed record KnownFigures(IReadOnlyList<FigureTable> Figures, int LookedAfter);
