using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Entries;

[OnEveryDatabase]
public class PutEntryTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task What_does_not_fit_the_schema_is_refused_and_nothing_is_stored()
    {
        var child = await service.ChildAsync("refused", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });

        (await service.PutAsync($"{child}/entries/e1", new { type = "sdq", score = 99, mood = "low" })).ShouldBe(ProblemTypes.InvalidEntry, "score", "mood", "on");
        (await service.PutAsync($"{child}/entries/a..b", new { type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.InvalidEntry, "entryId");
        (await service.PutAsync($"{child}/entries/e2", new { id = "e3", type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.InvalidEntry, "id");
        (await service.PutAsync($"{child}/entries/e2?reason=duplicate", new { type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.InvalidRequest, "reason");
        (await service.PutAsync("/v1/children/nobody/entries/e1", new { type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.NotFound);
        (await service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2014-03-04", score = 3 })).ShouldBe(ProblemTypes.Impossible, "on");

        (await service.GetAsync($"{child}/entries")).Items.Should().ContainSingle().Which.Get("score").Should().Be("3");
        (await service.GetAsync($"{child}/entries/e1")).Tag.Should().Be("\"1\"");
    }

    [Fact]
    public async Task An_entry_is_added_then_corrected_and_the_same_again_makes_no_revision()
    {
        service.Clock.Set("2026-11-20T09:00:00Z");
        var child = await service.ChildAsync("corrected");
        var path = $"{child}/entries/e1";
        var added = await service.PutAsync(path, new { type = "sdq", on = "2026-03-04", score = 3 });
        var again = await service.PutAsync(path, new { id = "e1", reference = (string?)null, score = 3, on = "2026-03-04", type = "sdq" });
        service.Clock.Set("2026-11-21T09:00:00Z");
        var corrected = await service.PutAsync(path, new { type = "sdq", on = "2026-03-05", score = 4 });

        (added.Status, added.Tag).Should().Be((HttpStatusCode.Created, "\"1\""));
        (again.Status, again.Tag, again.Text).Should().Be((HttpStatusCode.OK, "\"1\"", added.Text));
        (corrected.Status, corrected.Tag).Should().Be((HttpStatusCode.OK, "\"2\""));
        (await service.GetAsync(path)).Text.Should().Be(corrected.Text);
        (await service.GetAsync($"{path}?knownAt=2026-11-20T12:00:00Z")).Text.Should().Be(added.Text);
        (await service.GetAsync($"{path}?knownAt=2026-11-19T12:00:00Z")).ShouldBe(ProblemTypes.NotFound);
        (await service.GetAsync($"{path}/revisions")).Items.Select(revision => revision.GetRawText()).Should().Equal(added.Text, corrected.Text);
        (await service.GetAsync(child)).Tag.Should().StartWith("\"3.");
    }

    [Fact]
    public async Task A_default_that_is_written_out_is_no_correction()
    {
        var child = await service.ChildAsync(
            "default", new { type = "admission", on = "2026-06-01", legalStatus = "V2" }, new { id = "e1", type = "review", on = "2026-06-20" });

        var again = await service.PutAsync($"{child}/entries/e1", new { type = "review", on = "2026-06-20", countsTowardsCycle = true, planChanged = false, chair = (string?)null });

        (again.Status, again.Tag).Should().Be((HttpStatusCode.OK, "\"1\""));
    }

    [Fact]
    public async Task The_type_of_an_entry_never_changes()
    {
        var child = await service.ChildAsync("type", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });

        (await service.PutAsync($"{child}/entries/e1", new { type = "return-home-plan", on = "2026-03-04" })).ShouldBe(ProblemTypes.TypeChanged);
        (await service.GetAsync($"{child}/entries/e1")).Json.Get("type").Should().Be("sdq");
    }

    [Fact]
    public async Task A_correction_that_would_leave_another_entry_impossible_is_refused_and_the_other_is_named()
    {
        var child = await service.ChildAsync(
            "leaves",
            new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" },
            new { id = "e2", type = "review", on = "2026-06-20" });

        (await service.PutAsync($"{child}/entries/e1", new { type = "admission", on = "2026-06-21", legalStatus = "V2" })).ShouldBe(ProblemTypes.Conflict, "entries.e2");
        (await service.PutAsync($"{child}/entries/e2", new { type = "review", on = "2026-05-31" })).ShouldBe(ProblemTypes.Conflict, "on");
        (await service.GetAsync($"{child}/entries")).Items.Select(entry => entry.Get("on")).Should().Equal("2026-06-01", "2026-06-20");
    }

    [Fact]
    public async Task An_entry_that_has_changed_since_it_was_read_is_not_corrected()
    {
        var child = await service.ChildAsync("stale", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 });
        var path = $"{child}/entries/e1";
        (await service.PutAsync(path, new { type = "sdq", on = "2026-03-04", score = 4 }, ("If-Match", "\"1\""))).Status.Should().Be(HttpStatusCode.OK);

        (await service.PutAsync(path, new { type = "sdq", on = "2026-03-04", score = 5 }, ("If-Match", "\"1\""))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync(path, new { type = "sdq", on = "2026-03-04", score = 5 }, ("If-Match", "1"))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.PutAsync($"{child}/entries/e2", new { type = "sdq", on = "2026-03-04", score = 5 }, ("If-Match", "*"))).ShouldBe(ProblemTypes.StaleVersion);
        (await service.GetAsync($"{child}/entries")).Items.Should().ContainSingle().Which.Get("score").Should().Be("4");
        (await service.PutAsync(path, new { type = "sdq", on = "2026-03-04", score = 5 }, ("If-Match", "\"2\""))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Twelve_equal_entries_at_once_make_one_revision()
    {
        var child = await service.ChildAsync("twelve");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            service.PutAsync($"{child}/entries/e1", new { type = "admission", on = "2026-06-01", legalStatus = "V2" })));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.OK, 11)]);
        (await service.GetAsync($"{child}/entries/e1/revisions")).Items.Should().ContainSingle();
        (await service.GetAsync(child)).Tag.Should().StartWith("\"2.");
    }

    [Fact]
    public async Task Of_twelve_corrections_of_one_revision_at_once_one_is_made()
    {
        var child = await service.ChildAsync("race", new { id = "e1", type = "sdq", on = "2026-03-04", score = 0 });

        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(score =>
            service.PutAsync($"{child}/entries/e1", new { type = "sdq", on = "2026-03-04", score }, ("If-Match", "\"1\""))));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.OK, .. Enumerable.Repeat(HttpStatusCode.PreconditionFailed, 11)]);
        (await service.GetAsync($"{child}/entries/e1/revisions")).Items.Should().HaveCount(2);
    }
}
