using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Placements;

/// <summary>What the alerts about a placement share: a child lives there on terms that the law does not allow at that age.</summary>
/// <remarks>
/// Each placement raises its own, overdue from the first day: the placement's, or that of the age, of the law's coming into force, or of
/// the record where that is later. It ends with the placement, at the age from which the terms are allowed, or when they change. A
/// temporary move neither raises nor interrupts it.
/// </remarks>
public abstract class PlacementAlert(string id, string title, DatedLimit limit) : Rule(id, title, Level.Regulation, limit)
{
    /// <summary>From and up to which age a child may not live on such terms; null where a child of any age may.</summary>
    protected abstract (int FromAge, int UpToAge)? AgesNotAllowed(PlacementStart terms);

    /// <summary>How the child lives, as a sentence goes on: "living in semi-independent accommodation".</summary>
    protected abstract string Living(PlacementStart terms);

    /// <summary>Whether the terms are of supported accommodation: semi-independent or independent.</summary>
    protected static bool IsSupported(PlacementStart terms) => terms.PlacementType is PlacementType.K3 or PlacementType.H5 or PlacementType.P2;

    /// <summary>The stretches of a period of care, in order; a new placement begins a new one. The value is the entry that set the terms.</summary>
    internal IEnumerable<DateSpan<PlacementStart>> StretchesIn(Journey journey, PeriodOfCare period)
    {
        foreach (var placement in period.Placements)
        {
            DateSpan<PlacementStart>? stretch = null;
            foreach (var next in DaysNotAllowed(journey.Child, period, placement))
            {
                if (stretch is { } before && before.To == next.From)
                {
                    stretch = before with { To = next.To };
                    continue;
                }

                if (stretch is { } whole)
                {
                    yield return whole;
                }

                stretch = next;
            }

            if (stretch is { } last)
            {
                yield return last;
            }
        }
    }

    /// <summary>The reason in words, for a stretch that began on that day.</summary>
    internal string Reason(Child child, PlacementStart terms, LocalDate from)
    {
        var age = PlainEnglish.Number(AgeOn(child, from));
        return $"{Living(terms)} since {PlainEnglish.Date(terms.On)}{(from > terms.On ? $", aged {age}, against the law from {PlainEnglish.Date(from)} on" : $", aged {age}")}";
    }

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var (from, to, terms) in StretchesIn(journey, period))
            {
                if (settings.VersionOf(this, from) is { } version)
                {
                    var deadline = Deadline.OnTheDay(from.PlusDays(-1), Reason(journey.Child, terms, from));
                    yield return new Duty(period, from, terms, version, new Opening(from, deadline)) { Ending = EndingOf(journey.Child, period, terms, to!.Value) };
                }
            }
        }
    }

    /// <summary>The days on which the terms in force are not allowed, by terms and by stretches under the Care Planning Regulations.</summary>
    private IEnumerable<DateSpan<PlacementStart>> DaysNotAllowed(Child child, PeriodOfCare period, Placement placement)
    {
        for (var i = 0; i < placement.Terms.Count; i++)
        {
            var terms = placement.Terms[i];
            if (AgesNotAllowed(terms) is not var (fromAge, upToAge))
            {
                continue;
            }

            var first = LocalDate.Max(LocalDate.Max(terms.On, InForceFrom), LocalDate.Max(child.Birthday(fromAge), period.HistoryFrom ?? period.From));
            var end = LocalDate.Min(i + 1 < placement.Terms.Count ? placement.Terms[i + 1].On : placement.To, child.Birthday(upToAge));
            foreach (var regime in period.Regimes)
            {
                var from = LocalDate.Max(first, regime.From);
                var to = LocalDate.Min(end, regime.To!.Value);
                if ((regime.Value & Regimes) != Regime.None && from < to)
                {
                    yield return new DateSpan<PlacementStart>(from, to, terms);
                }
            }
        }
    }

    private Ending EndingOf(Child child, PeriodOfCare period, PlacementStart terms, LocalDate to)
    {
        var placement = period.PlacementOn(terms.On)!;
        return placement.To == to ? placement.Ending
            : AgesNotAllowed(placement.TermsOn(to.PlusDays(-1))) is (_, var age) && child.Birthday(age) == to ? new Ending(to, $"the child turned {PlainEnglish.Number(age)}", Recorded: false)
            : new Ending(to, "the terms of the placement changed", Recorded: true);
    }

    private static int AgeOn(Child child, LocalDate day) => day.Year - child.DateOfBirth.Year - (child.Birthday(day.Year - child.DateOfBirth.Year) > day ? 1 : 0);
}
