using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>What the rules about visits share: each governs the intervals that begin in its circumstances.</summary>
public abstract class VisitRule(string id, string title, params DatedLimit[] limits) : Rule(id, title, Level.Regulation, limits)
{
    /// <summary>The interval before the first review in the circumstances that call for closest care.</summary>
    protected static Amount Weekly { get; } = new(1, Unit.Weeks);

    /// <inheritdoc/>
    public override bool IsStatutoryVisit => true;

    /// <summary>Its place among the rules that may govern the same interval, where both ask for the same day.</summary>
    public abstract int Rank { get; }

    /// <summary>Whether it takes the place of the general intervals, and stands beside others that do: the earliest of their dates counts.</summary>
    public virtual bool IsSpecial => true;

    /// <summary>Whether it governs an interval that begins in these circumstances.</summary>
    public abstract bool Governs(VisitDay day);

    /// <summary>The time from one visit to the next in these circumstances.</summary>
    public virtual Amount IntervalOn(VisitDay day, Amount own, Settings settings) => own;

    /// <summary>The due date where its circumstances come about in the middle of an interval: never before they did.</summary>
    public virtual Deadline TightenedOn(VisitDay day, Deadline fromLastVisit, Settings settings) =>
        fromLastVisit.On < day.On
            ? new Deadline(day.On, [.. fromLastVisit.Steps, new Step(day.On, "the day from which visits had to be closer together", null, day.On)])
            : fromLastVisit;

    /// <summary>The same number from the day it came into force, with the months of 2020 in which visits were relaxed.</summary>
    protected static DatedLimit[] Since2011(Amount amount, string regulation)
    {
        var citation = CarePlanning2010.Regulation(regulation);
        return
        [
            new DatedLimit(CarePlanning2010.InForceFrom, amount, citation),
            new DatedLimit(Coronavirus2020.From, amount, citation) { Relaxed = Coronavirus2020.Relaxation },
            new DatedLimit(Coronavirus2020.To, amount, citation),
        ];
    }

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var interval in VisitIntervals.Of(journey, settings).All)
        {
            if (interval.Rule == this)
            {
                yield return interval.Duty;
            }
        }
    }
}
