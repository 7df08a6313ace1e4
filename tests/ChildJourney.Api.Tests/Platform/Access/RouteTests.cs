using System.Net;
using System.Reflection;
using ChildJourney.Api.Platform;
using ChildJourney.Api.Platform.Access;
using Microsoft.AspNetCore.Routing;

namespace ChildJourney.Api.Tests.Platform.Access;

public class RouteTests(World world) : IClassFixture<World>
{
    private static readonly string[] roles = ["practitioner", "team-manager", "iro", "quality", "integration", "administrator"];

    /// <summary>Routes of the framework, which know nothing of children.</summary>
    private static readonly string[] unclassified = ["GET /openapi/{documentName}.json", "GET /openapi/v1.json", "GET /health/live", "GET /health/ready"];

    [Fact]
    public void Every_route_is_open_to_those_whom_the_contract_names()
    {
        var classes = typeof(RouteAccess).GetProperties(BindingFlags.Public | BindingFlags.Static).ToDictionary(property => (RouteAccess)property.GetValue(null)!, property => property.Name);

        world.Routes.Where(route => !unclassified.Contains(Requests.NameOf(route)))
            .Select(route => $"{Requests.NameOf(route)}: {(route.Metadata.GetMetadata<RouteAccess>() is { } access ? classes[access] : "nobody says")}")
            .Should().BeEquivalentTo(
                "GET /problems/{code}: Open",
                "GET /v1/children: ReadChildren",
                "GET /v1/children/{childId}: ReadChildren",
                "PUT /v1/children/{childId}: WriteChildren",
                "DELETE /v1/children/{childId}: Erase",
                "GET /v1/children/{childId}/entries: ReadChildren",
                "POST /v1/children/{childId}/entries: WriteChildren",
                "GET /v1/children/{childId}/entries/{entryId}: ReadChildren",
                "PUT /v1/children/{childId}/entries/{entryId}: WriteChildren",
                "DELETE /v1/children/{childId}/entries/{entryId}: WriteChildren",
                "GET /v1/children/{childId}/entries/{entryId}/revisions: ReadChildren",
                "GET /v1/children/{childId}/journey: ReadChildren",
                "GET /v1/children/{childId}/obligations/{obligationId}/explanation: ReadChildren",
                "POST /v1/batches: Integrate",
                "GET /v1/changes: Integrate",
                "POST /v1/imports: Integrate",
                "GET /v1/imports: WatchImports",
                "GET /v1/imports/{importId}: WatchImports",
                "DELETE /v1/imports/{importId}: WatchImports",
                "GET /v1/imports/{importId}/report: Integrate",
                "GET /v1/flags: ReadChildren",
                "GET /v1/reviews: ReadChildren",
                "GET /v1/drift: ReadChildren",
                "GET /v1/section20: ReadChildren",
                "GET /v1/peps: ReadChildren",
                "GET /v1/trends: ReadChildren",
                "GET /v1/iro-report: ReadChildren",
                "GET /v1/summary: ReadChildren",
                "GET /v1/exceptions: ReadChildren",
                "GET /v1/subscriptions: SetPolicy",
                "POST /v1/subscriptions: SetPolicy",
                "GET /v1/subscriptions/{subscriptionId}: SetPolicy",
                "DELETE /v1/subscriptions/{subscriptionId}: SetPolicy",
                "POST /v1/subscriptions/{subscriptionId}/secrets: SetPolicy",
                "GET /v1/subscriptions/{subscriptionId}/deliveries: SetPolicy",
                "POST /v1/subscriptions/{subscriptionId}/replay: SetPolicy",
                "GET /v1/rules: ReadRules",
                "GET /v1/rules/{ruleId}: ReadRules",
                "GET /v1/working-days: ReadRules",
                "POST /v1/calculations: ReadRules",
                "GET /v1/audit: ReadAudit",
                "GET /v1/retention: ReadAudit",
                "GET /v1/exports/annex-a: ReadAuthority",
                "POST /v1/calendars: MakeCalendars",
                "GET /v1/calendars: ManageCalendars",
                "DELETE /v1/calendars/{calendarId}: ManageCalendars",
                "GET /v1/calendars/{token}.ics: ByTokenInAddress",
                "GET /v1/policy: ReadRules",
                "PUT /v1/policy: SetPolicy");
    }

