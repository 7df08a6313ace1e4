using ChildJourney.Domain.Obligations;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Flags;

/// <summary>Whoever asks what is overdue is told the same, on every day: by the list, its count, the summary, the exceptions, the reviews and each child.</summary>
public class OneCountTests(OnePredicateTests.Authority authority) : IClassFixture<OnePredicateTests.Authority>
{
    private const int DueSoonDays = 14;

    private readonly Service service = authority.Service;

    [Theory]
    [InlineData("2025-12")]
    [InlineData("2026-01")]
    [InlineData("2026-02")]
    [InlineData("2026-03")]
    [InlineData("2026-04")]
    [InlineData("2026-05")]
    [InlineData("2026-06")]
    [InlineData("2026-07")]
    [InlineData("2026-08")]
    [InlineData("2026-09")]
    [InlineData("2026-10")]
    [InlineData("2026-11")]
    public async Task They_agree_on_every_day_of_a_month(string month)
    {
        var first = YearMonthPattern.Iso.Parse(month).Value.OnDayOfMonth(1);
        for (var day = first; day.Month == first.Month; day = day.PlusDays(1))
        {
            await AgreeAsync(day, month);
        }
    }

    private async Task AgreeAsync(LocalDate day, string month)
    {
        var asOf = LocalDatePattern.Iso.Format(day);
        var known = OnePredicateTests.Authority.Made
            .SelectMany(made => made.Assessment.Obligations, (made, obligation) => (made.Journey, Obligation: obligation, Stage: obligation.StageOn(day)))
            .Where(it => it.Stage?.IsInForce(day) == true)
            .Select(it => (it.Journey.Child.Id, it.Obligation, it.Stage, Status: it.Stage!.Dates.StatusOn(day, DueSoonDays)))
            .ToList();
        var overdue = known.Where(it => it.Status == Status.Overdue).Select(it => $"{it.Id} {it.Obligation.Id}").Order(StringComparer.Ordinal).ToList();
        var late = known.Where(it => it.Status is Status.Overdue or Status.MetLate or Status.Missed && it.Obligation.Version.Relaxed is null).ToList();
        var onTime = known.Count(it => it.Status == Status.Met && it.Stage!.DueOn <= day && it.Obligation.Version.Relaxed is null);

        (await service.WalkAsync($"/v1/flags?asOf={asOf}", 500)).Select(flag => $"{flag.Get("childId")} {flag.Get("id")}").Order(StringComparer.Ordinal).Should().Equal(overdue, asOf);
        (await service.GetAsync($"/v1/flags?asOf={asOf}&limit=1&count=true"))["count"].GetInt32().Should().Be(overdue.Count, asOf);

        var total = (await service.GetAsync($"/v1/summary?asOf={asOf}&from=2000-01-01&to=2100-12-31&groupBy=team"))["total"];
        total.GetProperty("late").GetInt32().Should().Be(late.Count, asOf);
        total.GetProperty("onTime").GetInt32().Should().Be(onTime, asOf);
        total.GetProperty("due").GetInt32().Should().Be(late.Count + onTime, asOf);
        total.GetProperty("cannotDetermine").GetInt32().Should().Be(known.Count(it => it.Status == Status.CannotDetermine), asOf);

        (await service.WalkAsync($"/v1/exceptions?asOf={asOf}&period={month}", 500)).Where(item => item.GetProperty("openAtEnd").GetBoolean())
            .Select(item => $"{item.Get("childId")} {item.Get("obligationId")}").Order(StringComparer.Ordinal).Should().Equal(overdue, asOf);

        (await service.WalkAsync($"/v1/reviews?asOf={asOf}&status=overdue", 500)).Select(row => row.Get("childId")).Order(StringComparer.Ordinal).Should().Equal(
            known.Where(it => it.Status == Status.Overdue && it.Obligation.Rule.IsStatutoryReview).Select(it => it.Id).Distinct().Order(StringComparer.Ordinal), asOf);

        var child = OnePredicateTests.Authority.Made[day.DayOfYear % OnePredicateTests.Authority.Made.Count].Journey.Child;
        var counts = (await service.GetAsync($"/v1/children/{child.Id}?asOf={asOf}"))["counts"];
        foreach (var status in Enum.GetValues<Status>())
        {
            counts.GetProperty(Words.Of(status)).GetInt32().Should().Be(known.Count(it => it.Id == child.Id && it.Status == status), "{0} {1} {2}", child.Id, status, asOf);
        }
    }
}
