using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>A looked-after child has a dental check in each twelve months.</summary>
/// <remarks>Counted from entry, then from each check, also from one that the child refused.</remarks>
public sealed class YearlyDentalCheck() : RecurringCheck(
    "dental-check",
    "Dental check",
    Level.Local,
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(12, Unit.Months), new Citation("Local standard: a dental check every twelve months, of which the SSDA903 return (OC2) counts one a year")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The child becomes looked after, then each dental check held or refused.",
        Due: "12 months after it.",
        MetBy: ["dental-check"],
        EndedBy: "The end of the period of care.",
        Counting: "Months end on the corresponding date, or the month's last day; held on the due date is on time; a refusal holds it and opens the next.",
        Wording: new Wording("A dental check", "held"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IReadOnlyList<HealthCheck> ChecksOf(Journey journey) =>
        HealthCheck.ReadFrom(journey.All<DentalCheck>(), check => check.Refused);

    /// <inheritdoc/>
    protected override CountedFrom? BeginningOf(PeriodOfCare period, IReadOnlyList<HealthCheck> checks, Settings settings) =>
        period.EntryUnder(Regimes) is { } entryOn ? new CountedFrom(entryOn, entryOn, period.Admission, "becoming looked after") : null;
}
