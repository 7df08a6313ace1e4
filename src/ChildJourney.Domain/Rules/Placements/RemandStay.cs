using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>A stretch in which a child was looked after only because of a remand, in one kind of place.</summary>
/// <param name="From">The first day.</param>
/// <param name="Began">The entry that began it: the admission, or a placement.</param>
/// <param name="IsYouthDetention">Whether it was youth detention, and not local authority accommodation.</param>
/// <param name="Ending">When and why it ended, other than with the period of care, or null.</param>
public sealed record RemandStay(LocalDate From, Entry Began, bool IsYouthDetention, Ending? Ending)
{
    /// <summary>The stretches of a period of care, in order, those left out that began before recording did.</summary>
    public static IEnumerable<RemandStay> ReadFrom(PeriodOfCare period)
    {
        ArgumentNullException.ThrowIfNull(period);
        if (!period.IsRemandOnly(period.From))
        {
            yield break;
        }

        var remandEnds = period.RemandEndsOn < period.To
            ? new Ending(period.RemandEndsOn, "the child was no longer looked after only because of a remand", Recorded: true)
            : (Ending?)null;
        var stay = new RemandStay(period.From, period.Admission, period.IsYouthDetention(period.From), remandEnds);
        foreach (var terms in period.Placements.SelectMany(placement => placement.Terms))
        {
            if (terms.On < period.RemandEndsOn && period.IsYouthDetention(terms.On) != stay.IsYouthDetention)
            {
                if (IsRecorded(stay))
                {
                    yield return stay with { Ending = new Ending(terms.On, stay.IsYouthDetention ? "youth detention ended" : "youth detention began", Recorded: true) };
                }

                stay = new RemandStay(terms.On, terms, !stay.IsYouthDetention, remandEnds);
            }
        }

        if (IsRecorded(stay))
        {
            yield return stay;
        }

        bool IsRecorded(RemandStay of) => of.Began is not Admission || period.HistoryFrom is null;
    }
}
