using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests;

/// <summary>The courses that a life may take, and the moves in which several things belong together.</summary>
public static partial class JourneyGenerator
{
    private const int FirstTogether = 62;
    private const int LastTogether = 78;

    private const int Remanded = FirstTogether;
    private const int ShortBreak = 63;
    private const int NewSocialWorker = 64;
    private const int HomeOnTrial = 65;
    private const int WithConnectedPerson = 66;
    private const int PlacedForAdoption = 67;
    private const int VisitsOneAfterAnother = 68;
    private const int Housed = 69;
    private const int InBedAndBreakfast = 70;
    private const int PlacementBrokeDown = 71;
    private const int MissingAtClockChange = 72;
    private const int GoodStart = 73;
    private const int SecureReviews = 74;
    private const int Supervised = 75;
    private const int LongTermHome = 76;
    private const int Orders = 77;
    private const int AdviserVisits = LastTogether;

    private static readonly LegalStatus[] orders = [LegalStatus.C2, LegalStatus.E1, LegalStatus.C1, LegalStatus.C2, LegalStatus.V2, LegalStatus.J1];

    private static readonly PlacementType[] detained = [PlacementType.K1, PlacementType.R5, PlacementType.K2];

    private static readonly PlacementType[] adoptive = [PlacementType.A4, PlacementType.A6, PlacementType.A3, PlacementType.A5];

    private static readonly Course anyCourse = new(
        Gen.Frequency((3, Gen.Choose(0, 6400)), (1, Gen.Choose(6300, 6570))),
        Gen.Frequency((8, Gen.Choose(0, 19)), (4, PlanKinds), (6, CareKinds), (1, Gen.Choose(FirstTogether, LastTogether))),
        IsQuick: false);

    /// <summary>Courses in which what is rare elsewhere happens again and again.</summary>
    private static readonly Course[] courses =
    [
        new(Gen.Choose(5000, 5900), Often(0, 3, 8, 54, 54, 55, 55, 56, 56, 57, 57, 58, Housed, Housed, AdviserVisits, AdviserVisits, 59), IsQuick: false),
        new(Gen.Choose(5800, 6200), Often(0, 3, 8, 54, 55, 56, 57, Housed, AdviserVisits, 59, 59), IsQuick: false),
        new(Gen.Choose(0, 3000), Often(0, Orders, PlacedForAdoption, PlacedForAdoption, 51, 51, 5, 52, 53, 52, VisitsOneAfterAnother, 34), IsQuick: false),
        new(Gen.Choose(0, 5000), Often(0, Orders, HomeOnTrial, HomeOnTrial, WithConnectedPerson, WithConnectedPerson, VisitsOneAfterAnother, 34, 35, 48, 49, 5), IsQuick: true),
        new(Gen.Choose(4500, 6400), Often(Remanded, Remanded, SecureReviews, SecureReviews, Orders, 50, 18, 40, 8, 32), IsQuick: true),
        new(Gen.Choose(0, 6000), Often(ShortBreak, ShortBreak, ShortBreak, 50, 18, 34, 5, 35), IsQuick: false),
        new(Gen.Choose(2000, 6300), Often(0, MissingAtClockChange, MissingAtClockChange, 46, 47, 47), IsQuick: true),
        new(Gen.Choose(0, 6000), Often(0, NewSocialWorker, NewSocialWorker, Supervised, Supervised, 10, 60, 60, 61, 8), IsQuick: true),
        new(Gen.Choose(0, 6000), Often(0, GoodStart, 3, 32, InBedAndBreakfast, PlacementBrokeDown, PlacementBrokeDown, 40, 41, 42, 43, 61), IsQuick: true),
        new(Gen.Choose(0, 4500), Often(0, LongTermHome, VisitsOneAfterAnother, VisitsOneAfterAnother, 34, 35, 5, 38, 44, 45), IsQuick: false),
        new(Gen.Choose(1000, 6300), Often(0, 3, 5, 14, 16, 19, 22, 23, 25, 26, 27, 29, 30, 31, 24), IsQuick: true),
    ];

    private static Gen<int> Often(params int[] kinds) => Gen.Frequency((3, Gen.Elements(kinds)), (1, Gen.Choose(0, LastTogether)));