    [Fact]
    public async Task Nobody_gets_anything_without_signing_in_but_what_is_open_to_anyone()
    {
        foreach (var route in world.Routes)
        {
            foreach (var asking in Askings(route))
            {
                var answer = await SendAsync(asking);
                if (IsOpen(route))
                {
                    answer.Status.Should().Be(HttpStatusCode.OK, "{0}", asking);
                }
                else if (IsByToken(route))
                {
                    answer.ShouldBe(ProblemTypes.NotFound);
                }
                else
                {
                    answer.ShouldBe(ProblemTypes.NotSignedIn);
                    answer.Headers["WWW-Authenticate"].Should().Be("Bearer");
                }

                Marks.In(answer).Except(Marks.In(asking.Path)).Should().BeEmpty("{0}", asking);
            }
        }
    }

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("quality")]
    [InlineData("integration")]
    [InlineData("administrator")]
    [InlineData("nothing-known-here")]
    public async Task A_role_alone_is_let_through_where_the_route_is_open_to_it_and_nowhere_else(string role)
    {
        // In an authority of its own: what is let through may store something.
        var bearer = world.Issuer.Bearer(("authority", $"alone-{role}"), ("roles", role), ("worker", "SW1"), ("teams", new[] { "T1" }));
        foreach (var route in world.Routes)
        {
            foreach (var asking in Askings(route))
            {
                var answer = await SendAsync(asking, bearer);
                if (IsOpen(route) || IsOpenTo(route, role))
                {
                    answer.Status.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.Accepted, HttpStatusCode.NoContent, HttpStatusCode.NotFound], "{0}: {1}", asking, answer.Text);
                    if (route.IsAbout("childId") && role != "integration")
                    {
                        answer.Status.Should().Be(HttpStatusCode.NotFound, "only integration creates children, so that there are none: {0}", asking);
                    }
                }
                else if (IsByToken(route))
                {
                    answer.ShouldBe(ProblemTypes.NotFound);
                }
                else
                {
                    answer.ShouldBe(ProblemTypes.Forbidden);
                    answer["detail"].GetString().Should().StartWith(roles.Contains(role) ? "One of these roles is needed: " : "The token is valid, but has no claim \"roles\"");
                    answer.Headers.Should().NotContainKey("WWW-Authenticate");
                }

                Marks.In(answer).Except(Marks.In(asking.Path)).Should().BeEmpty("{0}", asking);
            }
        }
    }

    [Theory]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    [InlineData("{}", "text/plain")]
    public async Task Who_may_not_ask_is_told_so_whatever_is_sent(string body, string? contentType)
    {
        var administrator = world.Issuer.Bearer(("roles", "administrator"));
        foreach (var route in world.Routes.Where(route => !IsOpen(route)))
        {
            foreach (var asking in Askings(route).Where(asking => asking.Body is not null))
            {
                var spoilt = asking with { Path = asking.Path + "?colour=red", Body = body, Headers = [("Content-Type", contentType ?? "application/json"), ("If-Match", "nonsense")] };
                (await SendAsync(spoilt)).ShouldBe(ProblemTypes.NotSignedIn);
                if (!IsOpenTo(route, "administrator"))
                {
                    (await SendAsync(spoilt, administrator)).ShouldBe(ProblemTypes.Forbidden);
                }
            }
        }
    }

    [Theory]
    [InlineData("/v1/children", "GET, HEAD, OPTIONS")]
    [InlineData("/v1/children/ZqaqZ", "DELETE, GET, HEAD, OPTIONS, PUT")]
    [InlineData("/v1/children/ZqunknownqZ", "DELETE, GET, HEAD, OPTIONS, PUT")]
    public async Task The_methods_of_an_address_are_told_to_anyone_and_say_nothing_of_a_child(string path, string methods)
    {
        var answer = await SendAsync(new Asking(HttpMethod.Options, path, null));

        answer.Status.Should().Be(HttpStatusCode.NoContent);
        answer.Headers["Allow"].Should().Be(methods);
        (await SendAsync(new Asking(HttpMethod.Patch, path, null))).ShouldBe(ProblemTypes.MethodNotAllowed);
    }

    /// <summary>Requests that the route would answer, about a child of the first authority and about one whom nobody knows.</summary>
    private IEnumerable<Asking> Askings(RouteEndpoint route) =>
        new[] { "a", "nobody" }.Select(name => Requests.One(route, world.AddressesOf(name).First())).DistinctBy(asking => asking.Path);

    private Task<Answer> SendAsync(Asking asking, params (string Name, string Value)[] headers) =>
        world.Service.SendAsync(asking.Method, asking.Path, asking.Body, [.. asking.Headers, .. headers]);

    private static bool IsOpen(RouteEndpoint route) =>
        route.Metadata.GetMetadata<RouteAccess>() is { } access ? access == RouteAccess.Open : unclassified.Contains(Requests.NameOf(route));

    /// <summary>Whether a token in the address, of which there is none here, takes the place of signing in.</summary>
    private static bool IsByToken(RouteEndpoint route) => route.Metadata.GetMetadata<RouteAccess>() == RouteAccess.ByTokenInAddress;

    private static bool IsOpenTo(RouteEndpoint route, string role) =>
        RoleWords.Of(route.Metadata.GetMetadata<RouteAccess>()!.Roles).Split(", ").Contains(role);
}
