using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Plans;

/// <summary>A child who becomes looked after is told of rights, advocacy and complaints within ten working days.</summary>
/// <remarks>The day of entry is day 0. Each period of care begins anew.</remarks>
public sealed class RightsInformationGiven() : Rule(
    "rights-information",
    "Told of rights, advocacy and complaints",
    Level.Local,
    new DatedLimit(
        CarePlanning2010.InForceFrom,
        new Amount(10, Unit.WorkingDays),
        new Citation("Local standard, after Southampton City Council's improvement action on rights, advocacy and complaints")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after.",
        Due: "Ten working days after it.",
        MetBy: ["rights-information"],
        EndedBy: "The end of the period of care.",
        Counting: "The day of entry is day 0; weekends and bank holidays are not counted; given on the due date is on time.",
        Wording: new Wording("Information on rights, advocacy and complaints", "given"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.EntryUnder(Regimes) is { } entryOn && DueAfter(period, entryOn, period.Admission, "becoming looked after", settings) is { } duty)
            {
                yield return duty with { MetOn = journey.All<RightsInformation>().FirstOrDefault(given => given.On >= entryOn)?.On };
            }
        }
    }
}
