using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>The days for which the files say everything about a child, table by table.</summary>
/// <remarks>
/// Within them an entry of an earlier import that the files no longer hold was entered in error. Episodes are complete from the
/// child's first to the last, or to the end of the year while one is open. Events are asked for year by year: a long episode comes
/// with each return again, the reviews of earlier years do not; so they are complete from the start of the year, or from
/// the child's first day in the files where these reach further back. A decision on adoption comes with each return while it
/// stands, so that the rows say which of those since the last that ended a plan.
/// </remarks>
internal sealed class ImportSpan
{
    private readonly ReturnContext context;
    private readonly IReadOnlyList<EpisodeRow> episodes;
    private readonly LocalDate first = LocalDate.MaxIsoValue;
    private readonly LocalDate last = LocalDate.MinIsoValue;
    private readonly LocalDate? firstReview;
    private readonly LocalDate? firstMissing;
    private readonly LocalDate? firstWorker;
    private readonly LocalDate? firstDecision;
    private readonly LocalDate decisionsTo;
    private readonly bool isAdopted;
    private LocalDate episodesFrom;
    private LocalDate episodesTo;
    private LocalDate decisionsFrom;

    /// <summary>The span of rows that are in order.</summary>
    public ImportSpan(ReturnContext context, AcceptedRows rows)
    {
        this.context = context;
        episodes = rows.Episodes;
        firstReview = rows.Reviews.Count > 0 ? rows.Reviews[0].On : null;
        firstMissing = rows.Missing.Count > 0 ? rows.Missing[0].Start : null;
        firstWorker = rows.SocialWorkers.Count > 0 ? rows.SocialWorkers[0].Start : null;
        var isOpen = false;
        foreach (var row in episodes)
        {
            See(ref first, ref last, row.Decom, row.Dec);
            isOpen = row.Dec is null;
        }

        foreach (var row in rows.Reviews)
        {
            See(ref first, ref last, row.On, null);
        }

        foreach (var row in rows.Missing)
        {
            See(ref first, ref last, row.Start, row.End);
        }

        foreach (var row in rows.SocialWorkers)
        {
            See(ref first, ref last, row.Start, row.End);
        }

        if (isOpen)
        {
            last = LocalDate.Max(last, context.Year.To);
        }

        var decided = rows.Decisions.SelectMany(row => row.Decisions).Select(decision => decision.On).DefaultIfEmpty(context.Year.To).ToList();
        firstDecision = rows.Decisions.Count > 0 ? decided.Min() : null;
        isAdopted = rows.Decisions.Any(row => row.Table == Ssda903Table.AD1);
        decisionsFrom = LocalDate.Min(decided.Min(), context.Year.From);
        decisionsTo = LocalDate.Max(decided.Max(), context.Year.To);
        episodesFrom = episodes.Count > 0 ? episodes[0].Decom : LocalDate.MaxIsoValue;
        episodesTo = isOpen ? last : LatestEpisodeDate();
    }

    /// <summary>Widens the span to a period of care that an earlier import began or ended otherwise, within one collection year.</summary>
    /// <remarks>So that a corrected day of admission or discharge replaces the wrong one, on whichever side of it that lies.</remarks>
    public void Widen(Journey stored)
    {
        if (firstDecision < context.Year.From)
        {
            var ended = stored.All<AdoptionDecision>().Where(decision => decision.Kind == AdoptionDecisionKind.NoLonger && decision.On < firstDecision).Select(decision => decision.On);
            decisionsFrom = ended.DefaultIfEmpty(LocalDate.MinIsoValue).Max();
            decisionsFrom = decisionsFrom == LocalDate.MinIsoValue ? decisionsFrom : decisionsFrom.PlusDays(1);
        }

        if (episodes.Count == 0)
        {
            return;
        }

        var start = episodes[0];
        if (start.Reason == EpisodeReason.S
            && stored.PeriodOn(start.Decom) is { } begun
            && ImportedIds.IsImported(begun.Admission)
            && CollectionYear.Of(begun.From) == CollectionYear.Of(start.Decom))
        {
            episodesFrom = LocalDate.Min(episodesFrom, begun.From);
        }

        if (episodes[^1].Discharged is not null && stored.PeriodOn(episodesTo) is { } lasting)
        {
            episodesTo = LocalDate.Max(episodesTo, LocalDate.Min(lasting.To, context.Year.To));
        }
    }

    /// <summary>Whether the files, if they held the entry, would say so.</summary>
    public bool Covers(Entry entry) => entry switch
    {
        Admission or LegalStatusChange or PlacementStart or PlacementEnd or Discharge => Lies(entry, episodesFrom, episodesTo),
        Review => CoversEvent(entry, Ssda903Table.Reviews, firstReview),
        Missing => CoversEvent(entry, Ssda903Table.Missing, firstMissing),
        Allocation => Lies(entry, firstWorker ?? LocalDate.MaxIsoValue, last),
        Sdq => context.Tables.Has(Ssda903Table.OC2) && entry.On == context.Year.To,
        AdoptionDecision decision => CoversDecision(decision),
        _ => false,
    };

    /// <summary>Whether an episode's entry lies within the span.</summary>
    public bool CoversEpisode(Entry entry) => entry is Admission or LegalStatusChange or PlacementStart or PlacementEnd or Discharge && Covers(entry);

    /// <summary>The tables whose rows make such entries.</summary>
    public static IReadOnlyList<Ssda903Table> TablesOf(Entry entry) => entry switch
    {
        Review => [Ssda903Table.Reviews],
        Missing => [Ssda903Table.Missing],
        Allocation => [Ssda903Table.SWEpisodes],
        Sdq => [Ssda903Table.OC2],
        AdoptionDecision { Kind: AdoptionDecisionKind.Matched } => [Ssda903Table.AD1],
        AdoptionDecision { Kind: AdoptionDecisionKind.NoLonger } => [Ssda903Table.PlacedAdoption],
        AdoptionDecision => [Ssda903Table.PlacedAdoption, Ssda903Table.AD1],
        _ => [Ssda903Table.Episodes],
    };

    private static void See(ref LocalDate first, ref LocalDate last, LocalDate from, LocalDate? to)
    {
        first = LocalDate.Min(first, from);
        last = LocalDate.Max(last, to ?? from);
    }

    private static bool Lies(Entry entry, LocalDate from, LocalDate to) => from <= entry.On && entry.On <= to;

    private bool CoversDecision(AdoptionDecision decision)
    {
        var isAsked = decision.Kind switch
        {
            AdoptionDecisionKind.Matched => context.Tables.Has(Ssda903Table.AD1),
            AdoptionDecisionKind.NoLonger => context.Tables.Has(Ssda903Table.PlacedAdoption),
            AdoptionDecisionKind.ShouldBePlaced => context.Tables.Has(Ssda903Table.PlacedAdoption) || isAdopted,
            _ => false,
        };
        return isAsked && Lies(decision, decisionsFrom, decisionsTo);
    }

    private bool CoversEvent(Entry entry, Ssda903Table table, LocalDate? firstOfTable) =>
        context.Tables.Has(table)
        && Lies(entry, firstOfTable < context.Year.From ? first : LocalDate.Max(first, context.Year.From), last);

    private LocalDate LatestEpisodeDate() =>
        episodes.Aggregate(LocalDate.MinIsoValue, (latest, row) => LocalDate.Max(latest, row.Dec ?? row.Decom));
}
