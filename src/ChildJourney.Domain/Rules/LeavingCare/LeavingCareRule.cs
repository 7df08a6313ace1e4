using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.LeavingCare;

/// <summary>What the rules about leaving care share: they hang on the young person, in care or not, and do not stop at 18.</summary>
public abstract class LeavingCareRule(string id, string title, Level level, DatedLimit limit) : Rule(id, title, level, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <inheritdoc/>
    public override bool GoesOnInAdulthood => true;
}
