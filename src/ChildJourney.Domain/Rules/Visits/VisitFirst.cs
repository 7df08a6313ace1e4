using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Visits;

/// <summary>The child is visited within seven days of the start of every placement.</summary>
/// <remarks>The first day is day 0, and a visit on it counts. Where a care order with the child at home asks for a visit within seven days, that rule speaks alone.</remarks>
public sealed class VisitFirst() : VisitRule("visit-first", "First visit of a placement", Since2011(new Amount(7, Unit.Days), "28(2)(a)"))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A placement begins that is not a temporary move.",
        Due: "Seven days after it begins.",
        MetBy: ["visit"],
        EndedBy: "The end of the placement, youth detention, placement for adoption, or the end of the period of care.",
        Counting: "The day counted from is day 0; every day counts, weekends and bank holidays too; a visit on the due date is on time. Only a visit at which the child was seen counts. Where circumstances come to ask for an earlier date, that date holds from then on.",
        Wording: new Wording("The first visit of the placement", "made"));

    /// <inheritdoc/>
    public override int Rank => 0;

    /// <inheritdoc/>
    public override bool Governs(VisitDay day) => day.IsStart && !day.IsAtHomeUnder(LegalStatus.C2);

    /// <inheritdoc/>
    /// <remarks>One period of care after another, since what cannot be determined is said once in each.</remarks>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings) =>
        base.Raise(journey, settings)
            .Concat(journey.PeriodsOfCare.Select(period => WithoutPlacementIn(period, settings)).OfType<Duty>())
            .OrderBy(duty => duty.Period!.From);

    /// <summary>Where the child has long been looked after without a placement on record, it cannot be told when visits are due.</summary>
    private Duty? WithoutPlacementIn(PeriodOfCare period, Settings settings)
    {
        var gaps = WithoutPlacement.Of(period).Where(gap => period.IsUnder(Regimes, gap.From)).ToArray();
        if (gaps is not [{ Value: var since }, ..] || settings.VersionOf(this, since) is not { } version)
        {
            return null;
        }

        return new Duty(period, since, period.Admission, version, [.. gaps.Select(OpeningOf)])
        {
            MissingFact = $"When visits are due cannot be determined: no placement has been recorded for the days from {PlainEnglish.Date(since)} on.",
        };

        Opening OpeningOf(DateSpan<LocalDate> gap) => new(
            gap.From,
            default,
            Resumes: true,
            Ending: gap.To < period.To ? new Ending(gap.To.Value, "a placement began", Recorded: true) : null);
    }
}
