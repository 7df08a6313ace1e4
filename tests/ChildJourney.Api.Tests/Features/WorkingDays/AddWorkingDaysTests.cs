using System.Net;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Features.WorkingDays;

public class AddWorkingDaysTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("", "from", "add")]
    [InlineData("from=2026-03-20", "add")]
    [InlineData("add=20", "from")]
    [InlineData("from=2026-03-20&add=-1", "add")]
    [InlineData("from=2026-03-20&add=1001", "add")]
    [InlineData("from=2026-03-20&add=1.5", "add")]
    [InlineData("from=20/03/2026&add=20", "from")]
    [InlineData("from=2200-01-01&add=20", "from")]
    [InlineData("from=2026-03-20&add=20&region=scotland", "region")]
    public async Task A_question_that_does_not_fit_is_refused(string query, params string[] fields) =>
        (await service.GetAsync($"/v1/working-days?{query}")).ShouldBe(ProblemTypes.InvalidRequest, fields);

    [Fact]
    public async Task The_days_skipped_are_named()
    {
        var answer = await service.GetAsync("/v1/working-days?from=2026-03-20&add=20");

        answer.Json.Names().Should().Equal("from", "add", "date", "skipped", "provisional");
        (answer.Json.Get("from"), answer.Json.Get("add"), answer.Json.Get("date"), answer.Json.Get("provisional")).Should().Be(("2026-03-20", "20", "2026-04-21", "false"));
        answer["skipped"].GetArrayLength().Should().Be(12);
        answer["skipped", 0].GetRawText().Should().Be("""{"on":"2026-03-21","why":"Saturday"}""");
    }

    [Theory]
    [InlineData("2026-03-21", 0, "2026-03-21", "false")]
    [InlineData("2026-03-21", 1, "2026-03-23", "false")]
    [InlineData("2026-03-22", 5, "2026-03-27", "false")]
    [InlineData("2026-12-24", 1, "2026-12-29", "false")]
    [InlineData("2026-01-05", 1000, "2029-12-14", "true")]
    [InlineData("2199-12-31", 1000, null, "true")]
    [InlineData("1900-01-01", 0, "1900-01-01", "true")]
    public async Task Counting_starts_the_day_after_and_ends_on_a_working_day(string from, int add, string? expected, string provisional)
    {
        var answer = await service.GetAsync($"/v1/working-days?from={from}&add={add}");

        answer.Status.Should().Be(HttpStatusCode.OK, answer.Text);
        if (expected is not null)
        {
            answer.Json.Get("date").Should().Be(expected);
        }

        answer.Json.Get("provisional").Should().Be(provisional);
    }
}
