using System.Buffers.Text;
using System.Text;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Platform;

[OnEveryDatabase]
public class CursorTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("/v1/flags", "flags.dueOn\nyesterday\n1\na\nb")]
    [InlineData("/v1/flags", "flags.dueOn\n-0001-01-01\n1\na\nb")]
    [InlineData("/v1/flags", "flags.dueOn\n2026-01-01\nmany\na\nb")]
    [InlineData("/v1/flags", "flags.dueOn\n2026-01-01\n99999999999\na\nb")]
    [InlineData("/v1/flags", "flags.dueOn\n2026-01-01\n1\na")]
    [InlineData("/v1/drift", "drift\nx\na")]
    [InlineData("/v1/section20", "section20\nx\na")]
    [InlineData("/v1/children/c/entries", "entries\nx\na")]
    [InlineData("/v1/children/c/entries/e1/revisions", "revisions\nx")]
    public async Task A_cursor_that_was_tampered_with_is_refused(string path, string text)
    {
        await service.PutAsync("/v1/children/c", new { dateOfBirth = "2015-05-01" });
        await service.PutAsync("/v1/children/c/entries/e1", new { type = "sdq", on = "2026-01-01", score = 1 });

        (await service.GetAsync($"{path}?cursor={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))}")).ShouldBe(ProblemTypes.InvalidRequest, "cursor");
    }

    [Fact]
    public void A_cursor_is_read_back_as_it_was_given_out()
    {
        var cursor = new Cursor("flags.dueOn", "2026-01-01", "-1", "C1", "review-first:2026-01-01");

        var read = Cursor.Parse(cursor.ToString(), "flags.dueOn", [CursorKey.Date, CursorKey.Number, CursorKey.Text, CursorKey.Text]);

        read!.Keys.Should().Equal(cursor.Keys);
    }
}
