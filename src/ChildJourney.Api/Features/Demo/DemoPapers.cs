using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the papers: what the child is told on coming into care, and for each placement its plan and the notices of its beginning and its end.</summary>
internal static class DemoPapers
{
    private const int EndRecorded = 15;
    private const int EndedWithoutNotice = 75;

    private static readonly (int, Spread)[] workingDaysUntilTold = [(93, new(1, 10)), (7, new(11, 25))];
    private static readonly (int, Spread)[] workingDaysUntilPlan = [(90, new(0, 5)), (10, new(6, 15))];
    private static readonly (int, Spread)[] workingDaysUntilNotices = [(92, new(0, 5)), (8, new(6, 14))];
    private static readonly (int, Spread)[] workingDaysUntilOutOfAreaNotice = [(92, new(0, 5)), (8, new(6, 18))];
    private static readonly (int, Spread)[] workingDaysUntilDetentionPlan = [(90, new(3, 10)), (10, new(11, 15))];
    private static readonly (int, Spread)[] workingDaysUntilVisitorConsidered = [(94, new(5, 20)), (6, new(21, 45))];
    private static readonly (int, Spread)[] workingDaysUntilEndNotice = [(88, new(1, 10)), (12, new(11, 18))];
    private static readonly (int, Spread)[] workingDaysUntilRiskAssessed = [(100, new(0, 0))];

    private static readonly (int, IndependentVisitorOutcome)[] visitorOutcomes =
        [(25, IndependentVisitorOutcome.Appointed), (55, IndependentVisitorOutcome.Declined), (20, IndependentVisitorOutcome.NotAppropriate)];

    private static readonly (int, PlacementChangeReason)[] reasonsWithoutNotice =
        [(45, PlacementChangeReason.CREQB), (20, PlacementChangeReason.CHILD), (15, PlacementChangeReason.ALLEG), (20, PlacementChangeReason.CREQO)];

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the papers of a stay with those placements.</summary>
    public static void Write(DemoLife life, DemoStay stay, IReadOnlyList<DemoPlacement> placements)
    {
        if (Done(life, stay.From, workingDaysUntilTold) is { } toldOn)
        {
            life.Add(stay, toldOn, head => RightsInformation.Shape.New(head));
        }

        foreach (var placement in placements)
        {
            if (placement.IsYouthDetention)
            {
                WriteOne(life, placement, workingDaysUntilDetentionPlan, PlacementPlan.Shape);
            }
            else if (!placement.IsForAdoption)
            {
                WriteFor(life, placement);
            }
        }
    }

    /// <summary>Writes the end of a placement, where it came without notice or was recorded on its own.</summary>
    public static void WriteEnd(DemoLife life, DemoStay stay, DemoPlacement placement, bool inEmergency)
    {
        var dice = life.Dice;
        var withoutNotice = inEmergency && dice.Percent(EndedWithoutNotice);
        if (!withoutNotice && !dice.Percent(EndRecorded))
        {
            return;
        }

        var reason = withoutNotice ? dice.Pick<PlacementChangeReason>(reasonsWithoutNotice) : PlacementChangeReason.CARPL;
        life.Add(stay, placement.To, head => PlacementEnd.Shape.Of(head, ("reasonForChange", reason), ("withoutNotice", withoutNotice)));
        if (withoutNotice && Done(life, placement.To, workingDaysUntilEndNotice) is { } on)
        {
            life.Add(stay, on, head => PlacementEndNotice.Shape.Of(head, ("placement", placement.EntryId)));
        }
    }

    private static void WriteFor(DemoLife life, DemoPlacement placement)
    {
        WriteOne(life, placement, workingDaysUntilPlan, PlacementPlan.Shape);
        WriteOne(life, placement, workingDaysUntilNotices, PlacementNotification.Shape);
        if (placement.Home.IsOutsideAuthority)
        {
            WriteOne(life, placement, workingDaysUntilOutOfAreaNotice, OutOfAreaNotification.Shape);
        }

        if (placement.Home.Type == PlacementType.K2)
        {
            var outcome = life.Dice.Pick<IndependentVisitorOutcome>(visitorOutcomes);
            WriteOne(life, placement, workingDaysUntilVisitorConsidered, IndependentVisitor.Shape, ("outcome", outcome));
        }

        if (placement.Home.Setting == PlacementSetting.BedAndBreakfast)
        {
            WriteOne(life, placement, workingDaysUntilRiskAssessed, RiskAssessment.Shape, ("kind", RiskKind.BedAndBreakfast));
        }
    }

    /// <summary>Writes a paper about a placement, if that lasts so long.</summary>
    private static void WriteOne(DemoLife life, DemoPlacement placement, (int, Spread)[] workingDays, EntryShape shape, params (string, object?)[] fields)
    {
        if (Done(life, placement.From, workingDays) is { } on && on < placement.To)
        {
            life.Add(on, head => shape.Of(head, fields));
        }
    }

    private static LocalDate? Done(DemoLife life, LocalDate from, (int, Spread)[] workingDays)
    {
        var on = calendar.Add(from, life.Dice.Draw(life.Dice.Pick<Spread>(workingDays)));
        return life.IsDone(from) ? on : null;
    }
}
