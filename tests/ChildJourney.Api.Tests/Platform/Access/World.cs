using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>
/// Two authorities whose children are held by several teams and workers, some of them restricted, discharged or held by nobody. For
/// each set of children that someone may see there is a third authority that holds those alone.
/// </summary>
public sealed class World : SignedInService
{
    public const string North = "north";
    public const string South = "south";

    private static readonly KnownChild[] north =
    [
        new KnownChild("a").InCare("2026-02-01", reviewedOn: "2026-09-10").Held("2026-02-01", "T1", "SW1", "I1"),
        new KnownChild("b").InCare("2025-11-03", "C2", reviewedOn: "2025-12-01").Held("2025-11-03", "T1", "SW2", "I2"),
        new KnownChild("c").InCare("2026-05-06").Held("2026-05-06", "T2", "SW2", "I1"),
        new KnownChild("d", restricted: true).InCare("2026-01-12", reviewedOn: "2026-02-02").Held("2026-01-12", "T2", "SW3", "I2"),
        new KnownChild("e", restricted: true).InCare("2026-03-10", reviewedOn: "2026-10-01").Held("2026-03-10", "T1", "SW1", "I2"),
        new KnownChild("f").InCare("2025-06-01").Held("2025-06-01", "T1", "SW1", "I1").Discharged("2026-08-01").Held("2026-08-01", null, null, null),
        new KnownChild("g").InCare("2025-06-02").Held("2025-06-02", "T1", "SW1", "I1").Held("2026-01-01", "T2", "SW2", "I2").Discharged("2026-09-01"),
        new KnownChild("h").InCare("2026-01-05").Held("2026-01-05", "T1", "SW1", "I1").Held("2026-11-01", null, null, null),
        new KnownChild("k").InCare("2026-04-01", "C1"),
        new KnownChild("l").InCare("2026-01-20", reviewedOn: "2026-09-20").Held("2026-01-20", "T1", "SW1", "I1").Held("2026-11-20", "T2", "SW3", "I2"),
        new KnownChild("m", "2007-05-01").InCare("2020-01-20").Held("2023-05-01", "personal-adviser", "PA1").Held("2023-05-01", "T3", null, null).Discharged("2025-02-01"),
        new KnownChild("n"),
        new KnownChild("o", restricted: true).InCare("2025-06-03").Held("2025-06-03", "T1", "SW1", "I1").Discharged("2026-08-02"),
        new KnownChild("p", restricted: true).InCare("2026-06-04"),
        new KnownChild("r", "2008-05-01").InCare("2024-06-03", "C2").Held("2024-06-03", "T1", "SW2", "I2"),
        new KnownChild("s").InCare("2026-06-05").Held("2026-06-05", "T3", "SW3", "SW1"),
    ];

    private static readonly KnownChild[] south =
    [
        new KnownChild("a", "2014-03-03").InCare("2026-02-03", "C2", "U1").Held("2026-02-03", "T1", "SW1", "I1"),
        new KnownChild("south").InCare("2026-02-04").Held("2026-02-04", "T1", "SW1", "I1"),
    ];

    private readonly Dictionary<string, string[]> obligations = [];

    /// <summary>Who asks.</summary>
    public static IReadOnlyList<Asker> Askers { get; } =
    [
        new("practitioner", ["practitioner"], "a e f o") { Worker = "SW1" },
        new("practitioner who held others before", ["practitioner"], "b c g r") { Worker = "SW2" },
        new("practitioner of teams that count for managers", ["practitioner"], "") { Worker = "nobody", Teams = ["T1", "T2"] },
        new("practitioner under the code of a reviewing officer", ["practitioner"], "") { Worker = "I1" },
        new("practitioner without a code", ["practitioner"], ""),
        new("personal adviser", ["practitioner"], "m") { Worker = "PA1" },
        new("practitioner with a reason", ["practitioner"], "a e f o") { Worker = "SW1", Reason = "audit" },
        new("team manager", ["team-manager"], "a b e f o r") { Teams = ["T1"] },
        new("manager of two teams", ["team-manager"], "a b c d e f g l o r") { Teams = ["T1", "T2"] },
        new("team manager without a team", ["team-manager"], "") { Worker = "SW1" },
        new("manager of a team that holds none", ["team-manager"], "") { Teams = ["none", "t1", "T1,T2", " T1"] },
        new("reviewing officer", ["iro"], "a c f o") { Worker = "I1" },
        new("reviewing officer under the code of a social worker too", ["iro"], "s") { Worker = "SW1", Teams = ["T1"] },
        new("practitioner who reviews others", ["practitioner", "iro"], "a e f o s") { Worker = "SW1" },
        new("practitioner who manages another team", ["practitioner", "team-manager"], "a c d e f g l o") { Worker = "SW1", Teams = ["T2"] },
        new("quality", ["quality"], "a b c f g h k l m n r s") { Writes = "" },
        new("quality with a reason", ["quality"], "a b c d e f g h k l m n o p r s") { Reason = "safeguarding", Writes = "" },
        new("quality who holds some", ["quality", "practitioner"], "a b c e f g h k l m n o r s") { Worker = "SW1", Writes = "a e f o" },
        new("quality with a reason who holds some", ["quality", "practitioner"], "a b c d e f g h k l m n o p r s") { Worker = "SW1", Reason = "complaint", Writes = "a e f o" },
        new("integration", ["integration"], "a b c d e f g h k l m n o p r s"),
        new("administrator who holds some", ["administrator", "practitioner"], "a e f o") { Worker = "SW1" },
    ];

