using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>What the rules about a placement share: its start raises one duty, which ends when the placement does.</summary>
/// <remarks>A temporary move, or a change of terms with the same carer, starts nothing.</remarks>
public abstract class PlacementRule(string id, string title, Level level, params DatedLimit[] limits) : Rule(id, title, level, limits)
{
    /// <summary>Whether a placement raises the duty.</summary>
    protected virtual bool IsRaisedBy(PeriodOfCare period, Placement placement) => true;

    /// <summary>The day the duty was done, or null.</summary>
    protected abstract LocalDate? DoneOn(Journey journey, PeriodOfCare period, Placement placement);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            foreach (var placement in period.Placements)
            {
                if (IsRaisedBy(period, placement) && DueAfter(period, placement.From, placement.Start, "the start of the placement", settings) is { } duty)
                {
                    yield return duty with { MetOn = DoneOn(journey, period, placement), Ending = placement.Ending };
                }
            }
        }
    }
}
