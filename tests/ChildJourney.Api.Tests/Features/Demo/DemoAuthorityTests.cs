using System.Globalization;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Demo;

public class DemoAuthorityTests
{
    private const int FewestDue = 10;
    private const int ManyDue = 100;
    private const int LeastOnTime = 50;
    private const int LeastOnTimeOfMany = 74;
    private const int MostOnTimeOfMany = 98;

    /// <summary>The rules that a real authority keeps less often, and how often at least.</summary>
    private static readonly Dictionary<string, int> seldomOnTime = new()
    {
        // Courts take longer than the law allows more often than anyone wishes.
        ["proceedings-26-weeks"] = 55,
        // The law gives six days; that it be the first is a wish that few schools meet.
        ["exclusion-provision-first-day"] = 20,
    };

    public static TheoryData<string> Todays => ["2026-11-22", "2028-02-29", "2026-12-25", "2027-03-28", "2027-03-31", "2027-08-31", "2027-09-01"];

    [Theory]
    [MemberData(nameof(Todays))]
    public void Every_entry_can_be_true_beside_the_others(string today)
    {
        var problems = new List<InputProblem>();
        foreach (var (child, entries) in DemoAuthority.Make(Day(today), children: 1000))
        {
            Journey.Of(child, entries).Conflicts.Select(conflict => $"{child.Id} {conflict.Entry.Id}: {conflict.Message}").Should().BeEmpty();
            foreach (var entry in entries)
            {
                EntryChecks.Add(entry, child, Day(today), $"{child.Id}.{entry.Id}", problems);
            }
        }

        problems.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void There_is_something_to_act_on_any_day_and_not_too_much(string today)
    {
        var day = Day(today);
        var seen = View(day);
        var signs = seen
            .SelectMany(child => child.Assessment.Drift.Where(sign => sign.Span.Holds(day)).Select(sign => sign.Indicator.Id).Distinct())
            .CountBy(id => id)
            .ToDictionary();

        seen.Count(child => child.Journey.PeriodOn(day) is not null).Should().BeInRange(100, 140);
        signs["review-overdue"].Should().BeInRange(3, 25);
        signs["section20-no-return-plan"].Should().BeInRange(3, 40);
        signs["section20-long"].Should().BeInRange(3, 30);
        signs["no-permanence-plan"].Should().BeInRange(3, 30);
        signs["plan-not-progressing"].Should().BeInRange(2, 25);
        signs["not-heard"].Should().BeInRange(1, 15);
        signs["unallocated"].Should().BeInRange(2, 15);
        Overdue("review-decisions").Should().BeInRange(2, 30);
        Overdue("review-record").Should().BeInRange(2, 30);

        int Overdue(string rule) => seen.Sum(child => child.Standing(rule, day).Count(standing => standing.Status == Status.Overdue));
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Fewer_plans_of_the_last_term_are_on_time_than_the_target_asks_for(string today)
    {
        var day = Day(today);
        var term = DemoPolicy.For(day).Terms.All.Last(term => term.LastDay < day);
        var due = View(day)
            .SelectMany(child => child.Standing("pep-termly", day))
            .Where(standing => standing.DueOn == term.LastDay && standing.Status is Status.Met or Status.MetLate or Status.Overdue or Status.Missed)
            .ToList();

        due.Should().HaveCountGreaterThan(50);
        (100m * due.Count(standing => standing.Status == Status.Met) / due.Count).Should().BeInRange(75, 90).And.BeLessThan(Policy.Default.Targets["pep-termly"]);
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Most_next_reviews_are_booked_and_some_are_for_this_fortnight(string today)
    {
        var day = Day(today);
        var bookings = View(day)
            .Where(child => child.Journey.PeriodOn(day) is { } period && period.IsUnder(Regime.FullCare, day))
            .Select(child => child.Journey.All<ReviewBooked>().Where(booked => booked.BookedFor >= day).Max(booked => (LocalDate?)booked.BookedFor))
            .ToList();

        (100m * bookings.Count(bookedFor => bookedFor is not null) / bookings.Count).Should().BeInRange(50, 95);
        bookings.Count(bookedFor => bookedFor <= day.PlusDays(14)).Should().BeInRange(2, 30);
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Every_rule_is_met_somewhere(string today)
    {
        var standings = Standings(View(Day(today)), Day(today)).ToLookup(standing => standing.Rule, standing => standing.Status);

        foreach (var rule in RuleCatalogue.All.Where(rule => rule.EnabledByDefault && !rule.IsAlert))
        {
            standings[rule].Should().Contain(status => status == Status.Met || status == Status.MetLate, "{0}", rule.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Most_of_what_falls_due_is_done_on_time_and_some_of_it_is_not(string today)
    {
        var day = Day(today);
        foreach (var rule in Standings(View(day), day).Where(standing => !standing.Rule.IsAlert).GroupBy(standing => standing.Rule))
        {
            var met = rule.Count(standing => standing.Status == Status.Met && standing.DueOn <= day);
            var due = met + rule.Count(standing => standing.Status is Status.MetLate or Status.Overdue or Status.Missed);
            if (due >= FewestDue)
            {
                var least = seldomOnTime.GetValueOrDefault(rule.Key.Id, due >= ManyDue ? LeastOnTimeOfMany : LeastOnTime);
                (100m * met / due).Should().BeInRange(least, due >= ManyDue ? MostOnTimeOfMany : 100, "{0}: {1} of {2}", rule.Key.Id, met, due);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void No_rule_and_no_sign_turns_the_whole_authority_red(string today)
    {
        var day = Day(today);
        var seen = View(day);
        var overdue = Standings(seen, day).Where(standing => standing.Status == Status.Overdue).CountBy(standing => standing.Rule.Id).ToDictionary();
        var signs = seen.SelectMany(child => child.Assessment.Drift.Where(sign => sign.Span.Holds(day)).Select(sign => sign.Indicator.Id).Distinct()).CountBy(id => id);

        overdue.Values.Sum().Should().BeInRange(80, 260);
        overdue.Should().OnlyContain(rule => rule.Value <= 30);
        signs.Should().OnlyContain(sign => sign.Value <= 30);
        Standings(seen, day).Count(standing => standing.Rule.IsAlert && standing.Status == Status.Overdue).Should().BeLessThan(5);
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Something_stands_at_every_status(string today)
    {
        var statuses = Standings(View(Day(today)), Day(today)).Select(standing => standing.Status).Distinct();

        statuses.Should().BeEquivalentTo(Enum.GetValues<Status>());
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Visits_are_as_many_as_there_must_be(string today)
    {
        var day = Day(today);
        var visited = View(day).Where(child => child.Journey.PeriodOn(day) is { } period && period.IsUnder(Regime.CarePlanning, day) && period.From < day.PlusDays(-60)).ToList();

        visited.Count(child => child.Journey.All<Visit>().Any(visit => visit.Seen && visit.On > day.PlusMonths(-6))).Should().BeInRange(visited.Count * 95 / 100, visited.Count);
        visited.SelectMany(child => child.Journey.All<Visit>()).Should().Contain(visit => !visit.Seen).And.Contain(visit => visit.SeenAlone);
    }

    [Fact]
    public void Approvals_for_now_mostly_become_full_ones_and_some_are_extended()
    {
        var placements = DemoAuthority.Make(Day("2026-11-22")).SelectMany(made => made.Entries).OfType<PlacementStart>().ToList();
        var temporary = placements.Where(entry => entry.IsTemporarilyApproved).ToList();

        temporary.Should().HaveCountGreaterThan(15).And.OnlyContain(entry => entry.PlacementType == PlacementType.U3);
        temporary.Should().Contain(entry => entry.ApprovalExtendedOn != null).And.Contain(entry => entry.ApprovedOn > entry.On.PlusWeeks(16));
        temporary.Count(entry => entry.ApprovedOn is not null).Should().BeGreaterThan(temporary.Count / 2);
        placements.Select(entry => entry.Approval).Distinct().Should().BeEquivalentTo(
            new PlacementApproval?[] { null, PlacementApproval.Full, PlacementApproval.Temporary, PlacementApproval.Emergency, PlacementApproval.ParentBeforeAssessment });
    }

    [Fact]
    public void Homes_that_are_none_are_few()
    {
        var placements = DemoAuthority.Make(Day("2026-11-22")).SelectMany(made => made.Entries.OfType<PlacementStart>().Select(entry => (made.Child, Entry: entry))).ToList();

        placements.Count(placement => placement.Entry.Setting is not null).Should().BeInRange(1, 3);
        placements.Count(placement => placement.Entry.Registered == false).Should().BeInRange(1, 6);
        placements
            .Where(placement => placement.Entry.PlacementType is PlacementType.H5 or PlacementType.K3 or PlacementType.P2)
            .Should().OnlyContain(placement => placement.Entry.On >= placement.Child.Birthday(16));
    }

    [Fact]
    public void A_childs_entries_fill_a_few_pages_and_not_a_book()
    {
        var counts = DemoAuthority.Make(Day("2026-11-22")).Select(made => made.Entries.Count).ToList();

        counts.Max().Should().BeLessThan(600);
        counts.Average().Should().BeInRange(60, 120);
    }

    [Fact]
    public void Proceedings_mostly_end_in_time_and_some_are_extended()
    {
        var proceedings = DemoAuthority.Make(Day("2026-11-22")).SelectMany(made => made.Entries).OfType<Proceedings>().ToList();
        var concluded = proceedings.Where(entry => entry.ConcludedOn is not null).ToList();

        proceedings.Should().Contain(entry => entry.Extensions.Count == 1).And.Contain(entry => entry.ConcludedOn == null);
        concluded.Count(entry => entry.ConcludedOn <= entry.On.PlusDays(181)).Should().BeInRange(concluded.Count / 2, concluded.Count * 85 / 100);
    }

    [Fact]
    public void The_same_day_gives_the_same_children_and_entries()
    {
        var once = DemoAuthority.Make(Day("2026-11-22")).ToList();
        var again = DemoAuthority.Make(Day("2026-11-22")).ToList();

        again.Select(made => made.Child).Should().Equal(once.Select(made => made.Child));
        again.SelectMany(made => made.Entries).Should().Equal(
            once.SelectMany(made => made.Entries),
            (a, b) => a.Id == b.Id && a.On == b.On && a.Values.SameAs(b.Values));
    }

    [Fact]
    public void Identifiers_are_numbered_and_unique()
    {
        var authority = DemoAuthority.Make(Day("2026-11-22")).ToList();

        authority.Select(made => made.Child.Id).Should().OnlyHaveUniqueItems().And.HaveCount(300).And.StartWith("D000001").And.OnlyContain(id => Identifiers.IsChild(id));
        foreach (var (_, entries) in authority)
        {
            entries.Select(entry => entry.Id).Should().Equal(Enumerable.Range(1, entries.Count).Select(number => string.Create(CultureInfo.InvariantCulture, $"e{number}")));
            entries.Should().BeInAscendingOrder(entry => entry.On);
        }
    }

    [Fact]
    public void Codes_are_ones_that_the_service_accepts()
    {
        foreach (var (child, entries) in DemoAuthority.Make(Day("2026-11-22")))
        {
            child.Upn.Should().Match(upn => Identifiers.IsUpn(upn));
            entries.SelectMany(TextsOf).Should().OnlyContain(text => Identifiers.IsCode(text));
        }

        static IEnumerable<string> TextsOf(Entry entry) => entry.Shape.Fields.Select(field => entry.Values[field]).OfType<string>();
    }

    [Fact]
    public void Ways_into_care_and_out_of_it_are_many()
    {
        var entries = DemoAuthority.Make(Day("2026-11-22")).SelectMany(made => made.Entries).ToList();

        entries.OfType<Admission>().Select(entry => entry.LegalStatus).Distinct().Should().BeEquivalentTo(
            [LegalStatus.V2, LegalStatus.C1, LegalStatus.L1, LegalStatus.L2, LegalStatus.J1, LegalStatus.V3, LegalStatus.V4]);
        entries.OfType<LegalStatusChange>().Select(entry => entry.LegalStatus).Distinct().Should().BeEquivalentTo(
            [LegalStatus.C1, LegalStatus.C2, LegalStatus.E1]);
        entries.OfType<Discharge>().Select(entry => entry.Reason).Distinct().Should().HaveCountGreaterThan(10);
        entries.OfType<PlacementStart>().Select(entry => entry.PlacementType).Distinct().Should().Contain(
            [PlacementType.U6, PlacementType.U4, PlacementType.U3, PlacementType.U1, PlacementType.K2, PlacementType.K3, PlacementType.P1, PlacementType.A6, PlacementType.T4]);
    }

    [Theory]
    [MemberData(nameof(Todays))]
    public void Reviewing_officers_hold_about_as_many_children_each(string today)
    {
        var day = Day(today);
        var caseloads = DemoAuthority.Make(day)
            .Select(made => Journey.Of(made.Child, made.Entries))
            .Where(journey => journey.PeriodOn(day) is not null)
            .Select(journey => journey.AssigneeOn(AllocationRole.Iro, day))
            .OfType<string>()
            .CountBy(officer => officer)
            .ToDictionary();

        caseloads.Should().HaveCount(12);
        caseloads.Values.Should().OnlyContain(children => children >= 8 && children <= 14);
    }

    [Fact]
    public void A_million_children_are_made_one_after_another() =>
        DemoAuthority.Make(Day("2026-11-22"), children: 1_000_000).Take(3).Select(made => made.Child.Id).Should().Equal("D000001", "D000002", "D000003");

    private static List<Seen> View(LocalDate day)
    {
        var settings = Settings.Default with { Policy = DemoPolicy.For(day) };
        return [.. DemoAuthority.Make(day).Select(made => Journey.Of(made.Child, made.Entries)).Select(journey => new Seen(journey, Assessment.Of(journey, settings)))];
    }

    /// <summary>How every obligation stands on a day, those relaxed by law left out.</summary>
    private static IEnumerable<(Rule Rule, LocalDate? DueOn, Status Status)> Standings(IEnumerable<Seen> seen, LocalDate day)
    {
        foreach (var obligation in seen.SelectMany(child => child.Assessment.Obligations))
        {
            if (obligation.Version.Relaxed is null && obligation.StageOn(day) is { } stage)
            {
                yield return (obligation.Rule, stage.DueOn, stage.Dates.StatusOn(day, dueSoonDays: 14));
            }
        }
    }

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    /// <summary>A child as the authority sees it.</summary>
    private sealed record Seen(Journey Journey, Assessment Assessment)
    {
        /// <summary>How the obligations of a rule stand on a day.</summary>
        public IEnumerable<(LocalDate? DueOn, Status Status)> Standing(string rule, LocalDate day)
        {
            foreach (var obligation in Assessment.Obligations.Where(obligation => obligation.Rule.Id == rule))
            {
                if (obligation.StageOn(day) is { } stage)
                {
                    yield return (stage.DueOn, stage.Dates.StatusOn(day, dueSoonDays: 14));
                }
            }
        }
    }
}
