using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Exports;

/// <summary>A child looked after on a day, or who ceased to be within the six months before; series of short breaks are left out.</summary>
/// <param name="Journey">The child's journey.</param>
/// <param name="AsOf">The day.</param>
/// <param name="Period">The period of care.</param>
/// <param name="From">The first day of being looked after, other than by short breaks.</param>
/// <param name="LegalStatus">The legal status on the day, or the last.</param>
internal sealed record ChildInCare(Journey Journey, LocalDate AsOf, PeriodOfCare Period, LocalDate From, DateSpan<LegalStatus> LegalStatus)
{
    private const int MonthsSinceCeased = 6;
    private const int MonthsLookedBack = 12;

    /// <summary>The day a year before, from which things are counted.</summary>
    public LocalDate Since { get; } = AsOf.PlusMonths(-MonthsLookedBack);

    /// <summary>The day the child ceased to be looked after, or null.</summary>
    public LocalDate? CeasedOn { get; } = LegalStatus.To <= AsOf ? LegalStatus.To : null;

    /// <summary>The placement entry in force on the day, or the last.</summary>
    public PlacementStart? Placement => Period.PlacementEntries.LastOrDefault(entry => entry.On <= AsOf && (CeasedOn is null || entry.On <= CeasedOn));

    /// <summary>Finds the child's latest time in care, or null where the child is not on the list.</summary>
    public static ChildInCare? Of(Journey journey, LocalDate asOf)
    {
        foreach (var period in journey.PeriodsOfCare.Reverse())
        {
            DateSpan<LegalStatus>? latest = null;
            var from = period.From;
            foreach (var span in period.LegalStatuses.Reverse().SkipWhile(span => span.From > asOf || IsShortBreaks(span)).TakeWhile(span => !IsShortBreaks(span)))
            {
                latest ??= span;
                from = span.From;
            }

            if (latest is { } last)
            {
                return last.To < asOf.PlusMonths(-MonthsSinceCeased) ? null : new ChildInCare(journey, asOf, period, from, last);
            }
        }

        return null;
    }

    /// <summary>The latest of the days that lies in this time in care and not after the day.</summary>
    public LocalDate? Latest(IEnumerable<LocalDate?> days) => days.Where(day => From <= day && day <= (CeasedOn ?? AsOf)).Max();

    /// <summary>Whether an earlier period of being looked after reached into the twelve months.</summary>
    public bool IsSecondPeriod => Journey.PeriodsOfCare.Any(period => period.From < Period.From && period.To > Since && period.FirstDayUnder(Regime.FullCare) is not null);

    /// <summary>Whether the child was looked after as an unaccompanied asylum-seeking child within the twelve months.</summary>
    public bool IsUnaccompanied => Journey.PeriodsOfCare.Any(period => period.Admission.Unaccompanied && period.From <= AsOf && period.To > Since);

    /// <summary>In how many places the child lived within the twelve months; temporary moves are part of a stay.</summary>
    public int Placements => Journey.PeriodsOfCare.Sum(period => period.Placements.Count(placement =>
        placement.From <= AsOf && placement.To > Since && period.LegalStatuses.On(placement.From) is { } status && !IsShortBreaks(status)));

    /// <summary>The stay that the placement entry is part of; null for a temporary move.</summary>
    public Placement? Stay => Placement is { IsTemporary: false } entry ? Period.Placements.LastOrDefault(stay => stay.From <= entry.On) : null;

    /// <summary>The routes of the latest permanence plan, or of several made on one day.</summary>
    public IReadOnlyList<PermanenceRoute> PermanenceRoutes
    {
        get
        {
            var plans = Journey.All<PermanencePlan>();
            var latest = Latest(plans.Select(plan => (LocalDate?)plan.On));
            return [.. plans.Where(plan => plan.On == latest).Select(plan => plan.Route)];
        }
    }

    /// <summary>How many episodes of a kind began within the twelve months while the child was looked after.</summary>
    public int Episodes(MissingKind kind) => EpisodesOf(kind).Count();

    /// <summary>The latest missing episode that the child has returned from, or null.</summary>
    public Missing? LastReturn => EpisodesOf(MissingKind.Missing).Where(episode => episode.ReturnedAt?.Date <= AsOf).MaxBy(episode => (episode.From.Date, episode.Id));

    /// <summary>What the latest placement entry says, or the one before of the same stay where that says nothing.</summary>
    public T? OfPlacement<T>(Func<PlacementStart, T?> read)
    {
        var entries = Stay is { } stay ? stay.Terms.Where(terms => terms.On <= Placement!.On).Reverse() : Placement is { } only ? [only] : [];
        return entries.Select(read).FirstOrDefault(value => value is not null);
    }

    /// <summary>Who held the case on the day; of a child who has ceased to be looked after, if no one does, who did at the end.</summary>
    public string? Holder(AllocationRole role) => Journey.AssigneeOn(role, AsOf) ?? (CeasedOn is { } ceasedOn ? Journey.AssigneeOn(role, ceasedOn.PlusDays(-1)) : null);

    private IEnumerable<Missing> EpisodesOf(MissingKind kind) => Journey.All<Missing>().Where(episode =>
        episode.Kind == kind && Since <= episode.From.Date && episode.From.Date <= AsOf && Journey.PeriodOn(episode.From.Date) is not null);

    private static bool IsShortBreaks(DateSpan<LegalStatus> span) => span.Value is Domain.Journeys.Entries.LegalStatus.V3 or Domain.Journeys.Entries.LegalStatus.V4;
}
