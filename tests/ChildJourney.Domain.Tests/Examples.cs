using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Tests;

/// <summary>The worked examples: those beside each rule and indicator, and a set of a wider kind where one stands beside the checkout.</summary>
public static class Examples
{
    private static readonly string folder = Path.Combine(AppContext.BaseDirectory, "examples");

    /// <summary>Every example of the project, by its file and id.</summary>
    public static IReadOnlyList<Example> Own { get; } =
        [.. Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(file => Read(file, isOwn: true))];

    /// <summary>The examples of the wider set, whose rules need not all be known.</summary>
    public static IReadOnlyList<Example> Wider { get; } = [.. WiderFile() is { } file ? Read(file, isOwn: false) : []];

    /// <summary>The examples of the file of that name, without its ending.</summary>
    public static Example[] Of(string file) => [.. Own.Where(example => example.File == file)];

    /// <summary>The examples beside a rule.</summary>
    public static Example[] Of(Rule rule) => Of($"Rules/{rule.Family}/{rule.GetType().Name}");

    /// <summary>The examples beside a drift indicator.</summary>
    public static Example[] Of(DriftIndicator indicator) => Of($"Drift/{indicator.GetType().Name}");

    private static IEnumerable<Example> Read(string file, bool isOwn)
    {
        var cases = Make.Json(File.ReadAllText(file));
        var name = isOwn ? Path.GetRelativePath(folder, file).Replace('\\', '/')[..^".json".Length] : Path.GetFileNameWithoutExtension(file);
        return cases.EnumerateArray().Select(json => new Example(name, isOwn, json));
    }

    private static string? WiderFile()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "shared", "data", "calculations.json");
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}

/// <summary>One worked example: a journey, a day, and what is true of it on that day.</summary>
/// <param name="File">The file it stands in.</param>
/// <param name="IsOwn">Whether every type, rule and indicator that it names is known here.</param>
/// <param name="Json">The example itself.</param>
public sealed record Example(string File, bool IsOwn, JsonElement Json)
{
    public string Id => Json.GetProperty("id").GetString()!;

    public string About => Json.GetProperty("about").GetString()!;

    public LocalDate AsOf => Make.Day(Json.GetProperty("asOf").GetString()!);

    /// <summary>What the example expects of obligations: rule, due date (null, where there is none, reads as empty) and, where it says so, status.</summary>
    public IReadOnlyList<(string Rule, string DueOn, string? Status)> Expect => [.. Obligations("expect")];

    public IReadOnlyList<(string Rule, string DueOn, string? Status)> ExpectNot => [.. Obligations("expectNot")];

    public IReadOnlyList<string> ExpectNone => Texts("expectNone");

    public IReadOnlyList<string> Drift => Texts("drift");

    public IReadOnlyList<string> NoDrift => Texts("noDrift");

    /// <summary>The authority's own settings, where the example is about one that has some.</summary>
    public Policy Policy => Json.TryGetProperty("policy", out var policy) ? Make.Policy(policy) : Policy.Default;

    public Journey Told()
    {
        var child = Make.Child(Json.GetProperty("child").GetProperty("dateOfBirth").GetString()!);
        var problems = new List<InputProblem>();
        var entries = new List<Entry>();
        foreach (var json in Json.GetProperty("entries").EnumerateArray().Where(json => IsOwn || EntryShapes.Find(json.GetProperty("type").GetString()!) is not null))
        {
            if (EntryShapes.Read(json, "", () => "made", problems) is { } entry)
            {
                EntryChecks.Add(entry, child, today: null, "", problems);
                entries.Add(entry);
            }
        }

        problems.Should().BeEmpty();
        var journey = Journey.Of(child, entries);
        journey.Conflicts.Should().BeEmpty();
        return journey;
    }

    /// <summary>What the rules and indicators say of it.</summary>
    public Assessment Assess() => Assessment.Of(Told(), Settings.Default with { Policy = Policy });

    /// <summary>Fails where the example is not as it says.</summary>
    public void Check()
    {
        var assessment = Assess();
        var found = assessment.Obligations
            .Where(obligation => obligation.StageOn(AsOf) is not null)
            .Select(obligation => (Rule: obligation.Rule.Id, DueOn: $"{obligation.StageOn(AsOf)!.DueOn:uuuu-MM-dd}", Status: StatusOn(obligation)))
            .ToArray();
        var drift = assessment.Drift.Where(sign => sign.Span.Holds(AsOf)).Select(sign => sign.Indicator.Id).ToArray();

        foreach (var (rule, dueOn, status) in Known(Expect))
        {
            var due = found.Where(it => it.Rule == rule && it.DueOn == dueOn).ToArray();
            due.Should().ContainSingle("{0} is due on {1}, among {2}", rule, dueOn, string.Join(", ", found));
            if (status is not null)
            {
                due[0].Status.Should().Be(status, "of {0} due on {1}", rule, dueOn);
            }
        }

        found.Select(it => (it.Rule, it.DueOn)).Intersect(ExpectNot.Select(it => (it.Rule, it.DueOn))).Should().BeEmpty("these are not due on those days");
        found.Select(it => it.Rule).Intersect(ExpectNone).Should().BeEmpty("these are not raised");
        Drift.Where(IsKnownIndicator).Except(drift).Should().BeEmpty("these are true");
        drift.Intersect(NoDrift).Should().BeEmpty("these are not true");
        if (Json.TryGetProperty("lookedAfter", out var lookedAfter))
        {
            (Told().PeriodOn(AsOf) is not null).Should().Be(lookedAfter.GetBoolean());
        }
    }

    private string StatusOn(Obligation obligation) =>
        string.Concat(obligation.StageOn(AsOf)!.Dates.StatusOn(AsOf, Policy.DueSoonDays).ToString().Select((letter, i) =>
            char.IsUpper(letter) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));

    private IEnumerable<(string Rule, string DueOn, string? Status)> Known(IReadOnlyList<(string Rule, string DueOn, string? Status)> named) =>
        named.Where(it => IsKnownRule(it.Rule));

    private bool IsKnownRule(string id) => IsOwn || RuleCatalogue.Find(id) is not null;

    private bool IsKnownIndicator(string id) => IsOwn || DriftCatalogue.Find(id) is not null;

    private IEnumerable<(string Rule, string DueOn, string? Status)> Obligations(string name)
    {
        if (!Json.TryGetProperty(name, out var list))
        {
            yield break;
        }

        foreach (var json in list.EnumerateArray())
        {
            yield return (
                json.GetProperty("rule").GetString()!,
                json.GetProperty("dueOn").GetString() ?? "",
                json.TryGetProperty("status", out var status) ? status.GetString() : null);
        }
    }

    private string[] Texts(string name) =>
        Json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];
}
