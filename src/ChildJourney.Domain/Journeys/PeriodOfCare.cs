using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>What closed a period of care.</summary>
public enum ClosedBy
{
    /// <summary>A discharge.</summary>
    Discharge,

    /// <summary>The 18th birthday.</summary>
    Birthday,

    /// <summary>The child's death.</summary>
    Death,
}

/// <summary>The days from one admission up to, not including, the day the child ceased to be looked after.</summary>
public sealed class PeriodOfCare
{
    private readonly Lazy<IReadOnlyList<ReviewDuty>> reviewDuties;

    internal PeriodOfCare(
        Admission admission,
        LocalDate to,
        ClosedBy closedBy,
        IReadOnlyList<LegalStatusChange> legalStatusChanges,
        IReadOnlyList<PlacementStart> placementEntries,
        IReadOnlyList<PlacementEnd> placementEnds,
        IReadOnlyList<Review> reviews,
        IReadOnlyList<AdoptionReview> adoptionReviews)
    {
        Admission = admission;
        To = to;
        ClosedBy = closedBy;
        Reviews = reviews;
        AdoptionReviews = adoptionReviews;
        PlacementEntries = placementEntries;
        LegalStatuses = ReadLegalStatuses(admission, to, legalStatusChanges);
        PlacementEnds = placementEnds;
        PlacementSpans = ReadPlacementSpans(placementEntries, placementEnds, to);
        Placements = Placement.ReadFrom(placementEntries, placementEnds, to);
        Regimes = ReadRegimes(this);
        reviewDuties = new(() => ReviewDuty.ReadFrom(this), LazyThreadSafetyMode.None);
    }

    /// <summary>The entry that opened it.</summary>
    public Admission Admission { get; }

    /// <summary>The first day.</summary>
    public LocalDate From => Admission.On;

    /// <summary>The day it had closed: the discharge, the death, or at the latest the 18th birthday.</summary>
    public LocalDate To { get; }

    /// <summary>What closed it, or will if nothing else does.</summary>
    public ClosedBy ClosedBy { get; }

    /// <summary>The legal statuses in order; changes that change nothing are left out.</summary>
    public IReadOnlyList<DateSpan<LegalStatus>> LegalStatuses { get; }

    /// <summary>The placement entries in order.</summary>
    public IReadOnlyList<PlacementStart> PlacementEntries { get; }

    /// <summary>Where the child lives, temporary moves included: each placement entry until the next, an end, or the end of the period.</summary>
    public IReadOnlyList<DateSpan<PlacementStart>> PlacementSpans { get; }

    /// <summary>The ends of placements that were recorded, in order.</summary>
    public IReadOnlyList<PlacementEnd> PlacementEnds { get; }

    /// <summary>The stays that the placement entries make up.</summary>
    public IReadOnlyList<Placement> Placements { get; }

    /// <summary>The reviews in order, those too that do not count towards the cycle.</summary>
    public IReadOnlyList<Review> Reviews { get; }

    /// <summary>The adoption reviews in order.</summary>
    public IReadOnlyList<AdoptionReview> AdoptionReviews { get; }

    /// <summary>Which body of rules governs each of its days.</summary>
    public IReadOnlyList<DateSpan<Regime>> Regimes { get; }

    /// <summary>The duties to hold a review, one after another.</summary>
    public IReadOnlyList<ReviewDuty> ReviewDuties => reviewDuties.Value;

    /// <summary>The day recording began, where the child was looked after before it, otherwise null.</summary>
    public LocalDate? HistoryFrom => Admission.HistoryFrom is { } from && from >= From ? from : null;

    /// <summary>Whether the child was looked after on that day.</summary>
    public bool Holds(LocalDate day) => From <= day && day < To;

    /// <summary>The first day after which the child was not looked after only because of a remand; the first day of the period where there was none.</summary>
    public LocalDate RemandEndsOn => LegalStatuses[0] is { Value: LegalStatus.J1, To: var to } ? to ?? To : From;

    /// <summary>Whether the child is then looked after only because of a remand.</summary>
    public bool IsRemandOnly(LocalDate day) => day < RemandEndsOn;

    /// <summary>Whether the child is then in youth detention: looked after only because of a remand, in a secure home or an institution for young offenders.</summary>
    public bool IsYouthDetention(LocalDate day) =>
        IsRemandOnly(day) && PlacementOn(day)?.TermsOn(day).PlacementType is PlacementType.K1 or PlacementType.R5;

    /// <summary>The stay that holds the day, or null.</summary>
    public Placement? PlacementOn(LocalDate day)
    {
        for (var i = Placements.Count - 1; i >= 0; i--)
        {
            if (Placements[i].From <= day)
            {
                return Placements[i].Holds(day) ? Placements[i] : null;
            }
        }

        return null;
    }

    /// <summary>The day of entry for rules of these regimes; null where there is none, or it lies before recording began.</summary>
    public LocalDate? EntryUnder(Regime regimes) => HistoryFrom is null ? FirstDayUnder(regimes) : null;

    /// <summary>Whether what is said to have begun on the day had begun before recording did, so that its own day is not known.</summary>
    public bool BeganUnrecorded(LocalDate on) => HistoryFrom is { } historyFrom && (on < historyFrom || on == From);

