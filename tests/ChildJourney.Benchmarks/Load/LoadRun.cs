using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChildJourney.Benchmarks.Load;

/// <summary>Holds the service to its bars: the program itself, over HTTP, on files with caseloads of two sizes, beside a reference in the same run.</summary>
internal sealed partial class LoadRun(LoadOptions options) : IAsyncDisposable
{
    private const int Connections = 16;
    private const int Page = 100;
    private const string Flags = "flags";

    private readonly Bars bars = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("childjourney-load-");
    private readonly List<IAsyncDisposable> held = [];

    private static readonly (string Name, string Value) unaudited = ("Audit__Enabled", "false");

    /// <summary>Measures all of it and prints the table.</summary>
    public async Task RunAsync()
    {
        var files = new CaseloadFile(options.Cache);
        var small = CaseloadFile.Copy(await files.OfAsync(options.Few), folder.FullName, "small.db");
        var large = await files.OfAsync(options.Children);
        await using var issuer = await TokenIssuer.StartAsync();
        await PartAsync("start", () => StartAsync(large));
        await PartAsync("lists", () => ListsAsync(small, issuer));
        await PartAsync("sizes", () => SizesAsync(small, large, issuer));
        await PartAsync("writes", () => WritesAsync(small));
        Console.WriteLine();
        Console.WriteLine(bars);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        folder.Delete(recursive: true);
    }

    private async Task PartAsync(string name, Func<Task> measureAsync)
    {
        if (name.StartsWith(options.Only, StringComparison.Ordinal))
        {
            await measureAsync();
        }
    }

    /// <summary>How soon the first answer is there, on a file that the service knows.</summary>
    private async Task StartAsync(string large)
    {
        var seconds = new List<double>();
        for (var round = 0; round <= 3; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var program = await ProgramAsync(large, unaudited);
            await LoadClient.OnceAsync(program.Address, Prepared.Get(program.Address, PathOf(Flags, options.Children)));
            if (round > 0)
            {
                seconds.Add(watch.Elapsed.TotalSeconds);
            }
        }

        bars.AtMost($"start to the first answer, {N(options.Children)} children", 2, " s", new Spread(seconds));
    }

    /// <summary>A page of 50 beside the reference, and reviews and drift beside flags.</summary>
    private async Task ListsAsync(string small, TokenIssuer issuer)
    {
        var token = issuer.ManagerOf(Caseload.TeamOf(options.Few));
        var audited = CaseloadFile.Copy(small, folder.FullName, "audited.db");
        var statements = Path.Combine(folder.FullName, "statements.json");
        await File.WriteAllTextAsync(statements, JsonSerializer.Serialize(await SeenSql.OfAsync(small, issuer.Settings, [("manager", PathOf(Flags, options.Few)), ("warm", PathOf(Flags, options.Few))], token)));
        var reference = Held(await ServedProcess.OwnAsync(Reference.Verb, folder.FullName, (Reference.DatabaseSetting, small), (Reference.StatementsSetting, statements)));
        var open = Held(await ProgramAsync(small, unaudited));
        var signedIn = Held(await ServedProcess.OwnAsync(ServiceWithoutAudit.Verb, folder.FullName, [ServiceWithoutAudit.Runtime, .. issuer.Settings, .. Settings(small)]));
        var full = Held(await ServedProcess.ProgramAsync(folder.FullName, [.. issuer.Settings, .. Settings(audited)]));
        var openAudited = Held(await ProgramAsync(audited));
        var asked = Prepared.Get(reference.Address, "/manager");
        var sides = new (string What, double Bar, ServedProcess Server, string? Token)[]
        {
            ("without sign-in, audit off", 0.8, open, null),
            ("a team manager's token, audit off", 0.8, signedIn, token),
            ("without sign-in, audit on", 0.5, openAudited, null),
            ("a team manager's token, audit on", 0.5, full, token),
        };
        foreach (var (what, bar, server, with) in sides)
        {
            var (first, second) = await AlternateAsync(Rate(reference, _ => asked), Rate(server, Get(server, PathOf(Flags, options.Few), with)));
            bars.AtLeast($"50 overdue flags of a team, 16 connections, against the reference: {what}", bar, Ratios(second, first), Text(second, first));
        }

        foreach (var list in new[] { "reviews", "drift" })
        {
            foreach (var (server, with, what) in new[] { (open, null, "without sign-in"), (signedIn, token, "a team manager's token") })
            {
                var (flags, other) = await AlternateAsync(Rate(server, Get(server, PathOf(Flags, options.Few), with)), Rate(server, Get(server, PathOf(list, options.Few), with)));
                bars.AtMost($"{list} of a team against its flags, {what}", 2, "", Ratios(flags, other));
            }
        }

        await EndAsync();
    }

