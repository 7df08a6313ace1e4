using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Obligations;

/// <summary>Everything the rules say about a journey; none of it depends on today.</summary>
/// <param name="Obligations">What is required, by rule and trigger.</param>
/// <param name="Drift">The signs of drift and the days on which they are true.</param>
public sealed record Assessment(IReadOnlyList<Obligation> Obligations, IReadOnlyList<(DriftIndicator Indicator, DriftSpan Span)> Drift)
{
    /// <summary>Applies every rule and indicator.</summary>
    public static Assessment Of(Journey journey, Settings settings)
    {
        var obligations = new List<Obligation>();
        foreach (var rule in RuleCatalogue.All)
        {
            obligations.AddRange(rule.For(journey, settings));
        }

        var drift = new List<(DriftIndicator, DriftSpan)>();
        foreach (var indicator in DriftCatalogue.All)
        {
            foreach (var span in indicator.For(journey, obligations, settings))
            {
                drift.Add((indicator, span));
            }
        }

        return new Assessment(obligations, drift);
    }
}
