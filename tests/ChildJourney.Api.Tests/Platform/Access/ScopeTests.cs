using System.Net;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.AspNetCore.Routing;

namespace ChildJourney.Api.Tests.Platform.Access;

[OnEveryDatabase]
public class ScopeTests(World world) : IClassFixture<World>
{
    [Theory]
    [MemberData(nameof(World.Names), MemberType = typeof(World))]
    public async Task A_caller_sees_the_children_whom_the_caller_holds_today_and_no_other(string name)
    {
        var asker = World.Named(name);

        foreach (var asOf in new[] { "2026-11-22", "2026-07-01", "2025-12-01", "2027-06-01" })
        {
            var answer = await SendAsync(asker, World.North, new Asking(HttpMethod.Get, $"/v1/children?count=true&asOf={asOf}", null));
            answer.Items.Select(child => child.Get("childId")).Should().Equal(asker.Sees.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(KnownChild.IdOf));
            answer["count"].GetInt32().Should().Be(answer.Items.Count);
        }

        foreach (var child in World.Anyone)
        {
            (await SendAsync(asker, World.North, new Asking(HttpMethod.Get, $"/v1/children/{KnownChild.IdOf(child)}", null))).Status
                .Should().Be(asker.Sees.Split(' ').Contains(child) ? HttpStatusCode.OK : HttpStatusCode.NotFound, child);
        }
    }

    [Theory]
    [MemberData(nameof(World.NamesOfScopes), MemberType = typeof(World))]
    public async Task Whatever_a_caller_reads_is_what_it_would_be_if_the_children_out_of_sight_did_not_exist(string name)
    {
        var asker = World.Named(name);
        var askings = Reads.SelectMany(route => route.IsAbout("childId")
            ? World.Anyone.SelectMany(child => world.AddressesOf(child).SelectMany((address, number) => number == 0 && child is "a" or "d" or "l" or "nobody" ? Requests.Every(route, address) : [Requests.One(route, address)]))
            : Requests.Every(route, world.AddressesOf("a").First())).DistinctBy(asking => asking.ToString()).ToList();
        askings.Should().HaveCountGreaterThan(300);

        await ShouldBeAsIfNothingElseExistedAsync(asker, askings);
    }

    [Theory]
    [InlineData("quality")]
    [InlineData("quality with a reason")]
    [InlineData("integration")]
    public async Task So_is_what_tells_of_the_whole_authority_at_once(string name)
    {
        var askings = ReadsOfAll.SelectMany(route => Requests.Every(route, world.AddressesOf("a").First()))
            .Select(asking => asking.Headers is [("Accept", "text/csv")] ? asking with { Path = Requests.With(asking.Path, "list=8") } : asking)
            .ToList();
        askings.Should().NotBeEmpty();

        await ShouldBeAsIfNothingElseExistedAsync(World.Named(name), askings);
    }

    [Theory]
    [MemberData(nameof(World.NamesOfScopes), MemberType = typeof(World))]
    public async Task So_is_what_follows_a_cursor_that_another_caller_was_given(string name)
    {
        var asker = World.Named(name);
        var askings = new List<Asking>();
        foreach (var route in Reads.Where(route => !route.IsAbout("childId") && route.IsPaged()))
        {
            var everything = Requests.Every(route, new Dictionary<string, string>()).Last(asking => asking.Headers.Length == 0).Path.Replace("limit=500", "limit=1", StringComparison.Ordinal);
            everything.Should().Contain("limit=1");
            foreach (var authority in new[] { World.North, World.South })
            {
                for (var (path, page) = (everything, 0); page < 12; page++)
                {
                    var answer = await world.Service.GetAsync(path, world.Integration(authority));
                    if (!answer.Headers.TryGetValue("Link", out var link))
                    {
                        break;
                    }

                    path = link[1..link.IndexOf('>', StringComparison.Ordinal)];
                    askings.Add(new Asking(HttpMethod.Get, path, null));
                    askings.Add(new Asking(HttpMethod.Get, path.Replace("limit=1", "limit=500", StringComparison.Ordinal), null));
                }
            }
        }

        askings.Should().HaveCountGreaterThan(60);
        await ShouldBeAsIfNothingElseExistedAsync(asker, askings);
    }