    /// <summary>What mostly happens in a life, and after how many days it begins.</summary>
    private sealed record Course(Gen<int> Waits, Gen<int> Kinds, bool IsQuick);

    public sealed partial class Told
    {
        private void Together(Move move)
        {
            var pick = move.Pick;
            switch (move.Kind)
            {
                case Remanded:
                    Enter(LegalStatus.J1);
                    Place(PlacementStart.PlacementTypeField.Is(Of(detained, move)));
                    if (pick % 3 == 0)
                    {
                        Advance(pick % 12);
                        Add("care-plan", head => CarePlan.Shape.New(head));
                        Add("placement-plan", head => PlacementPlan.Shape.New(head));
                    }

                    break;
                case ShortBreak:
                    Enter(pick % 9 == 0 ? LegalStatus.V4 : LegalStatus.V3);
                    Place(PlacementStart.PlacementTypeField.Is(PlacementType.U6));
                    Advance(1 + (pick % 4));
                    Leave();
                    break;
                case NewSocialWorker:
                    Add("allocation", head => Allocation.New(head, AllocationRole.SocialWorker, $"S{pick % 5}"));
                    break;
                case HomeOnTrial:
                    Place(
                        PlacementStart.PlacementTypeField.Is(PlacementType.P1),
                        PlacementStart.ApprovalField.Is(PlacementApproval.ParentBeforeAssessment));
                    Advance(pick % 15);
                    SomeOf(
                        pick,
                        () => Add("parent-placement-assessment", head => ParentPlacementAssessment.Shape.New(head)),
                        () => Add("visit", head => Visit.Shape.New(head)),
                        Meet);
                    Advance(pick % 13);
                    SomeOf(
                        pick / 8,
                        () => Add("parent-placement-decision", head => ParentPlacementDecision.Shape.New(head)),
                        () => Add("visit", head => Visit.Shape.New(head)),
                        Meet);
                    break;
                case WithConnectedPerson:
                    Place(
                        PlacementStart.PlacementTypeField.Is(PlacementType.U3),
                        PlacementStart.SameCarerField.Is(pick % 4 == 0),
                        PlacementStart.PendingDecisionReviewField.Is(pick % 7 == 0),
                        PlacementStart.ApprovalField.Is(pick % 3 == 0 ? PlacementApproval.Emergency : PlacementApproval.Temporary),
                        new FieldValue(PlacementStart.ApprovedOnField, Later(pick % 5 < 3, pick % (pick % 3 == 0 ? 12 : 150))));
                    break;
                case PlacedForAdoption:
                    Place(PlacementStart.PlacementTypeField.Is(Of(adoptive, move)), PlacementStart.SameCarerField.Is(pick % 3 == 0));
                    break;
                case VisitsOneAfterAnother:
                    for (var i = 0; i <= pick % 4; i++)
                    {
                        Add("visit", head => Visit.Shape.New(head, Visit.SeenField.Is(pick % 9 != i)));
                        Advance(1 + ((pick / (i + 1)) % (pick % 2 == 0 ? 10 : 60)));
                    }

                    break;
                case Housed:
                    Add("council-accommodation", head => CouncilAccommodation.Shape.New(head, new FieldValue(CouncilAccommodation.EndedOnField, Later(pick % 5 == 0, pick % 200))));
                    Advance(pick % 9);
                    SomeOf(pick, () => Add("adviser-visit", head => AdviserVisit.Shape.New(head)), () => Add("pathway-plan", head => PathwayPlan.Shape.New(head)));
                    break;
                case InBedAndBreakfast:
                    Place(PlacementStart.PlacementTypeField.Is(PlacementType.Z1), PlacementStart.SettingField.Is(PlacementSetting.BedAndBreakfast));
                    Advance(pick % 3);
                    Add("risk-assessment", head => RiskAssessment.Shape.New(head, RiskAssessment.KindField.Is(pick % 5 == 0 ? RiskKind.Exploitation : RiskKind.BedAndBreakfast)));
                    break;
                case PlacementBrokeDown when lookedAfter && !Had<PlacementStart>():
                    Add("placement-end", head => PlacementEnd.Shape.New(head, PlacementEnd.WithoutNoticeField.Is(true)));
                    Advance(pick % 20);
                    Add("placement-end-notice", head => PlacementEndNotice.Shape.New(head, About(PlacementEndNotice.PlacementField, pick)));
                    break;
                case MissingAtClockChange:
                    Advance(Period.DaysBetween(on, ClockChangeAfter(on)) - (pick % 4));
                    Add("missing", head => Missing.New(head, MissingKind.Missing, At(on, pick), At(on.PlusDays(pick % 2), 20 + (pick % 3)), interviewAt: pick % 4 == 0 ? null : At(on.PlusDays(2 + (pick % 4)), pick / 7)));
                    break;
                case GoodStart:
                    Advance(pick % 5);
                    Add("allocation", head => Allocation.New(head, AllocationRole.Iro, "I1"));
                    Add("rights-information", head => RightsInformation.Shape.New(head));
                    Add("placement-plan", head => PlacementPlan.Shape.New(head));
                    Add("placement-notification", head => PlacementNotification.Shape.New(head));
                    Add("out-of-area-notification", head => OutOfAreaNotification.Shape.New(head));
                    Add("health-assessment", head => HealthAssessment.Shape.New(head));
                    break;
                case SecureReviews:
                    Place(PlacementStart.PlacementTypeField.Is(PlacementType.K1));
                    for (var i = 0; i <= pick % 3; i++)
                    {
                        Advance(10 + (pick % (i == 0 ? 30 : 100)));
                        Add("secure-review", head => SecureReview.Shape.New(head));
                    }

                    break;
                case Supervised:
                    for (var i = 0; i <= pick % 3; i++)
                    {
                        Add("supervision", head => Supervision.Shape.New(head));
                        Advance(20 + (pick % 20));
                    }

                    Add("life-story-work", head => LifeStoryWork.Shape.New(head));
                    break;
                case LongTermHome:
                    Place(
                        PlacementStart.PlacementTypeField.Is(pick % 2 == 0 ? PlacementType.U4 : PlacementType.U1),
                        PlacementStart.IntendedToLastTo18Field.Is(pick % 3 == 0),
                        PlacementStart.ChildAgreesToFewerVisitsField.Is(pick % 4 != 0));
                    Advance(300 + (pick % 100));
                    Add("visit", head => Visit.Shape.New(head));
                    break;
                case Orders when lookedAfter && !Had<LegalStatusChange>() && !Had<Admission>():
                    Add("legal-status", head => LegalStatusChange.New(head, Of(orders, move)));
                    break;
                case AdviserVisits:
                    for (var i = 0; i <= pick % 3; i++)
                    {
                        Add("adviser-visit", head => AdviserVisit.Shape.New(head));
                        Advance(1 + ((pick / (i + 1)) % 80));
                    }

                    SomeOf(pick / 3, () => Add("pathway-review", head => PathwayReview.Shape.New(head)));
                    break;
                default:
                    break;
            }
        }

