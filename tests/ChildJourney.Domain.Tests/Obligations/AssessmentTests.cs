using System.Text.RegularExpressions;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using FsCheck.Fluent;
using NodaTime;
using Told = ChildJourney.Domain.Tests.JourneyGenerator.Told;

namespace ChildJourney.Domain.Tests.Obligations;

/// <summary>What holds of every journey, whatever the rules.</summary>
public sealed partial class AssessmentTests
{
    private const int Window = 14;

    [Fact]
    public void The_journeys_that_are_made_hold_no_conflict() =>
        Properties.Hold(JourneyGenerator.Journeys, told => told.Journey.Conflicts.Should().BeEmpty());

    [Fact]
    public void The_order_in_which_entries_arrive_does_not_matter() =>
        Properties.Hold(
            (from told in JourneyGenerator.Journeys.Generator
             from shuffled in Gen.Shuffle(told.Entries.ToArray())
             select (told, shuffled)).ToArbitrary(),
            it => Described(Assess(Journey.Of(it.told.Child, it.shuffled))).Should().Equal(Described(Assess(it.told.Journey))));

    [Fact]
    public void What_is_true_of_a_day_does_not_depend_on_what_was_recorded_of_later_days() =>
        Properties.Hold(
            AndADay(),
            it =>
            {
                var all = Assess(it.Told.Journey);
                var known = Assess(it.Told.UntilEndOf(it.Day));

                DescribedOn(all, it.Day).Should().Equal(DescribedOn(known, it.Day), "that is what was true on {0}", it.Day);
            },
            5000);

