using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>An unbroken stretch in which the authority may place the child for adoption: by an order (E1, D1), or by consent.</summary>
/// <remarks>Consent ends with the decision that the child should no longer be placed, and with an order that followed it.</remarks>
/// <param name="Period">The period of care.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The day it had ended.</param>
/// <param name="BeganBy">The entry that gave the authority.</param>
internal sealed record AuthorityToPlace(PeriodOfCare Period, LocalDate From, LocalDate To, Entry BeganBy)
{
    /// <summary>When and why it ends, where not with the period of care.</summary>
    public Ending? Ending => To < Period.To ? new Ending(To, "the authority to place ended", Recorded: true) : null;

    /// <summary>The stretches of a journey, in order.</summary>
    public static IEnumerable<AuthorityToPlace> ReadFrom(Journey journey)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            AuthorityToPlace? current = null;
            foreach (var span in ByOrder(journey, period).Concat(ByConsent(journey, period)).OrderBy(span => span.From))
            {
                if (current is null)
                {
                    current = span;
                }
                else if (span.From <= current.To)
                {
                    current = current with { To = LocalDate.Max(current.To, span.To) };
                }
                else
                {
                    yield return current;
                    current = span;
                }
            }

            if (current is not null)
            {
                yield return current;
            }
        }
    }

    /// <summary>The reviews one after another, those too that were held in a placement for adoption.</summary>
    public IEnumerable<AdoptionLink> Links()
    {
        var order = ReviewOrder.First;
        var from = Period.BeganUnrecorded(From) ? null : BeganBy;
        foreach (var review in AdoptionChain.Reviews(Period))
        {
            if (From > review.On || review.On >= To)
            {
                continue;
            }

            if (from is not null)
            {
                yield return new AdoptionLink(order, from, review);
            }

            order = ReviewOrder.Subsequent;
            from = review;
        }

        if (from is not null)
        {
            yield return new AdoptionLink(order, from, Met: null);
        }
    }

    /// <summary>The days on which a link comes into force: its own, and each on which the child is no longer placed.</summary>
    public IEnumerable<LocalDate> OpeningsOf(AdoptionLink link) =>
        Period.StretchesUnder(Regime.CarePlanning, link.From.On, link.Met?.On).Where(on => on < To);

    private static IEnumerable<AuthorityToPlace> ByOrder(Journey journey, PeriodOfCare period)
    {
        foreach (var span in period.LegalStatuses)
        {
            if (span.Value is LegalStatus.E1 or LegalStatus.D1)
            {
                yield return new AuthorityToPlace(period, span.From, span.To!.Value, AdoptionChain.StatusBegan(journey, period, span.From));
            }
        }
    }

    private static IEnumerable<AuthorityToPlace> ByConsent(Journey journey, PeriodOfCare period)
    {
        foreach (var consent in journey.All<AdoptionDecision>())
        {
            if (consent.Kind == AdoptionDecisionKind.Authorised && period.Holds(consent.On))
            {
                yield return new AuthorityToPlace(period, consent.On, EndOf(consent, journey, period), consent);
            }
        }
    }

    private static LocalDate EndOf(AdoptionDecision consent, Journey journey, PeriodOfCare period)
    {
        var to = period.To;
        foreach (var decision in journey.All<AdoptionDecision>())
        {
            if (decision.Kind == AdoptionDecisionKind.NoLonger && decision.On > consent.On)
            {
                to = LocalDate.Min(to, decision.On);
            }
        }

        var isUnderOrder = false;
        foreach (var span in period.LegalStatuses)
        {
            if (span.Value is LegalStatus.E1 or LegalStatus.D1)
            {
                isUnderOrder = span.To > consent.On;
            }
            else if (isUnderOrder)
            {
                return LocalDate.Min(to, span.From);
            }
        }

        return to;
    }
}