    [Theory]
    [MemberData(nameof(World.Names), MemberType = typeof(World))]
    public async Task A_write_about_a_child_out_of_sight_is_answered_as_one_about_a_child_that_does_not_exist_and_stores_nothing(string name)
    {
        var asker = World.Named(name);
        var before = await StoredAsync();

        foreach (var route in Writes)
        {
            var unknown = world.AddressesOf("nobody").First();
            foreach (var child in World.Anyone.Except((asker.Writes ?? asker.Sees).Split(' ')))
            {
                if (asker.IsAny("integration"))
                {
                    continue;
                }

                foreach (var address in world.AddressesOf(child))
                {
                    foreach (var headers in new (string, string)[][] { [], [("If-Match", "*")], [("If-Match", "\"1\"")], [("If-Match", "\"nonsense\"")] })
                    {
                        var (asking, other) = (Requests.One(route, address) with { Headers = headers }, Requests.One(route, Named(unknown, address["entryId"])) with { Headers = headers });
                        var answer = await SendAsync(asker, World.North, asking);
                        if (asker.IsAny("practitioner", "team-manager", "iro"))
                        {
                            answer.ShouldBe(ProblemTypes.NotFound);
                            AsText(answer).Should().Be(AsText(await SendAsync(asker, World.North, other)).Replace(KnownChild.IdOf("nobody"), address["childId"], StringComparison.Ordinal), "{0}", asking);
                        }
                        else
                        {
                            answer.ShouldBe(ProblemTypes.Forbidden);
                        }

                        Marks.In(answer).Should().BeEquivalentTo([child], "{0}", asking);
                    }
                }
            }
        }

        (await StoredAsync()).Should().Equal(before);

        static Dictionary<string, string> Named(Dictionary<string, string> address, string entryId) => new(address) { ["entryId"] = entryId };
    }

    [Fact]
    public async Task Only_a_system_that_reads_and_writes_for_the_whole_authority_sends_batches()
    {
        var before = await StoredAsync();
        foreach (var asker in World.Askers.Where(asker => !asker.IsAny("integration")))
        {
            var batch = new Asking(HttpMethod.Post, "/v1/batches", new[] { new { childId = KnownChild.IdOf("a"), entries = new[] { new { id = "new", type = "direct-work", on = "2026-11-05" } } } });
            (await SendAsync(asker, World.North, batch)).ShouldBe(ProblemTypes.Forbidden);
        }

        (await StoredAsync()).Should().Equal(before);
    }

    private IEnumerable<RouteEndpoint> Reads => world.Routes.Where(route => route.Metadata.GetMetadata<RouteAccess>() == RouteAccess.ReadChildren);

    private IEnumerable<RouteEndpoint> ReadsOfAll => world.Routes.Where(route => route.Metadata.GetMetadata<RouteAccess>() == RouteAccess.ReadAuthority);

    private IEnumerable<RouteEndpoint> Writes => world.Routes.Where(route => route.Metadata.GetMetadata<RouteAccess>() == RouteAccess.WriteChildren);

    /// <summary>Each answer equals, to the byte, that of an authority which holds those children alone; and there is no trace in it of another.</summary>
    private async Task ShouldBeAsIfNothingElseExistedAsync(Asker asker, IReadOnlyList<Asking> askings)
    {
        var (known, token, other) = (asker.Sees.Split(' '), asker.Headers(world.Issuer, World.North), world.Integration(World.TwinOf(asker)));
        await Parallel.ForEachAsync(askings, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (asking, _) =>
        {
            var answer = await world.Service.SendAsync(asking.Method, asking.Path, asking.Body, [.. asking.Headers, .. token]);
            var expected = await world.Service.SendAsync(asking.Method, asking.Path, asking.Body, [.. asking.Headers, other]);

            ((int)answer.Status).Should().BeOneOf([200, 304, 404], "{0}: {1}", asking, answer.Text);
            AsText(answer).Should().Be(AsText(expected), "{0}", asking);
            Marks.In(answer).Except(known).Except(answer.Status == HttpStatusCode.NotFound || asking.Path.Contains("childId=") || asking.Path.Contains("cursor=") ? Marks.In(asking.Path) : [])
                .Should().BeEmpty("{0}: {1}", asking, answer.Text);
        });
    }

    private Task<Answer> SendAsync(Asker asker, string authority, Asking asking) =>
        world.Service.SendAsync(asking.Method, asking.Path, asking.Body, [.. asking.Headers, .. asker.Headers(world.Issuer, authority)]);

    /// <summary>Every row about children, as text.</summary>
    private async Task<IReadOnlyList<string>> StoredAsync()
    {
        await using var connection = await Databases.OpenAsync(world.Service.Connection);
        var rows = new List<string>();
        foreach (var table in new[] { "children", "entries", "spans", "obligations", "drift_spans", "review_glances" })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table} WHERE authority_id IN ('{World.North}', '{World.South}')";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table} {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue))}");
            }
        }

        rows.Should().HaveCountGreaterThan(200);
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>All of an answer but what names the one request and the moment.</summary>
    private static string AsText(Answer answer)
    {
        var text = answer.Json.ValueKind == System.Text.Json.JsonValueKind.Object && answer.Json.TryGetProperty("traceId", out var trace) ? answer.Text.Replace(trace.GetString()!, "…", StringComparison.Ordinal) : answer.Text;
        var headers = answer.Headers.Where(header => header.Key is not ("Date" or "Content-Length")).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}");
        return string.Join('\n', [$"{(int)answer.Status}", .. headers, text]);
    }
}
