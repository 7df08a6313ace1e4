using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;

namespace ChildJourney.Domain.Rules.Practice;

/// <summary>What the authority's own standards of practice share: they hang on the child, looked after or not, until 18 or death.</summary>
/// <remarks>What would fall due on or after the 18th birthday is not raised.</remarks>
public abstract class PracticeRule(string id, string title, DatedLimit limit) : Rule(id, title, Level.Local, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <summary>The duty until it ends by its own terms, the child turns 18 or dies; null where it would fall due in adulthood.</summary>
    protected static Duty? InChildhood(Journey journey, Duty? duty)
    {
        var eighteenth = journey.Child.EighteenthBirthday;
        if (duty is null || duty.Openings[0].Deadline.On >= eighteenth)
        {
            return null;
        }

        var ending = new Ending(eighteenth, "the child turned 18", Recorded: false);
        if (journey.PeriodsOfCare is [.., { ClosedBy: ClosedBy.Death } last])
        {
            ending = Ending.Earlier(ending, new Ending(last.To, "the child died", Recorded: true));
        }

        return duty with { Ending = duty.Ending is { } own ? Ending.Earlier(ending, own) : ending };
    }
}
