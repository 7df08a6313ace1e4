using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.ShortBreaks;

/// <summary>Short breaks are first reviewed within three months of the first day.</summary>
/// <remarks>Breaks (V3) less than twelve months apart are one series, counted from the first day of the first. The due day itself is on time.</remarks>
public sealed class FirstShortBreakReview() : ShortBreakRule(
    "short-break-review-first",
    "First review of short breaks",
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(3, Unit.Months), CarePlanning2010.Regulation("48")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The first short break begins (V3, V4).",
        Due: "Three months after the first day of a placement.",
        MetBy: ["short-break-review", "review"],
        EndedBy: "Not done by a due date on which no break is under way, until the next begins; twelve months without a short break, the end of the agreement, the start of full care, or the 18th birthday.",
        Counting: "The corresponding date three months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The first review of short breaks", "held"));

    /// <inheritdoc/>
    public override bool IsStatutoryReview => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> RaiseFor(ShortBreakSeries series, Journey journey, Settings settings)
    {
        if (series.BeganUnrecorded || DueAfter(null, series.From, series.Began, "the first day of short breaks", settings) is not { } duty)
        {
            yield break;
        }

        var metOn = ReviewsIn(series, journey) is [var first, ..] ? first.On : (LocalDate?)null;
        yield return series.FirstPlacedOn is { } placedOn && placedOn > series.From
            ? duty with { MetOn = metOn, Openings = [.. duty.Openings, new Opening(placedOn, Deadline.After(placedOn, "the first day of a placement", duty.Version.Amount!.Value, settings.Calendar))] }
            : duty with { MetOn = metOn };
    }
}