    /// <summary>What a list costs where there are many children, beside what it costs where there are few.</summary>
    private async Task SizesAsync(string small, string large, TokenIssuer issuer)
    {
        var few = Held(await ProgramAsync(small, unaudited));
        var many = Held(await ProgramAsync(large, unaudited));
        var manager = Held(await ServedProcess.OwnAsync(ServiceWithoutAudit.Verb, folder.FullName, [ServiceWithoutAudit.Runtime, .. issuer.Settings, .. Settings(large)]));
        var fewManager = Held(await ServedProcess.OwnAsync(ServiceWithoutAudit.Verb, folder.FullName, [ServiceWithoutAudit.Runtime, .. issuer.Settings, .. Settings(small)]));
        var (fewToken, manyToken) = (issuer.ManagerOf(Caseload.TeamOf(options.Few)), issuer.ManagerOf(Caseload.TeamOf(options.Children)));
        var (openTimes, managerTimes) = await AlternateAsync(
            Time(many, Get(many, PathOf(Flags, options.Children))), Time(manager, Get(manager, PathOf(Flags, options.Children), manyToken)));
        bars.AtMost($"50 overdue flags of a team, one connection, {N(options.Children)} children: without sign-in", 5, " ms", new Spread(openTimes));
        bars.AtMost($"the same with a team manager's token", 5, " ms", new Spread(managerTimes));

        var growth = $"{N(options.Few)} to {N(options.Children)} children, times slower";
        await GrowthAsync($"first page of a team's flags, a team manager's token, {growth}", Get(fewManager, PathOf(Flags, options.Few), fewToken), fewManager, Get(manager, PathOf(Flags, options.Children), manyToken), manager);
        await GrowthAsync($"first page of the authority's overdue flags, {growth}", Get(few, "/v1/flags"), few, Get(many, "/v1/flags"), many);
        const string Short = "/v1/flags?limit=10";
        await GrowthAsync($"hundredth page of the authority's overdue flags, {growth}", await DeepAsync(few, Short), few, await DeepAsync(many, Short), many);
        foreach (var list in new[] { "reviews", "drift" })
        {
            await GrowthAsync($"first page of a team's {list}, {growth}", Get(few, PathOf(list, options.Few)), few, Get(many, PathOf(list, options.Children)), many);
        }

        await SummaryAsync(few, options.Few, 50);
        await SummaryAsync(many, options.Children, 1000);
        await LoadClient.RunAsync(many.Address, Get(many, PathOf(Flags, options.Children)), Connections, options.Duration);
        bars.AtMost($"memory after serving lists of {N(options.Children)} children", 400, " MB", new Spread([many.Megabytes]));
        await EndAsync();
    }

    private async Task GrowthAsync(string what, Func<int, Prepared> askFew, ServedProcess few, Func<int, Prepared> askMany, ServedProcess many)
    {
        var (fewTimes, manyTimes) = await AlternateAsync(Time(few, askFew), Time(many, askMany));
        bars.AtMost(what, 1.3, "", Ratios(manyTimes, fewTimes), string.Create(CultureInfo.InvariantCulture, $", {Median(fewTimes):0.00} and {Median(manyTimes):0.00} ms"));
    }

    private async Task SummaryAsync(ServedProcess program, int children, double bar)
    {
        var what = $"summary by team for a year, {N(children)} children";
        var request = Prepared.Get(program.Address, "/v1/summary?groupBy=team&from=2025-11-01&to=2026-10-31");
        var (status, text) = await LoadClient.OnceAsync(program.Address, request);
        if (status == 404)
        {
            bars.Missing(what, "not there yet");
            return;
        }

        if (status != 200)
        {
            throw new InvalidOperationException(text);
        }

        var times = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            times.Add((await LoadClient.RunAsync(program.Address, _ => request, 1, TimeSpan.FromMilliseconds(bar))).Median);
        }

