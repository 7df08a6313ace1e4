using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Terms on which carers keep a child for the time being: relatives approved for some weeks, carers used in an emergency, parents not yet assessed.</summary>
/// <param name="Kind">The terms.</param>
/// <param name="SettledOn">The day the carers are approved, or the day it is decided that the child stays with the parents.</param>
/// <param name="ExtendedOn">The day a temporary approval is extended, or null.</param>
/// <param name="AssessedOn">The day the assessment of the parents is completed, or null.</param>
internal sealed record DemoApproval(PlacementApproval Kind, LocalDate SettledOn, LocalDate? ExtendedOn = null, LocalDate? AssessedOn = null)
{
    private const int KinTemporarilyApproved = 70;
    private const int ParentsNotAssessed = 75;
    private const int UsedOutsideTerms = 45;

    private static readonly (int, (Spread Approved, Spread? Extended))[] temporary =
        [(74, (new(50, 108), null)), (14, (new(114, 162), new(84, 108))), (12, (new(115, 150), null))];

    private static readonly (int, Spread)[] workingDaysUntilEmergencyApproved = [(88, new(1, 5)), (12, new(6, 10))];
    private static readonly (int, Spread)[] workingDaysUntilAssessed = [(88, new(5, 10)), (12, new(11, 16))];
    private static readonly (int, Spread)[] workingDaysUntilDecided = [(88, new(2, 10)), (12, new(11, 17))];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>The day the carers are approved, or null for parents.</summary>
    public LocalDate? ApprovedOn => Kind == PlacementApproval.ParentBeforeAssessment ? null : SettledOn;

    /// <summary>The terms afterwards; what was said of parents stays true, and the decision is an entry of its own.</summary>
    public PlacementApproval KindAfter => Kind == PlacementApproval.ParentBeforeAssessment ? Kind : PlacementApproval.Full;

    /// <summary>Draws the terms on which a child comes to a home, or null where they are the usual ones.</summary>
    public static DemoApproval? Draw(DemoDice dice, DemoStay stay, DemoHome home, LocalDate on, bool inEmergency) => home.Type switch
    {
        PlacementType.U3 when dice.Percent(KinTemporarilyApproved) => Temporary(dice, on),
        PlacementType.U6 when inEmergency && dice.Percent(UsedOutsideTerms) =>
            new DemoApproval(PlacementApproval.Emergency, calendar.Add(on, dice.Draw(dice.Pick<Spread>(workingDaysUntilEmergencyApproved)))),
        PlacementType.P1 when on == stay.From && dice.Percent(ParentsNotAssessed) => BeforeAssessment(dice, on),
        _ => null,
    };

    private static DemoApproval Temporary(DemoDice dice, LocalDate on)
    {
        var (approved, extended) = dice.Pick<(Spread, Spread?)>(temporary);
        return new DemoApproval(
            PlacementApproval.Temporary,
            calendar.LastOnOrBefore(on.PlusDays(dice.Draw(approved))),
            extended is { } spread ? calendar.LastOnOrBefore(on.PlusDays(dice.Draw(spread))) : null);
    }

    private static DemoApproval BeforeAssessment(DemoDice dice, LocalDate on)
    {
        var assessedOn = calendar.Add(on, dice.Draw(dice.Pick<Spread>(workingDaysUntilAssessed)));
        var decidedOn = calendar.Add(assessedOn, dice.Draw(dice.Pick<Spread>(workingDaysUntilDecided)));
        return new DemoApproval(PlacementApproval.ParentBeforeAssessment, decidedOn, AssessedOn: assessedOn);
    }
}