    /// <summary>The first day of each stretch under the regimes from a day on, that day itself where it lies in one; none after another day.</summary>
    public IEnumerable<LocalDate> StretchesUnder(Regime regimes, LocalDate from, LocalDate? until)
    {
        var isOpen = false;
        foreach (var span in Regimes)
        {
            var applies = (span.Value & regimes) != Regime.None;
            var on = LocalDate.Max(span.From, from);
            if (applies && !isOpen && on < span.To && !(on > until))
            {
                yield return on;
                isOpen = true;
            }

            isOpen &= applies;
        }
    }

    /// <summary>The first day governed by one of the regimes, or null.</summary>
    public LocalDate? FirstDayUnder(Regime regimes)
    {
        foreach (var span in Regimes)
        {
            if ((span.Value & regimes) != Regime.None)
            {
                return span.From;
            }
        }

        return null;
    }

    /// <summary>Whether a day of the period is governed by one of the regimes.</summary>
    public bool IsUnder(Regime regimes, LocalDate day) => Regimes.On(day) is { } span && (span.Value & regimes) != Regime.None;

    /// <summary>The end of the unbroken stretch under these regimes that begins on or before the day: why it ends and when.</summary>
    public Ending EndOfStretch(Regime regimes, LocalDate day)
    {
        foreach (var span in Regimes)
        {
            if ((span.Value & regimes) == Regime.None && !(span.To <= day))
            {
                return new Ending(span.From, WhyBegan(span.Value), Recorded: true);
            }
        }

        return new Ending(To, ClosedBy switch
        {
            ClosedBy.Birthday => Ending.TurnedEighteen,
            ClosedBy.Death => "the child died",
            _ => "the child ceased to be looked after",
        }, Recorded: ClosedBy != ClosedBy.Birthday);
    }

    private static string WhyBegan(Regime regime) => regime switch
    {
        Regime.PlacedForAdoption => "the child was placed for adoption",
        Regime.ShortBreaks => "short breaks began",
        _ => "full care began",
    };

    private static List<DateSpan<LegalStatus>> ReadLegalStatuses(Admission admission, LocalDate to, IReadOnlyList<LegalStatusChange> changes)
    {
        var spans = new List<DateSpan<LegalStatus>>(changes.Count + 1) { new(admission.On, to, admission.LegalStatus) };
        foreach (var change in changes)
        {
            if (spans[^1].Value != change.LegalStatus)
            {
                spans[^1] = spans[^1] with { To = change.On };
                spans.Add(new DateSpan<LegalStatus>(change.On, to, change.LegalStatus));
            }
        }

        return spans;
    }

    private static DateSpan<PlacementStart>[] ReadPlacementSpans(IReadOnlyList<PlacementStart> entries, IReadOnlyList<PlacementEnd> ends, LocalDate to)
    {
        var spans = new DateSpan<PlacementStart>[entries.Count];
        for (var i = 0; i < spans.Length; i++)
        {
            var (from, next) = (entries[i].On, i + 1 < spans.Length ? entries[i + 1].On : to);
            var ended = ends.FirstOrDefault(end => from < end.On && end.On < next);
            spans[i] = new DateSpan<PlacementStart>(from, ended?.On ?? next, entries[i]);
        }

        return spans;
    }

    private static List<DateSpan<Regime>> ReadRegimes(PeriodOfCare period)
    {
        var spans = new List<DateSpan<Regime>>();
        foreach (var day in period.LegalStatuses.Select(span => span.From)
            .Concat(period.Placements.SelectMany(placement => placement.Terms).Select(terms => terms.On))
            .Concat(period.Placements.Select(placement => placement.To).Where(to => to < period.To))
            .Order())
        {
            var regime = RegimeOn(period, day);
            if (spans.Count == 0 || spans[^1].Value != regime)
            {
                if (spans.Count > 0)
                {
                    spans[^1] = spans[^1] with { To = day };
                }

                spans.Add(new DateSpan<Regime>(day, period.To, regime));
            }
        }

        return spans;
    }

    private static Regime RegimeOn(PeriodOfCare period, LocalDate day) =>
        period.LegalStatuses.On(day)?.Value is LegalStatus.V3 or LegalStatus.V4 ? Regime.ShortBreaks
        : period.PlacementOn(day)?.TermsOn(day).IsForAdoption == true ? Regime.PlacedForAdoption
        : Regime.CarePlanning;
}

/// <summary>When and why something ended.</summary>
/// <param name="On">The day it had ended.</param>
/// <param name="Why">Why, as a sentence goes on: "the child turned 18".</param>
/// <param name="Recorded">Whether an entry ended it, and not the calendar alone.</param>
public readonly record struct Ending(LocalDate On, string Why, bool Recorded)
{
    internal const string TurnedEighteen = "the child turned 18";

    /// <summary>The 18th birthday, as an ending.</summary>
    public static Ending AtEighteen(Child child) => new(child.EighteenthBirthday, TurnedEighteen, Recorded: false);

    /// <summary>The earlier of two endings.</summary>
    public static Ending Earlier(Ending first, Ending second) => second.On < first.On ? second : first;
}