        /// <summary>The next Sunday on which the clocks go forward or back.</summary>
        private static LocalDate ClockChangeAfter(LocalDate day) =>
            LondonTime.DayOf(LondonTime.Zone.GetZoneInterval(LondonTime.StartOf(day.PlusDays(4))).End);

        /// <summary>Each of the things with an even chance.</summary>
        private static void SomeOf(int pick, params Action[] things)
        {
            for (var i = 0; i < things.Length; i++)
            {
                if ((pick >> i) % 2 == 0)
                {
                    things[i]();
                }
            }
        }

        private void Enter(LegalStatus status)
        {
            if (!lookedAfter && !closed && !Had<Admission>())
            {
                Add("admission", head => Admission.New(head, status));
                lookedAfter = true;
            }
        }

        private void Place(params FieldValue[] terms)
        {
            if (lookedAfter && !Had<PlacementStart>())
            {
                Add("placement", head => PlacementStart.Shape.New(head, terms));
            }
        }

        private void Meet()
        {
            if (lookedAfter && !Had<Review>())
            {
                Add("review", head => Review.Shape.New(head));
            }
        }

        private void Leave()
        {
            if (MayLeave)
            {
                Add("discharge", head => Discharge.New(head, DischargeReason.E8));
                lookedAfter = false;
            }
        }
    }
}
