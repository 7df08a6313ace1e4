using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Flags;

/// <summary>Children are found by who holds them on a day, however they are asked after, in one way by every list.</summary>
public class HolderFilterTests(OnePredicateTests.Authority authority) : IClassFixture<OnePredicateTests.Authority>
{
    private static readonly LocalDate today = new(2026, 11, 22);

    private readonly Service service = authority.Service;

    public static TheoryData<int> Days => new(0, -1, -90, -400, -800, 60);

    [Theory]
    [MemberData(nameof(Days))]
    public async Task The_children_looked_at_are_those_whom_the_filter_names(int days)
    {
        var day = today.PlusDays(days);
        foreach (var (filter, holds) in Filters(day))
        {
            var expected = OnePredicateTests.Authority.Made.Where(made => made.Journey.PeriodOn(day) is not null && holds(made.Journey)).ToList();
            foreach (var list in new[] { "flags", "reviews", "drift", "section20" })
            {
                var page = await service.GetAsync($"/v1/{list}?asOf={LocalDatePattern.Iso.Format(day)}&limit=1&{filter}");
                page["evaluated"].GetProperty("children").GetInt32().Should().Be(expected.Count, $"{list} {filter} on {day}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task The_children_at_risk_of_drift_are_those_whom_the_filter_names(int days)
    {
        var day = today.PlusDays(days);
        foreach (var (filter, holds) in Filters(day))
        {
            var expected = OnePredicateTests.Authority.Made
                .Where(made => holds(made.Journey) && made.Assessment.Drift.Any(drift => drift.Span.Holds(day)))
                .Select(made => made.Journey.Child.Id);

            var rows = await service.WalkAsync($"/v1/drift?asOf={LocalDatePattern.Iso.Format(day)}&{filter}", 5);

            rows.Select(row => row.Get("childId")).Should().BeEquivalentTo(expected, $"{filter} on {day}");
        }
    }

    [Theory]
    [InlineData("flags?status=overdue")]
    [InlineData("flags?status=overdue,due-soon")]
    [InlineData("flags?status=upcoming,overdue,due-soon,cannot-determine")]
    [InlineData("flags?status=cannot-determine")]
    [InlineData("flags?status=met,missed,cannot-determine")]
    [InlineData("flags?status=upcoming,cannot-determine&sort=childId")]
    [InlineData("flags?status=overdue,met-late&sort=-daysOverdue")]
    [InlineData("flags?status=overdue&dueFrom=2026-01-01&dueTo=2026-10-31")]
    [InlineData("reviews?asOf=2026-11-22")]
    [InlineData("reviews?asOf=2025-06-30")]
    public async Task Pages_put_together_are_the_list(string list)
    {
        var whole = await service.WalkAsync($"/v1/{list}", 500);

        foreach (var limit in new[] { 1, 7, whole.Count })
        {
            if (limit == 1 && whole.Count > 150)
            {
                continue;
            }

            var pages = await service.WalkAsync($"/v1/{list}", int.Clamp(limit, 1, 500));
            pages.Select(row => row.GetRawText()).Should().Equal(whole.Select(row => row.GetRawText()), $"by {limit}");
        }

        if (!list.Contains("sort", StringComparison.Ordinal))
        {
            var keys = whole.Select(row => $"{row.Get("dueOn") ?? "9999-12-31"} {row.Get("childId")} {(row.TryGetProperty("id", out var id) ? id.GetString() : "")}").ToList();
            keys.Should().Equal(keys.Order(StringComparer.Ordinal));
        }
    }

    /// <summary>Filters of one role, of several, of nobody, with those who hold children on the day.</summary>
    private static IEnumerable<(string Filter, Func<Journey, bool> Holds)> Filters(LocalDate day)
    {
        var (team, otherTeam) = Two(AllocationRole.Team, day);
        var (iro, _) = Two(AllocationRole.Iro, day);
        var (worker, otherWorker) = Two(AllocationRole.SocialWorker, day);
        yield return ($"team={team}", journey => Of(journey, AllocationRole.Team) == team);
        yield return ($"team={team},{otherTeam}", journey => Of(journey, AllocationRole.Team) is { } held && (held == team || held == otherTeam));
        yield return ("team=none", journey => Of(journey, AllocationRole.Team) is null);
        yield return ($"team={team},none", journey => Of(journey, AllocationRole.Team) is var held && (held is null || held == team));
        yield return ($"iro={iro}", journey => Of(journey, AllocationRole.Iro) == iro);
        yield return ($"socialWorker={worker}&socialWorker={otherWorker}", journey => Of(journey, AllocationRole.SocialWorker) is { } held && (held == worker || held == otherWorker));
        yield return ($"team={team}&iro={iro}", journey => Of(journey, AllocationRole.Team) == team && Of(journey, AllocationRole.Iro) == iro);
        yield return ($"team={team}&socialWorker=none", journey => Of(journey, AllocationRole.Team) == team && Of(journey, AllocationRole.SocialWorker) is null);
        yield return ("iro=none&socialWorker=none", journey => Of(journey, AllocationRole.Iro) is null && Of(journey, AllocationRole.SocialWorker) is null);
        yield return ("team=NOBODY-OF-THAT-NAME", _ => false);

        string? Of(Journey journey, AllocationRole role) => journey.AssigneeOn(role, day);
    }

    private static (string First, string Second) Two(AllocationRole role, LocalDate day)
    {
        var held = OnePredicateTests.Authority.Made.Select(made => made.Journey.AssigneeOn(role, day)).OfType<string>().GroupBy(name => name)
            .OrderByDescending(holder => holder.Count()).Select(holder => holder.Key).ToList();
        return (held.ElementAtOrDefault(0) ?? "X1", held.ElementAtOrDefault(1) ?? "X2");
    }
}