    /// <summary>Each of them by name.</summary>
    public static TheoryData<string> Names => [.. Askers.Select(asker => asker.Name)];

    /// <summary>One for each set of children that someone sees, and for each way to see the whole authority.</summary>
    public static TheoryData<string> NamesOfScopes => [.. Askers.DistinctBy(asker => (asker.Sees, asker.IsAny("quality"))).Select(asker => asker.Name)];

    /// <summary>Every child of the first authority, one of the other, and one whom nobody knows.</summary>
    public static IReadOnlyList<string> Anyone { get; } = [.. north.Select(child => child.Name), "south", "nobody"];

    /// <summary>The routes that the service has mapped.</summary>
    public IReadOnlyList<RouteEndpoint> Routes => [.. Service.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()];

    public static Asker Named(string name) => Askers.Single(asker => asker.Name == name);

    /// <summary>The authority that holds the children alone whom the caller sees.</summary>
    public static string TwinOf(Asker asker) => "only-" + asker.Sees.Replace(' ', '-');

    /// <summary>An entry of the child, and an obligation.</summary>
    public IEnumerable<Dictionary<string, string>> AddressesOf(string name)
    {
        var known = north.FirstOrDefault(child => child.Name == name);
        string[] entries = known is null or { EntryIds.Count: < 2 } ? ["none"] : [known.EntryIds[1], known.Corrected, known.Voided];
        string[] due = obligations.GetValueOrDefault(name) is { Length: > 0 } found ? [found[0], found[^1]] : ["review-first:2026-03-01"];
        return entries.Zip([.. due, due[0]], (entry, obligation) => new Dictionary<string, string>
        {
            ["childId"] = KnownChild.IdOf(name),
            ["entryId"] = entry,
            ["obligationId"] = obligation,
        });
    }

    /// <summary>The header of a system that reads and writes for a whole authority.</summary>
    public (string Name, string Value) Integration(string authority) => Issuer.Bearer(("authority", authority), ("roles", "integration"), ("worker", "LOADER"));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await LoadAsync(North, north);
        await LoadAsync(South, south);
        foreach (var twin in Askers.DistinctBy(TwinOf))
        {
            await LoadAsync(TwinOf(twin), [.. north.Where(child => twin.Sees.Split(' ').Contains(child.Name))]);
        }

        foreach (var child in north)
        {
            var journey = await Service.GetAsync($"/v1/children/{child.Id}/journey", Integration(North));
            obligations[child.Name] = [.. journey["obligations"].EnumerateArray().Select(flag => flag.Get("id")!)];
        }
    }

    private async Task LoadAsync(string authority, IReadOnlyList<KnownChild> children)
    {
        var administrator = Issuer.Bearer(("authority", authority), ("roles", "administrator"), ("worker", "LOADER"));
        var terms = new[] { new { name = "summer-2026", firstDay = "2026-04-13", lastDay = "2026-07-21" }, new { name = "autumn-2026", firstDay = "2026-09-02", lastDay = "2026-12-18" } };
        (await Service.PutAsync("/v1/policy", new { terms }, administrator, ("If-Match", "\"0\""))).Status.Should().Be(HttpStatusCode.OK);
        await BatchAsync(children.Select(child => child.AsSent));
        await BatchAsync(children.Select(child => child.AsCorrected));
        foreach (var child in children)
        {
            (await Service.DeleteAsync($"/v1/children/{child.Id}/entries/{child.Voided}?reason=duplicate", Integration(authority))).Status.Should().Be(HttpStatusCode.NoContent);
        }

        async Task BatchAsync(IEnumerable<object> lines)
        {
            var answer = await Service.PostAsync("/v1/batches", JsonSerializer.Serialize(lines), Integration(authority));
            answer.Json.EnumerateArray().Select(line => line.Get("status")).Should().Equal(children.Select(_ => "stored"), "{0}", answer.Text);
        }
    }
}
