using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>An unbroken stretch in which a young person is an eligible, a relevant or a former relevant child, in care or not.</summary>
/// <remarks>
/// From the day the child becomes eligible to 21, and on to 25 while support is in force. It ends with death, and while another authority
/// has taken over the care.
/// </remarks>
/// <param name="From">The first day.</param>
/// <param name="BeganBy">The entry that it began by.</param>
/// <param name="Began">What began it, as a sentence goes on: "becoming eligible".</param>
/// <param name="Ending">When and why it ends.</param>
internal sealed record LeavingCareStanding(LocalDate From, Entry BeganBy, string Began, Ending Ending)
{
    private const int LastAge = 21;
    private const int LastAgeWithSupport = 25;

    /// <summary>The stretches of a journey, in order.</summary>
    public static IReadOnlyList<LeavingCareStanding> ReadFrom(Journey journey) =>
        journey.Derived<LeavingCareStanding[], Journey>(journey, static (read, _) => [.. Read(read)]);

    /// <summary>Whether the day lies in it.</summary>
    public bool Holds(LocalDate day) => From <= day && day < Ending.On;

    private static IEnumerable<LeavingCareStanding> Read(Journey journey)
    {
        if (Beginning(journey) is not { } open)
        {
            yield break;
        }

        var current = open;
        foreach (var period in journey.PeriodsOfCare)
        {
            if (current is null && period.FirstDayUnder(Regime.FullCare) is { } backOn)
            {
                current = open = open with { From = backOn, BeganBy = period.Admission, Began = "becoming looked after again" };
            }

            if (period.ClosedBy == ClosedBy.Death)
            {
                if (current?.From < period.To)
                {
                    yield return current with { Ending = new Ending(period.To, "the child died", Recorded: true) };
                }

                yield break;
            }

            if (current?.From < period.To && IsTakenOver(journey, period))
            {
                yield return current with { Ending = new Ending(period.To, "another authority took over the child's care", Recorded: true) };
                current = null;
            }
        }

        if (current is null)
        {
            yield break;
        }

        current = current.From < current.Ending.On ? current : null;
        foreach (var support in Supports(journey, open.From))
        {
            if (current is not null && support.From <= current.Ending.On)
            {
                current = support.Ending.On > current.Ending.On ? current with { Ending = support.Ending } : current;
            }
            else
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = support;
            }
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    /// <summary>How it begins, to 21 at first: with eligibility or, where the record does not reach back, with the authority's own work with a care leaver.</summary>
    private static LeavingCareStanding? Beginning(Journey journey)
    {
        var ending = new Ending(journey.Child.Birthday(LastAge), "the young person turned 21", Recorded: false);
        var eligible = Eligibility.Of(journey);
        var known = KnownAsCareLeaver(journey);
        return known is not null && !(known.On >= eligible?.On)
            ? new LeavingCareStanding(known.On, known, "becoming known as a care leaver", ending)
            : eligible is { } by ? new LeavingCareStanding(by.On, by.Period.Admission, "becoming eligible", ending)
            : null;
    }

    /// <summary>The first entry from 16 on of a kind that is made of care leavers only, where the days in care before it are not all on record.</summary>
    private static Entry? KnownAsCareLeaver(Journey journey)
    {
        var ofAge = journey.Child.Birthday(Eligibility.Age);
        foreach (var entry in journey.Entries)
        {
            if (entry.On >= ofAge && entry is NeedsAssessment or PathwayPlan or PathwayReview or AdviserVisit or CouncilAccommodation)
            {
                return journey.PeriodsOfCare is [var first, ..] && first.From <= entry.On && first.HistoryFrom is null ? null : entry;
            }
        }

        return null;
    }

    private static bool IsTakenOver(Journey journey, PeriodOfCare period) =>
        period.ClosedBy == ClosedBy.Discharge
        && journey.All<Discharge>().Any(discharge => discharge.On == period.To && discharge.Reason == DischargeReason.E3);

    /// <summary>The days from 21 to 25 on which support that was asked for is in force.</summary>
    private static IEnumerable<LeavingCareStanding> Supports(Journey journey, LocalDate notBefore)
    {
        var earliest = LocalDate.Max(notBefore, journey.Child.Birthday(LastAge));
        var latest = new Ending(journey.Child.Birthday(LastAgeWithSupport), "the young person turned 25", Recorded: false);
        foreach (var support in journey.All<LeavingCareSupport>())
        {
            var from = LocalDate.Max(support.On, earliest);
            var ending = support.EndedOn is { } endedOn ? Ending.Earlier(latest, new Ending(endedOn, "support after 21 ended", Recorded: true)) : latest;
            if (from < ending.On)
            {
                yield return new LeavingCareStanding(from, support, "asking for support after 21", ending);
            }
        }
    }
}