    [Fact]
    public void A_due_date_that_was_met_is_never_moved_by_a_later_entry() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                for (var count = 1; count < told.Entries.Count; count++)
                {
                    var next = told.Entries[count].On;
                    if (next == told.Entries[count - 1].On)
                    {
                        continue;
                    }

                    var met = Met(Assess(Journey.Of(told.Child, told.Entries.Take(count))), next.PlusDays(-1));
                    var later = Assess(Journey.Of(told.Child, told.Entries.Take(count + 1)));
                    Met(later, next.PlusDays(-1)).Should().Equal(met);
                    met.Should().BeSubsetOf(Met(later, new LocalDate(2199, 12, 31)));
                }
            },
            1500);

    [Fact]
    public void Once_a_period_of_care_has_closed_nothing_of_it_is_open() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                foreach (var obligation in Assess(told.Journey).Obligations.Where(obligation => obligation.Period is not null))
                {
                    foreach (var days in new[] { 0, 1, 400 })
                    {
                        StatusOn(obligation, obligation.Period!.To.PlusDays(days))
                            .Should().BeOneOf([Status.Met, Status.MetLate, Status.Missed, Status.Ended, Status.Refused], obligation.Id);
                    }
                }
            });

    [Fact]
    public void The_days_overdue_are_those_on_which_the_status_is_overdue() =>
        Properties.Hold(
            AndADay(),
            it =>
            {
                foreach (var obligation in Assess(it.Told.Journey).Obligations)
                {
                    var spans = obligation.OverdueSpans().ToArray();
                    for (var day = it.Day.PlusDays(-60); day < it.Day.PlusDays(200); day = day.PlusDays(1))
                    {
                        spans.Any(span => span.Holds(day)).Should().Be(StatusOn(obligation, day) == Status.Overdue, "{0} on {1}", obligation.Id, day);
                    }
                }
            },
            500);

    [Fact]
    public void The_spans_of_an_indicator_follow_one_another() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                var journey = told.Journey;
                foreach (var indicator in Assess(journey).Drift.GroupBy(drift => drift.Indicator.Id, drift => drift.Span))
                {
                    DriftSpan? before = null;
                    foreach (var span in indicator.OrderBy(span => span.From))
                    {
                        (span.Since <= span.From && span.From < span.To).Should().BeTrue("{0} holds on a day", indicator.Key);
                        var goesOn = before?.To == span.From && journey.PeriodsOfCare.All(period => period.From != span.From);
                        (before is null || before.To <= span.From).Should().BeTrue("{0} is true once a day", indicator.Key);
                        span.Since.Should().Be(goesOn ? before!.Since : span.From, "{0} counts from the first day of an unbroken stretch", indicator.Key);
                        before = span;
                    }
                }
            });

    [Fact]
    public void Every_obligation_has_an_id_of_its_own_and_stages_in_order() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                var obligations = Assess(told.Journey).Obligations;

                obligations.Select(obligation => obligation.Id).Should().OnlyHaveUniqueItems();
                foreach (var obligation in obligations)
                {
                    obligation.Stages.Should().NotBeEmpty();
                    obligation.Trigger.Should().BeOneOf(told.Entries);
                    obligation.Stages[^1].ClosesOn.Should().BeNull();
                    for (var i = 1; i < obligation.Stages.Count; i++)
                    {
                        (obligation.Stages[i - 1].OpensOn < obligation.Stages[i].OpensOn).Should().BeTrue();
                        (obligation.Stages[i - 1].ClosesOn == obligation.Stages[i].OpensOn).Should().BeTrue();
                    }
                }
            });

    [Fact]
    public void Nothing_but_what_care_leavers_are_owed_falls_due_in_adulthood() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told => Assess(told.Journey).Obligations
                .Where(obligation => obligation.Rule.Family != "LeavingCare" && obligation.Stages[0].DueOn >= told.Child.EighteenthBirthday)
                .Should().BeEmpty());

    [Fact]
    public void A_number_that_an_authority_tightens_moves_no_due_date_later() =>
        Properties.Hold(
            AndANumber(),
            it =>
            {
                var usual = Assess(it.Told.Journey).Obligations;
                var tightened = Assess(it.Told.Journey, Tightened(new Random(it.Seed))).Obligations.ToDictionary(Key);
                foreach (var obligation in usual)
                {
                    if (!tightened.TryGetValue(Key(obligation), out var sooner))
                    {
                        // Triggered by the first review's falling due, it is triggered sooner too.
                        obligation.Rule.Id.Should().Be("section20-return-plan");
                        continue;
                    }

                    // What was met before it fell to be done has a due date that nothing moves any more.
                    foreach (var stage in obligation.Stages.Where(stage => stage.DueOn is not null && !(stage.MetOn < stage.OpensOn)))
                    {
                        (sooner.StageOn(stage.OpensOn)?.DueOn > stage.DueOn).Should().BeFalse("{0} was due by {1} from {2} on", obligation.Id, stage.DueOn, stage.OpensOn);
                    }
                }

                // Which of the rules about visits governs an interval depends on which of them asks for the earliest day.
                static string Key(Obligation obligation) => obligation.Rule.Family == "Visits" ? $"visit:{obligation.TriggerOn}:{obligation.Trigger.Id}" : obligation.Id;
            });

    [Fact]
    public void Where_nothing_is_recorded_nothing_is_said_to_be_due() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                var assessment = Assess(told.Journey, NothingRecorded);

                assessment.Obligations.Where(obligation => !obligation.Rule.IsAlert && (obligation.MissingFact is null || obligation.Stages.Any(stage => stage.DueOn is not null)))
                    .Select(obligation => obligation.Id).Should().BeEmpty();
                assessment.Drift.Where(drift => drift.Indicator.RestsOn.Count > 0).Should().BeEmpty();
            },
            1000);

    [Fact]
    public void Why_is_said_in_one_sentence_whatever_the_day() =>
        Properties.Hold(
            JourneyGenerator.Journeys,
            told =>
            {
                foreach (var policy in new[] { JourneyGenerator.PolicyWithTerms, NothingRecorded })
                {
                    var assessment = Assess(told.Journey, policy);
                    var sentences = assessment.Obligations.SelectMany(SentencesOf).Concat(assessment.Drift.Select(drift => drift.Span.Because));

                    sentences.Where(sentence => !OneSentence().IsMatch(sentence) || Malformed().IsMatch(sentence)).Should().BeEmpty();
                }
            },
            1500);

    [Fact]
    public void A_child_is_looked_after_on_the_days_of_a_period_and_on_no_other() =>
        Properties.Hold(
            AndADay(),
            it =>
            {
                var lookedAfter = false;
                foreach (var entry in it.Told.Entries.Where(entry => entry.On <= it.Day))
                {
                    lookedAfter = entry switch
                    {
                        Admission => true,
                        Discharge => false,
                        _ => lookedAfter,
                    };
                }

                (it.Told.Journey.PeriodOn(it.Day) is not null).Should().Be(lookedAfter && it.Day < it.Told.Child.EighteenthBirthday);
            });

    private static FsCheck.Arbitrary<(Told Told, LocalDate Day)> AndADay()
    {
        var cases =
            from told in JourneyGenerator.Journeys.Generator
            let days = Interesting(told)
            from day in Gen.Elements(days)
            from off in Gen.Frequency((4, Gen.Choose(-1, 1)), (1, Gen.Choose(-30, 30)))
            select (Told: told, Day: day.PlusDays(off));
        return Arb.From(cases, it => JourneyGenerator.Journeys.Shrinker(it.Told).Select(told => (told, it.Day)));

        static LocalDate[] Interesting(Told told) =>
            [.. told.Days, .. Assess(told.Journey).Obligations.SelectMany(obligation => obligation.Stages).Select(stage => stage.DueOn ?? stage.OpensOn).Distinct()];
    }

    private static FsCheck.Arbitrary<(Told Told, int Seed)> AndANumber() => Arb.From(
        from told in JourneyGenerator.Journeys.Generator
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select (Told: told, Seed: seed),
        it => JourneyGenerator.Journeys.Shrinker(it.Told).Select(told => (told, it.Seed)));

    /// <summary>A policy in which no type of entry is recorded.</summary>
    private static Policy NothingRecorded { get; } = JourneyGenerator.PolicyWithTerms with { RecordedFrom = EntryShapes.All.ToDictionary(shape => shape.Type, _ => (LocalDate?)null) };

    private static Assessment Assess(Journey journey, Policy? policy = null) =>
        Assessment.Of(journey, Settings.Default with { Policy = policy ?? JourneyGenerator.PolicyWithTerms });

    /// <summary>A policy in which about half of the numbers leave less time than law, guidance or the published standard does.</summary>
    private static Policy Tightened(Random random)
    {
        var rules = new Dictionary<string, RulePolicy>(JourneyGenerator.PolicyWithTerms.Rules);
        foreach (var rule in RuleCatalogue.All)
        {
            if (rule.Limits[^1].Amount is { } amount && random.Next(2) == 0)
            {
                // What is counted back is tightened by counting back further.
                var count = amount.Count < 0 ? -amount.Count + random.Next(1, 5) : random.Next(1, amount.Count + 1);
                rules[rule.Id] = new RulePolicy(Enabled: true, count, rules.TryGetValue(rule.Id, out var own) ? own.From : LocalDate.MinIsoValue);
            }
        }

        return JourneyGenerator.PolicyWithTerms with { Rules = rules };
    }

    /// <summary>What is said of an obligation on each day on which something of it changes.</summary>
    private static IEnumerable<string> SentencesOf(Obligation obligation) =>
        from stage in obligation.Stages
        from day in new[] { stage.OpensOn, stage.DueOn, stage.DueOn?.PlusDays(1), stage.MetOn, stage.RefusedOn, stage.Ending?.On, stage.ClosesOn?.PlusDays(-1) }
        where day is not null && stage.IsInForce(day.Value)
        select Because.Sentence(obligation.Rule.Text.Wording, stage.Deadline.Ground, stage.Dates, stage.Ending?.Why, obligation.MissingFact, day.Value, Window);

    [GeneratedRegex(@"^[A-Z0-9][^.!?]*[A-Za-z0-9)]\.$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneSentence();

    [GeneratedRegex(@"\s{2}|\s[,;.)]|[,;]\S|[,;]\s*[,;.]|null|\(\)|\b(by|after|of|when|until|been|the)[,;.]|\b(?<word>\w+) \k<word>\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Malformed();

    private static Status? StatusOn(Obligation obligation, LocalDate day) => obligation.StageOn(day)?.Dates.StatusOn(day, Window);

    /// <summary>What was met by a day, and when it was due.</summary>
    private static string[] Met(Assessment assessment, LocalDate day) =>
    [
        .. from obligation in assessment.Obligations
           let stage = obligation.StageOn(day)
           where stage?.MetOn <= day
           select $"{obligation.Id} due {stage.DueOn} met {stage.MetOn}",
    ];

    /// <summary>All that can be said on a day.</summary>
    private static string[] DescribedOn(Assessment assessment, LocalDate day) =>
    [
        .. from obligation in assessment.Obligations
           let stage = obligation.StageOn(day)
           where stage is not null
           let dates = stage.Dates
           let wording = obligation.Rule.Text.Wording
           let ground = stage.Deadline.Ground
           select $"{obligation.Id} by {obligation.Trigger.Id} {stage.Level} {stage.Citation ?? obligation.Version.Citation} opens {stage.OpensOn} due {stage.DueOn} {dates.StatusOn(day, Window)} {dates.DaysOverdueOn(day, Window)} "
               + Because.Sentence(wording, ground, dates, stage.Ending?.Why, obligation.MissingFact, day, Window),
        .. from drift in assessment.Drift
           where drift.Span.Holds(day)
           select $"{drift.Indicator.Id} since {drift.Span.Since} {drift.Span.Severity} {drift.Span.Because} {string.Join(' ', drift.Span.Figures.Select(figure => $"{figure.Name}={figure.On(day)}"))}",
    ];

    private static string[] Described(Assessment assessment) =>
    [
        .. assessment.Obligations.Select(obligation => $"{obligation.Id} {obligation.Trigger.Id} {string.Join(' ', obligation.Stages.Select(Described))}"),
        .. assessment.Drift.Select(drift => $"{drift.Indicator.Id} {drift.Span.Since} {drift.Span.From} {drift.Span.To} {drift.Span.Because}"),
    ];

    private static string Described(Stage stage) =>
        $"[{stage.Level} {stage.OpensOn} {stage.ClosesOn} {stage.DueOn} {stage.Deadline.At} {stage.MetOn} {stage.MetAt} {stage.RefusedOn} {stage.Ending} {stage.Deadline.Ground}]";
}