        bars.AtMost(what, bar, " ms", new Spread(times));
    }

    /// <summary>An entry written, beside bare commits of such rows.</summary>
    private async Task WritesAsync(string small)
    {
        var written = CaseloadFile.Copy(small, folder.FullName, "written.db");
        var program = Held(await ProgramAsync(written));
        var (_, text) = await LoadClient.OnceAsync(program.Address, Prepared.Get(program.Address, "/v1/children?lookedAfter=true&limit=500"));
        var children = ChildId().Matches(text).Select(match => match.Groups["id"].Value).ToList();
        using var bare = new BareWrites(CaseloadFile.Copy(small, folder.FullName, "bare.db"), children);
        var posts = children.Select(id => Prepared.Post(program.Address, $"/v1/children/{id}/entries", """{"type":"visit","on":"2026-11-20"}""")).ToList();
        var (alone, service) = await AlternateAsync(() => Task.Run(() => bare.Run(options.Duration)), Rate(program, turn => posts[turn % posts.Count]));
        bars.AtLeast("an entry written, obligations and audit included, 16 connections, against bare commits of such rows", 0.5, Ratios(Rates(service), alone), $", {Median(Rates(service)):N0} of {Median(alone):N0} a second");
        var (aloneAgain, one) = await AlternateAsync(() => Task.Run(() => bare.Run(options.Duration)), Rate(program, turn => posts[turn % posts.Count], 1));
        bars.AtLeast("the same, one connection", 0.5, Ratios(Rates(one), aloneAgain), $", {Median(Rates(one)):N0} of {Median(aloneAgain):N0} a second");
        await EndAsync();
    }

    private Func<Task<Round>> Rate(ServedProcess server, Func<int, Prepared> ask, int connections = Connections) => async () =>
    {
        var before = server.Processor;
        var round = await LoadClient.RunAsync(server.Address, ask, connections, options.Duration);
        return round with { Processor = (server.Processor - before).TotalMilliseconds / round.Answers };
    };

    private Func<Task<double>> Time(ServedProcess server, Func<int, Prepared> ask) =>
        async () => (await LoadClient.RunAsync(server.Address, ask, 1, options.Duration)).Median;

    /// <summary>Measures two things in turn, so that what else the machine does falls on both.</summary>
    private async Task<(IReadOnlyList<TFirst> First, IReadOnlyList<TSecond> Second)> AlternateAsync<TFirst, TSecond>(Func<Task<TFirst>> first, Func<Task<TSecond>> second)
    {
        var (ofFirst, ofSecond) = (new List<TFirst>(), new List<TSecond>());
        for (var round = -LoadOptions.WarmRounds; round < options.Rounds; round++)
        {
            var (a, b) = (await first(), await second());
            if (round >= 0)
            {
                ofFirst.Add(a);
                ofSecond.Add(b);
            }
        }

        return (ofFirst, ofSecond);
    }

    private static Func<int, Prepared> Get(ServedProcess server, string path, string? token = null)
    {
        var request = Prepared.Get(server.Address, path, token);
        return _ => request;
    }

    /// <summary>The hundredth page, gone to page by page.</summary>
    private static async Task<Func<int, Prepared>> DeepAsync(ServedProcess server, string path)
    {
        var cursor = "";
        for (var page = 1; page < Page; page++)
        {
            var (_, text) = await LoadClient.OnceAsync(server.Address, Prepared.Get(server.Address, path + cursor));
            cursor = "&cursor=" + Next().Match(text).Groups["cursor"].Value;
        }

        // One that is not full would cost less than it should.
        var (_, last) = await LoadClient.OnceAsync(server.Address, Prepared.Get(server.Address, path + cursor));
        return Next().IsMatch(last) ? Get(server, path + cursor) : throw new InvalidOperationException($"{path} has no {Page} full pages.");
    }

    private Task<ServedProcess> ProgramAsync(string database, params (string Name, string Value)[] settings) =>
        ServedProcess.ProgramAsync(folder.FullName, [.. Settings(database), .. settings]);

    private static (string Name, string Value)[] Settings(string database) => [("ConnectionStrings__ChildJourney", $"Data Source={database}")];

    private static string PathOf(string list, int children) => $"/v1/{list}?team={Caseload.TeamOf(children)}";

    private static Spread Ratios(IReadOnlyList<Round> of, IReadOnlyList<Round> against) => Ratios(Rates(of), Rates(against));

    private static IReadOnlyList<double> Rates(IReadOnlyList<Round> rounds) => [.. rounds.Select(round => round.PerSecond)];

    /// <summary>The rates, and what of the processor each answer took: that tells of the cost where the machine has other work too.</summary>
    private static string Text(IReadOnlyList<Round> of, IReadOnlyList<Round> against) => string.Create(
        CultureInfo.InvariantCulture,
        $", {Median(Rates(of)):N0} of {Median(Rates(against)):N0} requests/s, processor {Median([.. of.Select(round => round.Processor)]):0.00} and {Median([.. against.Select(round => round.Processor)]):0.00} ms");

    private static Spread Ratios(IReadOnlyList<double> of, IReadOnlyList<double> against) => new([.. of.Zip(against, (a, b) => a / b)]);

    private static double Median(IReadOnlyList<double> figures) => new Spread(figures).Median;

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private T Held<T>(T server)
        where T : IAsyncDisposable
    {
        held.Add(server);
        return server;
    }

    private async Task EndAsync()
    {
        foreach (var server in held)
        {
            await server.DisposeAsync();
        }

        held.Clear();
    }

    [GeneratedRegex("\"next\":\"(?<cursor>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Next();

    [GeneratedRegex("\"childId\":\"(?<id>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ChildId();
}
