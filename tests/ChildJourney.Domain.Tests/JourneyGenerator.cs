using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests;

/// <summary>Makes journeys, plausible and odd, whose entries can all be true.</summary>
/// <remarks>
/// A journey is told by moves: each goes some days on, none included, and does what is possible then. So a journey gets smaller by
/// leaving out moves, and is still one without conflicts. What is possible is written down here a second time, on purpose.
/// </remarks>
public static partial class JourneyGenerator
{
    private static readonly LegalStatus[] statuses =
        [LegalStatus.V2, LegalStatus.V2, LegalStatus.V2, LegalStatus.C1, LegalStatus.C2, LegalStatus.E1, LegalStatus.V3, LegalStatus.V4, LegalStatus.J1, LegalStatus.L1, LegalStatus.D1];

    private static readonly PlacementType[] types =
        [PlacementType.U6, PlacementType.U1, PlacementType.K2, PlacementType.A3, PlacementType.A5, PlacementType.P1, PlacementType.T0, PlacementType.T3];

    private static readonly Participation?[] participations = [Participation.PN1, Participation.PN0, Participation.PN4, null, Participation.PN7];

    private static readonly string?[] assignees = ["A1", "A2", "A1", null];

    /// <summary>Journeys of up to forty moves.</summary>
    public static Arbitrary<Told> Journeys { get; } = Arb.From(Stories(40), Smaller);

    private static Gen<Told> Stories(int mostMoves) =>
        from born in Gen.Frequency(
            (6, Gen.Choose(0, 9000).Select(days => new LocalDate(1992, 1, 1).PlusDays(days))),
            (2, Gen.Elements(new LocalDate(1996, 2, 29), new LocalDate(2008, 2, 29), new LocalDate(2012, 2, 29))),
            (1, Gen.Choose(0, 31).Select(days => new LocalDate(2010, 12, 1).PlusDays(days))))
        from course in Gen.Frequency((3, Gen.Constant(anyCourse)), (3, Gen.Elements(courses)))
        from waits in course.Waits
        from count in Gen.Choose(1, mostMoves)
        from moves in MoveGen(course).ArrayOf(count)
        select new Told(born, [new Move(0, waits, moves[0].Pick), .. moves]);

    private static Gen<Move> MoveGen(Course course) =>
        from kind in course.Kinds
        from days in Gen.Frequency(
            (3, Gen.Constant(0)),
            (4, Gen.Choose(1, 9)),
            (6, Gen.Choose(10, 45)),
            (5, Gen.Choose(46, 200)),
            (1, Gen.Choose(201, 1500)))
        from pick in Gen.Choose(0, 10_000)
        select new Move(kind, course.IsQuick && days > 9 ? days / 6 : days, pick);

    private static IEnumerable<Told> Smaller(Told told)
    {
        for (var i = 1; i < told.Moves.Count; i++)
        {
            yield return new Told(told.Born, [.. told.Moves.Where((_, index) => index != i)]);
        }
    }

    /// <summary>Something done some days after the move before.</summary>
    public sealed record Move(int Kind, int Days, int Pick);

    /// <summary>A child's entries, in order, and the moves that told them.</summary>
    public sealed partial class Told
    {
        private readonly List<Entry> entries = [];
        private LocalDate on;
        private bool lookedAfter;
        private bool lookedAfterThatMorning;
        private bool closed;

        public Told(LocalDate born, IReadOnlyList<Move> moves)
        {
            Born = born;
            Moves = moves;
            Child = new Child("C1", born);
            if (moves[0].Pick % 11 == 0)
            {
                on = born.PlusDays(-1 - (moves[0].Pick % 100));
                Add("pre-proceedings", head => PreProceedings.Shape.New(head));
            }

            on = born;
            foreach (var move in moves)
            {
                Advance(move.Days);
                Do(move);
            }
        }

        public LocalDate Born { get; }

        public IReadOnlyList<Move> Moves { get; }

        public Child Child { get; }

        public IReadOnlyList<Entry> Entries => entries;

        public Journey Journey => Journey.Of(Child, entries);

        /// <summary>The days on which something happens or nearly does.</summary>
        public IEnumerable<LocalDate> Days => entries.Select(entry => entry.On).Append(Child.EighteenthBirthday).Distinct();

        /// <summary>What had been recorded by the end of a day: no later entry, and no later date within one.</summary>
        public Journey UntilEndOf(LocalDate day) => Journey.Of(Child, entries.Where(entry => entry.On <= day).Select(entry => AsOf(entry, day)));

        public override string ToString() =>
            $"born {Born:uuuu-MM-dd}\n" + string.Join('\n', entries.Select(entry =>
                $"  {entry.On:uuuu-MM-dd} {entry.Id} {string.Join(' ', entry.Shape.Fields.Where(field => entry.Values[field] is not null).Select(field => $"{field.Name}={entry.Values[field]}"))}"));

        /// <summary>The entry without the dates that have not come yet; what is planned ahead stays, and the day from which recording counts.</summary>
        private static Entry AsOf(Entry entry, LocalDate day) => entry is Admission ? entry : entry.Shape.New(
            new EntryHead(entry.Id, entry.On, entry.Reference),
            [.. entry.Shape.Fields
                .Where(field => field.MayLieAhead || entry.Values[field] is not { } value || !(field.DateOf(value) > day))
                .Select(field => new FieldValue(field, entry.Values[field]))]);

