using ChildJourney.Domain.Journeys.Entries;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests;

/// <summary>The moves about where a child lives, visits, health, adoption, leaving care and being missing.</summary>
public static partial class JourneyGenerator
{
    private const int FirstCare = 32;
    private const int LastCare = 61;

    private static readonly PlacementType[] homes =
    [
        PlacementType.U3, PlacementType.P1, PlacementType.U6, PlacementType.K2, PlacementType.U4, PlacementType.K1, PlacementType.H5,
        PlacementType.R5, PlacementType.U2, PlacementType.P2, PlacementType.K3, PlacementType.T4, PlacementType.A4, PlacementType.P1,
    ];

    private static readonly PlacementApproval?[] approvals =
        [null, PlacementApproval.Temporary, PlacementApproval.ParentBeforeAssessment, PlacementApproval.Full, PlacementApproval.Temporary, PlacementApproval.Emergency];

    private static readonly string?[] carers = [null, "F1", "F2", "F1", null];

    private static Gen<int> CareKinds => Gen.Frequency((1, Gen.Choose(FirstCare, 39)), (1, Gen.Choose(FirstCare, LastCare)));

    public sealed partial class Told
    {
        private void Care(Move move)
        {
            var pick = move.Pick;
            switch (move.Kind)
            {
                case FirstCare or 33 when lookedAfter && !Had<PlacementStart>():
                    Add("placement", head => PlacementStart.Shape.New(head, AboutHome(pick)));
                    break;
                case 34 or 35 or 36 or 37:
                    Add("visit", head => Visit.Shape.New(head, Visit.SeenField.Is(pick % 6 != 0)));
                    break;
                case 38:
                    Add("health-assessment", head => HealthAssessment.Shape.New(head, HealthAssessment.RefusedField.Is(pick % 5 == 0)));
                    break;
                case 39 when lookedAfter && !Had<PlacementStart>():
                    Add("placement-end", head => PlacementEnd.Shape.New(head, PlacementEnd.WithoutNoticeField.Is(pick % 2 == 0)));
                    break;
                case 40:
                    Add("placement-plan", head => PlacementPlan.Shape.New(head, About(PlacementPlan.PlacementField, pick)));
                    break;
                case 41:
                    Add("placement-notification", head => PlacementNotification.Shape.New(head, About(PlacementNotification.PlacementField, pick)));
                    break;
                case 42:
                    Add("out-of-area-notification", head => OutOfAreaNotification.Shape.New(head, About(OutOfAreaNotification.PlacementField, pick)));
                    break;
                case 43:
                    Add("placement-end-notice", head => PlacementEndNotice.Shape.New(head, About(PlacementEndNotice.PlacementField, pick)));
                    break;
                case 44:
                    Add("dental-check", head => DentalCheck.Shape.New(head, DentalCheck.RefusedField.Is(pick % 5 == 0)));
                    break;
                case 45:
                    Add("sdq", head => Sdq.New(head, pick % 41));
                    break;
                case 46 or 47:
                    Add("missing", head => Missing.New(head, pick % 6 == 0 ? MissingKind.AwayWithoutAuthorisation : MissingKind.Missing, At(on, pick), ReturnOf(pick), OfferOf(pick), InterviewOf(pick), pick % 5 == 0));
                    break;
                case 48:
                    Add("parent-placement-assessment", head => ParentPlacementAssessment.Shape.New(head));
                    break;
                case 49:
                    Add("parent-placement-decision", head => ParentPlacementDecision.Shape.New(head));
                    break;
                case 50:
                    Add("secure-review", head => SecureReview.Shape.New(head));
                    Add("short-break-review", head => ShortBreakReview.Shape.New(head));
                    break;
                case 51:
                    Add("adoption-review", head => AdoptionReview.Shape.New(head));
                    break;
                case 52 or 53:
                    Add("adoption-decision", head => AdoptionDecision.Shape.New(head, AdoptionDecision.KindField.Is((AdoptionDecisionKind)(pick % 5))));
                    break;
                case 54:
                    Add("needs-assessment", head => NeedsAssessment.Shape.New(head));
                    break;
                case 55:
                    Add("pathway-plan", head => PathwayPlan.Shape.New(head));
                    break;
                case 56:
                    Add("pathway-review", head => PathwayReview.Shape.New(head));
                    break;
                case 57:
                    Add("adviser-visit", head => AdviserVisit.Shape.New(head));
                    break;
                case 58:
                    Add("council-accommodation", head => CouncilAccommodation.Shape.New(head, new FieldValue(CouncilAccommodation.EndedOnField, Later(pick % 2 == 0, pick % 300))));
                    break;
                case 59:
                    Add("leaving-care-support", head => LeavingCareSupport.Shape.New(head, new FieldValue(LeavingCareSupport.EndedOnField, Later(pick % 2 == 0, pick % 300))));
                    break;
                case 60:
                    Add("case-audit", head => CaseAudit.Shape.New(
                        head,
                        CaseAudit.GradeField.Is(AuditGrade.Good),
                        new FieldValue(CaseAudit.ActionsDueOnField, Later(pick % 4 != 0, pick % 60)),
                        new FieldValue(CaseAudit.ActionsDoneOnField, Later(pick % 3 != 0, pick % 90))));
                    Add("supervision", head => Supervision.Shape.New(head));
                    break;
                case LastCare:
                    Add("rights-information", head => RightsInformation.Shape.New(head));
                    Add("independent-visitor", head => IndependentVisitor.Shape.New(head, IndependentVisitor.OutcomeField.Is(IndependentVisitorOutcome.Declined)));
                    Add("risk-assessment", head => RiskAssessment.Shape.New(head, RiskAssessment.KindField.Is(RiskKind.BedAndBreakfast), About(RiskAssessment.PlacementField, pick)));
                    Add("life-story-work", head => LifeStoryWork.Shape.New(head));
                    break;
                default:
                    Together(move);
                    break;
            }
        }

