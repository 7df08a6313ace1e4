using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Practice;

/// <summary>What the authority's own standards of practice share: they hang on the child, looked after or not, until 18 or death.</summary>
public abstract class PracticeRule(string id, string title, DatedLimit limit) : Rule(id, title, Level.Local, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <summary>The duty until it ends by its own terms, the child turns 18 or dies.</summary>
    protected static Duty InChildhood(Journey journey, Duty duty)
    {
        var ending = Ending.AtEighteen(journey.Child);
        if (journey.PeriodsOfCare is [.., { ClosedBy: ClosedBy.Death } last])
        {
            ending = Ending.Earlier(ending, new Ending(last.To, "the child died", Recorded: true));
        }

        return duty with { Ending = duty.Ending is { } own ? Ending.Earlier(ending, own) : ending };
    }
}
