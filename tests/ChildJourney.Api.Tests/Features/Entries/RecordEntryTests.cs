using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Entries;

[OnEveryDatabase]
public class RecordEntryTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("{}", "type", "on")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""{"type":"party","on":"2026-03-04"}""", "type")]
    [InlineData("""{"type":"Review","on":"2026-03-04"}""", "type")]
    [InlineData("""{"type":null,"on":"2026-03-04"}""", "type")]
    [InlineData("""{"type":7,"on":"2026-03-04"}""", "type")]
    [InlineData("""{"type":"review"}""", "on")]
    [InlineData("""{"type":"review","on":null}""", "on")]
    [InlineData("""{"type":"review","on":"2026-02-30"}""", "on")]
    [InlineData("""{"type":"review","on":"04/03/2026"}""", "on")]
    [InlineData("""{"type":"review","on":20260304}""", "on")]
    [InlineData("""{"type":"review","on":"2026-03-04","partcipation":"PN1"}""", "partcipation")]
    [InlineData("""{"type":"review","on":"2026-03-04","participation":"PN9"}""", "participation")]
    [InlineData("""{"type":"review","on":"2026-03-04","planChanged":"yes"}""", "planChanged")]
    [InlineData("""{"type":"review","on":"2026-03-04","chair":17}""", "chair")]
    [InlineData("""{"type":"review","on":"2026-03-04","chair":"Jo Bloggs"}""", "chair")]
    [InlineData("""{"type":"review","on":"2026-03-04","reference":"=cmd"}""", "reference")]
    [InlineData("""{"type":"review","on":"2026-03-04","id":"a..b"}""", "id")]
    [InlineData("""{"type":"admission","on":"2026-03-04"}""", "legalStatus")]
    [InlineData("""{"type":"admission","on":"2026-03-04","legalStatus":null}""", "legalStatus")]
    [InlineData("""{"type":"admission","on":"2026-03-04","legalStatus":"V9","historyFrom":"soon","colour":"red"}""", "legalStatus", "historyFrom", "colour")]
    [InlineData("""{"type":"allocation","on":"2026-03-04","role":"iro"}""", "assignee")]
    [InlineData("""{"type":"sdq","on":"2026-03-04","score":41}""", "score")]
    [InlineData("""{"type":"sdq","on":"2026-03-04","score":"12"}""", "score")]
    [InlineData("""{"type":"sdq","on":"2026-03-04","score":1.5}""", "score")]
    [InlineData("""{"type":"missing","on":"2026-03-04","kind":"missing","from":"2026-03-04T10:00Z"}""", "from")]
    [InlineData("""{"type":"missing","on":"2026-03-04","kind":"missing","from":"2026-03-04T24:00"}""", "from")]
    [InlineData("""{"type":"review","on":"2026-03-04","chair":"\ud800"}""", "chair")]
    [InlineData("""{"type":"\udc00","on":"2026-03-04"}""", "type")]
    public async Task What_does_not_fit_the_schema_is_refused_and_nothing_is_stored(string body, params string[] fields)
    {
        await service.PutAsync("/v1/children/refused", new { dateOfBirth = "2015-05-01" });

        (await service.PostAsync("/v1/children/refused/entries", body)).ShouldBe(ProblemTypes.InvalidEntry, fields);

        (await service.GetAsync("/v1/children/refused/entries")).Items.Should().BeEmpty();
        (await service.GetAsync("/v1/children/refused")).Tag.Should().StartWith("\"1.");
    }

    [Fact]
    public async Task An_entry_of_a_child_that_is_not_known_is_not_found() =>
        (await service.PostAsync("/v1/children/nobody/entries", new { type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.NotFound);

    [Fact]
    public async Task What_fits_is_recorded_with_an_address_of_its_own()
    {
        service.Clock.Set("2026-11-22T09:00:00.123456Z");
        var child = await service.ChildAsync("recorded");

        var answer = await service.PostAsync($"{child}/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2", reference = "LL/17" });

        answer.Status.Should().Be(HttpStatusCode.Created);
        answer.Tag.Should().Be("\"1\"");
        answer.Json.Names().Should().Equal("id", "type", "on", "legalStatus", "unaccompanied", "reference", "revision", "recordedAt", "recordedBy");
        (answer.Json.Get("type"), answer.Json.Get("on"), answer.Json.Get("legalStatus"), answer.Json.Get("reference"), answer.Json.Get("revision"), answer.Json.Get("recordedAt"))
            .Should().Be(("admission", "2026-06-01", "V2", "LL/17", "1", "2026-11-22T09:00:00.123456Z"));
        answer.Headers["Location"].Should().Be($"{child}/entries/{answer.Json.Get("id")}");
        (await service.GetAsync(answer.Headers["Location"])).Text.Should().Be(answer.Text);
    }

    [Fact]
    public async Task An_id_is_used_once()
    {
        var child = await service.ChildAsync("once", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 }, new { id = "e2", type = "sdq", on = "2026-03-05", score = 3 });
        (await service.DeleteAsync($"{child}/entries/e2?reason=duplicate")).Status.Should().Be(HttpStatusCode.NoContent);

        (await service.PostAsync($"{child}/entries", new { id = "e1", type = "sdq", on = "2026-03-04", score = 3 })).ShouldBe(ProblemTypes.EntryExists);
        (await service.PostAsync($"{child}/entries", new { id = "e2", type = "sdq", on = "2026-03-05", score = 3 })).ShouldBe(ProblemTypes.EntryExists);
        (await service.GetAsync($"{child}/entries/e1")).Tag.Should().Be("\"1\"");
    }

    [Fact]
    public async Task Twelve_equal_admissions_at_once_are_recorded_once()
    {
        var child = await service.ChildAsync("twelve");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            service.PostAsync($"{child}/entries", new { type = "admission", on = "2026-06-01", legalStatus = "V2" })));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 11)]);
        foreach (var refused in answers.Where(answer => answer.Status == HttpStatusCode.Conflict))
        {
            refused.ShouldBe(ProblemTypes.Conflict, [.. refused.FieldsAtFault()]);
            refused.FieldsAtFault().Should().ContainSingle();
        }

        (await service.GetAsync($"{child}/entries")).Items.Should().ContainSingle();
        (await service.GetAsync($"{child}/journey"))["periodsOfCare"].GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Twelve_equal_entries_of_one_id_at_once_are_recorded_once()
    {
        var child = await service.ChildAsync("twelve-ids");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            service.PostAsync($"{child}/entries", new { id = "e1", type = "sdq", on = "2026-06-01", score = 5 })));

        answers.Select(answer => answer.Status).Should().BeEquivalentTo([HttpStatusCode.Created, .. Enumerable.Repeat(HttpStatusCode.Conflict, 11)]);
        (await service.GetAsync($"{child}/entries")).Items.Should().ContainSingle();
    }

    [Fact]
    public async Task Many_writers_of_many_children_at_once_all_succeed()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async number =>
        {
            var child = $"/v1/children/many-{number}";
            List<HttpStatusCode> statuses = [(await service.PutAsync(child, new { dateOfBirth = "2015-05-01" })).Status];
            statuses.AddRange(await Task.WhenAll(Enumerable.Range(1, 5).Select(async day =>
                (await service.PutAsync($"{child}/entries/e{day}", new { type = "sdq", on = $"2026-03-0{day}", score = day })).Status)));
            return statuses;
        }));

        answers.SelectMany(statuses => statuses).Should().HaveCount(120).And.OnlyContain(status => status == HttpStatusCode.Created);
        for (var number = 0; number < 20; number++)
        {
            var child = $"/v1/children/many-{number}";
            (await service.GetAsync($"{child}/entries")).Items.Select(entry => entry.Get("id")).Should().Equal("e1", "e2", "e3", "e4", "e5");
            (await service.GetAsync(child)).Tag.Should().StartWith("\"6.");
        }
    }
}