        private static LocalMoment At(LocalDate day, int pick) =>
            pick % 3 == 0 ? new LocalMoment(day) : new LocalMoment(day, day.At(new LocalTime(3 + (pick % 20), pick % 60)));

        private LocalMoment? ReturnOf(int pick) => pick % 7 == 0 ? null : At(on.PlusDays(1 + (pick % 9)), pick / 3);

        private LocalMoment? OfferOf(int pick) => pick % 2 == 0 && ReturnOf(pick) is { } returned ? At(returned.Date.PlusDays(1 + (pick % 4)), pick / 5) : null;

        private LocalMoment? InterviewOf(int pick) => pick % 3 != 0 && ReturnOf(pick) is { } returned ? At(returned.Date.PlusDays(1 + (pick % 5)), pick / 7) : null;

        /// <summary>Which placement an entry is about: one of those begun so far, or left open.</summary>
        private FieldValue About(Field<string> field, int pick)
        {
            var begun = entries.OfType<PlacementStart>().ToArray();
            return new FieldValue(field, pick % 3 == 0 && begun.Length > 0 ? begun[pick % begun.Length].Id : null);
        }

        private FieldValue[] AboutHome(int pick)
        {
            var approval = approvals[pick % approvals.Length];
            return
            [
                PlacementStart.PlacementTypeField.Is(homes[pick % homes.Length]),
                PlacementStart.SameCarerField.Is(pick % 4 == 0),
                new FieldValue(PlacementStart.CarerField, carers[pick % carers.Length]),
                new FieldValue(PlacementStart.ApprovalField, approval),
                new FieldValue(PlacementStart.ApprovedOnField, Later(approval == PlacementApproval.Temporary && pick % 5 < 2, pick % 150)),
                new FieldValue(PlacementStart.ApprovalExtendedOnField, Later(approval == PlacementApproval.Temporary && pick % 7 < 3, pick % 110)),
                new FieldValue(PlacementStart.ApprovalExtendedToField, Later(approval == PlacementApproval.Temporary && pick % 7 < 2, 112 + (pick % 60))),
                PlacementStart.PendingDecisionReviewField.Is(pick % 9 == 0),
                PlacementStart.IntendedToLastTo18Field.Is(pick % 3 == 0),
                PlacementStart.ChildAgreesToFewerVisitsField.Is(pick % 2 == 0),
                PlacementStart.OutsideAuthorityField.Is(pick % 4 == 1),
                new FieldValue(PlacementStart.RegisteredField, pick % 5 == 0 ? false : null),
                new FieldValue(PlacementStart.SettingField, pick % 8 == 0 ? PlacementSetting.BedAndBreakfast : null),
            ];
        }
    }
}
