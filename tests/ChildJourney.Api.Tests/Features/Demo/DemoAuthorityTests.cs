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
    public static TheoryData<string> Todays => ["2026-11-22", "2028-02-29", "2026-12-25", "2027-03-28", "2027-03-31"];

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
        var lookedAfter = 0;
        var signs = new Dictionary<string, int>();
        foreach (var (child, entries) in DemoAuthority.Make(day))
        {
            var journey = Journey.Of(child, entries);
            lookedAfter += journey.PeriodOn(day) is null ? 0 : 1;
            foreach (var id in Assessment.Of(journey, Settings.Default).Drift.Where(sign => sign.Span.Holds(day)).Select(sign => sign.Indicator.Id).Distinct())
            {
                signs[id] = signs.GetValueOrDefault(id) + 1;
            }
        }

        lookedAfter.Should().BeInRange(100, 140);
        signs["review-overdue"].Should().BeInRange(3, 25);
        signs["section20-no-return-plan"].Should().BeInRange(5, 40);
        signs["unallocated"].Should().BeInRange(2, 15);
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

    [Fact]
    public void Reviewing_officers_hold_about_as_many_children_each()
    {
        var day = Day("2026-11-22");
        var caseloads = DemoAuthority.Make(day)
            .Select(made => Journey.Of(made.Child, made.Entries))
            .Where(journey => journey.PeriodOn(day) is not null)
            .Select(journey => journey.AssigneeOn(AllocationRole.Iro, day))
            .OfType<string>()
            .CountBy(officer => officer)
            .ToDictionary();

        caseloads.Should().HaveCount(12);
        caseloads.Values.Should().OnlyContain(children => children >= 4 && children <= 17);
    }

    [Fact]
    public void A_million_children_are_made_one_after_another() =>
        DemoAuthority.Make(Day("2026-11-22"), children: 1_000_000).Take(3).Select(made => made.Child.Id).Should().Equal("D000001", "D000002", "D000003");

    private static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
