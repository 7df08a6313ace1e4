using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Entries;

[OnEveryDatabase]
public class VoidEntryTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Without_a_reason_of_the_list_nothing_is_voided()
    {
        var child = await service.ChildAsync("refused", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });

        (await service.DeleteAsync($"{child}/entries/e1")).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        (await service.DeleteAsync($"{child}/entries/e1?reason=")).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        var refused = await service.DeleteAsync($"{child}/entries/e1?reason=mistake&why=x");
        refused.ShouldBe(ProblemTypes.InvalidRequest, "reason", "why");
        refused["errors", "reason", 0].GetString().Should().Be("one of entered-in-error, duplicate, wrong-child");
        (await service.DeleteAsync($"{child}/entries/e1?reason=duplicate&reason=duplicate")).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        (await service.GetAsync($"{child}/entries/e1")).Tag.Should().Be("\"1\"");
    }

    [Theory]
    [InlineData("entered-in-error")]
    [InlineData("duplicate")]
    [InlineData("wrong-child")]
    public async Task A_voided_entry_no_longer_counts_and_its_history_stays(string reason)
    {
        var child = await service.ChildAsync($"voided-{reason}", new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" });
        var added = await service.GetAsync($"{child}/entries/e1");

        (await service.DeleteAsync($"{child}/entries/e1?reason={reason}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await service.GetAsync($"{child}/entries/e1")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync($"{child}/entries")).Items.Should().BeEmpty();
        var journey = await service.GetAsync($"{child}/journey");
        (journey["periodsOfCare"].GetArrayLength(), journey["obligations"].GetArrayLength(), journey["timeline"].GetArrayLength()).Should().Be((0, 0, 0));
        var revisions = (await service.GetAsync($"{child}/entries/e1/revisions")).Items;
        revisions.Should().HaveCount(2);
        revisions[0].GetRawText().Should().Be(added.Text);
        revisions[0].TryGetProperty("voided", out _).Should().BeFalse();
        (revisions[1].Get("revision"), revisions[1].Get("voided"), revisions[1].Get("legalStatus"), revisions[1].Get("recordedBy")).Should().Be(("2", reason, "V2", "local"));
        (await service.DeleteAsync($"{child}/entries/e1?reason={reason}")).ShouldBe(ProblemTypes.NotFound);
    }

    [Fact]
    public async Task A_voided_entry_is_recorded_anew_under_its_id()
    {
        var child = await service.ChildAsync("anew", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });
        await service.DeleteAsync($"{child}/entries/e1?reason=entered-in-error");

        var anew = await service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2026-03-04", score = 3 });

        (anew.Status, anew.Tag).Should().Be((HttpStatusCode.Created, "\"3\""));
        (await service.GetAsync($"{child}/entries")).Items.Should().ContainSingle();
        (await service.GetAsync($"{child}/entries/e1/revisions")).Items.Select(revision => revision.TryGetProperty("voided", out _)).Should().Equal(false, true, false);
    }

    [Fact]
    public async Task What_others_rest_on_is_not_voided_and_the_others_are_named()
    {
        var child = await service.ChildAsync(
            "rest",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "e2", type = "review", on = "2026-06-20" },
            new { id = "e3", type = "placement", on = "2026-06-01", placementType = "U6" },
            new { id = "e4", type = "discharge", on = "2026-07-01", reason = "E4A" },
            new { id = "e5", type = "admission", on = "2026-08-01", legalStatus = "V2" });
        var before = await service.GetAsync($"{child}/journey");

        (await service.DeleteAsync($"{child}/entries/e1?reason=entered-in-error")).ShouldBe(ProblemTypes.Conflict, "entries.e2", "entries.e3", "entries.e4");
        (await service.DeleteAsync($"{child}/entries/e4?reason=entered-in-error")).ShouldBe(ProblemTypes.Conflict, "entries.e5");
        (await service.GetAsync($"{child}/journey")).Text.Should().Be(before.Text);
        (await service.DeleteAsync($"{child}/entries/e2?reason=entered-in-error")).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task An_entry_that_has_changed_since_it_was_read_is_not_voided()
    {
        var child = await service.ChildAsync("stale", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });
        await service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2026-03-04", score = 4 });

        (await service.DeleteAsync($"{child}/entries/e1?reason=duplicate", ("If-Match", "\"1\""))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.DeleteAsync($"{child}/entries/e1?reason=duplicate", ("If-Match", "\"2\""))).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task What_is_not_known_is_not_found()
    {
        (await service.DeleteAsync("/v1/children/nobody/entries/e1?reason=duplicate")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync("/v1/children/nobody/entries/e1/revisions")).ShouldBe(ProblemTypes.NotFound);
    }
}
