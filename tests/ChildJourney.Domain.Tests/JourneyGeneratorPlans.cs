using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests;

/// <summary>The moves about permanence, Section 20, proceedings and school.</summary>
public static partial class JourneyGenerator
{
    private const int FirstPlan = 20;
    private const int LastPlan = 31;

    /// <summary>Three terms a year from 2010 to 2019: there are children in care before, within and after them.</summary>
    public static Policy PolicyWithTerms { get; } = Policy.Default with
    {
        Terms = new SchoolTerms([.. Enumerable.Range(2010, 10).SelectMany(TermsOf)]),
        Rules = new Dictionary<string, RulePolicy>
        {
            ["family-group-meeting-offered"] = new(Enabled: true, Count: null, From: new LocalDate(2021, 3, 1)),
            ["review-papers"] = new(Enabled: true, Count: null, From: new LocalDate(2011, 4, 1)),
            ["supervision"] = new(Enabled: true, Count: null, From: new LocalDate(2011, 4, 1)),
            ["life-story-work"] = new(Enabled: true, Count: null, From: new LocalDate(2011, 4, 1)),
        },
    };

    private static Gen<int> PlanKinds => Gen.Choose(FirstPlan, LastPlan);

    private static IEnumerable<SchoolTerm> TermsOf(int year) =>
    [
        new($"spring-{year}", new LocalDate(year, 1, 5), new LocalDate(year, 3, 28), [new LocalDate(year, 2, 15)]),
        new($"summer-{year}", new LocalDate(year, 4, 15), new LocalDate(year, 7, 21), []),
        new($"autumn-{year}", new LocalDate(year, 9, 2), new LocalDate(year, 12, 19), [new LocalDate(year, 10, 27), new LocalDate(year, 10, 28)]),
    ];

    public sealed partial class Told
    {
        private void Plan(Move move)
        {
            var pick = move.Pick;
            switch (move.Kind)
            {
                case FirstPlan:
                    Add("permanence-plan", head => PermanencePlan.Shape.New(
                        head,
                        PermanencePlan.RouteField.Is(pick % 3 == 0 ? PermanenceRoute.ReturnHome : PermanenceRoute.Kinship),
                        new FieldValue(PermanencePlan.TargetOnField, Later(pick % 5 != 0, pick % 200))));
                    break;
                case 21:
                    Add("return-home-plan", head => ReturnHomePlan.New(head, Later(pick % 5 != 0, pick % 150), Later(pick % 2 == 0, pick % 90)));
                    break;
                case 22:
                    var end = Proceedings.Limit.After(on, WorkingDayCalendar.EnglandAndWales);
                    var granted = new Extension(on.PlusDays(pick % 230), end.PlusDays(1 + (pick % 56)));
                    Add("proceedings", head => Proceedings.Shape.New(
                        head,
                        new FieldValue(Proceedings.ExtensionsField, pick % 2 == 0 ? new Extensions([granted]) : null),
                        new FieldValue(Proceedings.ConcludedOnField, Later(pick % 3 != 0, pick % 260))));
                    break;
                case 23:
                    Add("pre-proceedings", head => PreProceedings.Shape.New(
                        head,
                        new FieldValue(PreProceedings.ReviewedOnField, Later(pick % 3 != 0, pick % 60)),
                        new FieldValue(PreProceedings.ConcludedOnField, Later(pick % 2 == 0, pick % 150))));
                    break;
                case 24:
                    Add("section20-consent", head => Section20Consent.Shape.New(head, Section20Consent.ByField.Is(pick % 2 == 0 ? ConsentBy.Parent : ConsentBy.YoungPerson)));
                    break;
                case 25:
                    Add("legal-planning-meeting", head => LegalPlanningMeeting.Shape.New(head, LegalPlanningMeeting.OutcomeField.Is(LegalPlanningOutcome.NoAction)));
                    break;
                case 26:
                    Add("pep", head => Pep.Shape.New(head, new FieldValue(Pep.CompletedOnField, Later(pick % 5 != 0, pick % 40))));
                    break;
                case 27:
                    Add("pep-initiated", head => PepInitiated.Shape.New(head));
                    break;
                case 28:
                    Add("early-years", head => EarlyYears.Shape.New(head, new FieldValue(EarlyYears.EndedOnField, Later(pick % 3 != 0, pick % 300))));
                    break;
                case 29:
                    Add("exclusion", head => Exclusion.Shape.New(
                        head,
                        Exclusion.KindField.Is(pick % 4 == 0 ? ExclusionKind.Suspension : ExclusionKind.Permanent),
                        new FieldValue(Exclusion.ProvisionStartedOnField, Later(pick % 3 != 0, pick % 20))));
                    break;
                case 30 when lookedAfter && !Had<PlacementStart>():
                    Add("placement", head => PlacementStart.Shape.New(
                        head,
                        PlacementStart.PlacementTypeField.Is(Of(types, move)),
                        PlacementStart.EmergencyField.Is(true),
                        PlacementStart.SchoolLostField.Is(true)));
                    break;
                case LastPlan:
                    Add("school-place", head => SchoolPlace.Shape.New(head));
                    Add("family-group-meeting", head => FamilyGroupMeeting.Shape.New(head, FamilyGroupMeeting.KindField.Is(FamilyGroupMeetingKind.Offered)));
                    break;
                default:
                    Care(move);
                    break;
            }
        }
    }
}