        private void Advance(int days)
        {
            if (days == 0)
            {
                return;
            }

            on = on.PlusDays(days);
            if (on >= Child.EighteenthBirthday)
            {
                lookedAfter = false;
                closed = true;
            }

            lookedAfterThatMorning = lookedAfter;
        }

        private void Do(Move move)
        {
            switch (move.Kind)
            {
                case 0 or 1 when !lookedAfter && !closed && !Had<Admission>():
                    LocalDate? historyFrom = move.Pick % 5 == 0 ? on.PlusDays(move.Pick % 7 == 0 ? 0 : move.Pick % 400) : null;
                    Add("admission", head => Admission.New(head, Of(statuses, move), unaccompanied: move.Pick % 11 == 0, historyFrom: historyFrom));
                    lookedAfter = true;
                    break;
                case 2 when lookedAfter && !Had<LegalStatusChange>() && !Had<Admission>():
                    Add("legal-status", head => LegalStatusChange.New(head, Of(statuses, move)));
                    break;
                case 3 or 4 when lookedAfter && !Had<PlacementStart>():
                    Add("placement", head => PlacementStart.New(head, Of(types, move), sameCarer: move.Pick % 4 == 0));
                    break;
                case 5 or 6 or 7 when lookedAfter && !Had<Review>():
                    Add("review", head => Review.Shape.New(head, AboutReview(move.Pick)));
                    break;
                case 8 when MayLeave:
                    Add("discharge", head => Discharge.New(head, (move.Pick % 9) switch { 0 => DischargeReason.E2, 1 => DischargeReason.E3, _ => DischargeReason.E4A }));
                    lookedAfter = false;
                    closed |= move.Pick % 9 == 0;
                    break;
                case 9:
                    LocalDate? endedOn = move.Pick % 2 == 0 ? on.PlusDays(move.Pick % 90) : null;
                    Add("return-home-plan", head => ReturnHomePlan.New(head, endedOn: endedOn));
                    break;
                case 10:
                    Add("permanence-plan", head => PermanencePlan.New(head, move.Pick % 2 == 0 ? PermanenceRoute.ReturnHome : PermanenceRoute.Adoption));
                    break;
                case 11 or 12 or 13:
                    Add("allocation", head => Allocation.New(head, (AllocationRole)(move.Pick % 3), Of(assignees, move)));
                    break;
                case 14 or 15:
                    Add("review-booked", head => ReviewBooked.Shape.New(head, ReviewBooked.BookedForField.Is(on.PlusDays(move.Pick % 60))));
                    break;
                case 16:
                    Add("review-adjourned", head => ReviewAdjourned.Shape.New(head));
                    break;
                case 17:
                    Add("review-midpoint-check", head => ReviewMidpointCheck.Shape.New(head));
                    break;
                case 18:
                    Add("care-plan", head => CarePlan.Shape.New(head, new FieldValue(CarePlan.VisitEveryDaysField, move.Pick % 3 == 0 ? null : 7 + (move.Pick % 120))));
                    break;
                case 19:
                    Add("dispute", head => Dispute.Shape.New(
                        head,
                        new FieldValue(Dispute.StageField, move.Pick % 5 == 0 ? DisputeStage.Informal : DisputeStage.TeamManager),
                        new FieldValue(Dispute.ResolvedOnField, Later(move.Pick % 3 == 0, move.Pick % 50)),
                        new FieldValue(Dispute.ReferredOnField, Later(move.Pick % 4 == 0, move.Pick % 40))));
                    break;
                default:
                    Plan(move);
                    break;
            }
        }

        /// <summary>What a review says of itself. What was done before it is said only where no booking made it known earlier.</summary>
        private FieldValue[] AboutReview(int pick)
        {
            var before = entries.Any(entry => entry is ReviewBooked) ? 0 : -(pick % 12);
            return
            [
                Review.CountsTowardsCycleField.Is(pick % 8 != 0),
                Review.PlanChangedField.Is(pick % 3 == 0),
                Review.ChildRefusedField.Is(pick % 7 == 0),
                Review.SpokeNotAppropriateField.Is(pick % 13 == 0),
                new FieldValue(Review.ParticipationField, participations[pick % participations.Length]),
                new FieldValue(Review.SpokeWithChildOnField, Later(pick % 2 == 0, before)),
                new FieldValue(Review.ReportReceivedOnField, Later(pick % 5 < 3, before + (pick % 3))),
                new FieldValue(Review.PapersSentOnField, Later(pick % 7 < 4, before + (pick % 2))),
                new FieldValue(Review.DecisionsOnField, Later(pick % 4 != 0, pick % 13)),
                new FieldValue(Review.RecordOnField, Later(pick % 3 != 0, pick % 30)),
                new FieldValue(Review.DistributedOnField, Later(pick % 5 != 0, pick % 40)),
            ];
        }

        private LocalDate? Later(bool given, int days) => given ? on.PlusDays(days) : null;

        /// <summary>On a day in care since the morning, nothing of that morning's period lies on the day it ends.</summary>
        private bool MayLeave =>
            lookedAfter && !Had<Discharge>()
            && (!lookedAfterThatMorning || (!Had<PlacementStart>() && !Had<Review>() && !Had<LegalStatusChange>()));

        private bool Had<T>()
            where T : Entry => entries.Any(entry => entry is T && entry.On == on);

        private void Add(string type, Func<EntryHead, Entry> make) => entries.Add(make(new EntryHead($"e{entries.Count:000}-{type}", on)));

        private static T Of<T>(T[] options, Move move) => options[move.Pick % options.Length];
    }
}
