using System.Text;
using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>Makes small returns, and merges them with what is stored.</summary>
internal static class Returns
{
    public static readonly LocalDate Today = new(2026, 11, 22);

    public static ReturnFile File(string name, string text, Encoding? encoding = null)
    {
        var bytes = (encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)).GetBytes(text);
        return new ReturnFile(name, () => new MemoryStream(bytes));
    }

    public static ReturnFile Header(params string[] rows) => File("header.csv", Lines("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", rows));

    /// <summary>Rows of CHILD,DECOM,RNE,LS,PLACE,DEC,REC.</summary>
    public static ReturnFile Episodes(params string[] rows) => File("episodes.csv", Lines("CHILD,DECOM,RNE,LS,PLACE,DEC,REC", rows));

    public static ReturnFile Reviews(params string[] rows) => File("reviews.csv", Lines("CHILD,DOB,REVIEW,REVIEW_CODE", rows));

    public static ReturnFile Uasc(params string[] rows) => File("uasc.csv", Lines("CHILD,SEX,DOB,DUC", rows));

    /// <summary>Rows of CHILD,DOB,SDQ_SCORE,TEETH_CHECK,HEALTH_ASSESSMENT.</summary>
    public static ReturnFile Outcomes(params string[] rows) => File("oc2.csv", Lines("CHILD,DOB,SDQ_SCORE,TEETH_CHECK,HEALTH_ASSESSMENT", rows));

    public static ReturnFile Missing(params string[] rows) => File("missing.csv", Lines("CHILD,DOB,MISSING,MIS_START,MIS_END", rows));

    public static ReturnFile SocialWorkers(params string[] rows) => File("sw.csv", Lines("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON", rows));

    public static ReturnFile Adopted(params string[] rows) => File("ad1.csv", Lines("CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR", rows));

    public static ReturnFile PlacedAdoption(params string[] rows) => File("placed.csv", Lines("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED", rows));

    public static Ssda903Return Read(params ReturnFile[] files) => Read(new ImportOptions(), files);

    public static Ssda903Return Read(ImportOptions options, params ReturnFile[] files) => Ssda903Import.Read(files, options, Today);

    /// <summary>The entry's identifier without its prefix, and what matters of it.</summary>
    public static string Shown(Entry entry) => entry switch
    {
        Admission a => $"{entry.Id} {a.LegalStatus}{(a.HistoryFrom is { } from ? $" from {from:uuuu-MM-dd}" : "")}{(a.Unaccompanied ? " unaccompanied" : "")}",
        LegalStatusChange l => $"{entry.Id} {l.LegalStatus}",
        PlacementStart p => $"{entry.Id} {p.PlacementType}{(p.SameCarer ? " same carer" : "")}",
        Discharge d => $"{entry.Id} {d.Reason}",
        Allocation a => $"{entry.Id} {a.Assignee ?? "nobody"}",
        Review r => $"{entry.Id} {r.Participation}",
        Missing m => $"{entry.Id} {m.Kind} {m.ReturnedAt}".TrimEnd(),
        AdoptionDecision d => $"{entry.Id} {d.Kind}",
        Sdq s => $"{entry.Id} {s.Score}",
        _ => entry.Id,
    };

    public static string[] Shown(IEnumerable<Entry> entries) => [.. entries.OrderBy(entry => entry.On).ThenBy(entry => entry.Id, StringComparer.Ordinal).Select(Shown)];

    public static string[] Shown(IEnumerable<Refusal> refusals) => [.. refusals.Select(refusal => $"{refusal.File}:{refusal.Row} {refusal.Column} {refusal.Value}")];

    private static string Lines(string header, string[] rows) => string.Join("\r\n", [header, .. rows, ""]);
}

/// <summary>What is stored, import after import, as a database would hold it.</summary>
internal sealed class Store
{
    public Dictionary<string, Child> Children { get; } = [];

    public Dictionary<string, List<Entry>> Entries { get; } = [];

    /// <summary>Stores entries that were recorded otherwise.</summary>
    public Store With(Child child, params Entry[] entries)
    {
        Children[child.Id] = child;
        Entries[child.Id] = [.. entries];
        Journey.Of(child, entries).Conflicts.Should().BeEmpty();
        return this;
    }

    public ImportReport Import(params ReturnFile[] files) => Import(new ImportOptions(), files);

    public ImportReport Import(ImportOptions options, params ReturnFile[] files) => Import(Ssda903Import.Read(files, options, Returns.Today));

    public ImportReport Import(Ssda903Return read)
    {
        foreach (var child in read.Children)
        {
            var entries = Entries.GetValueOrDefault(child.Id) ?? [];
            var plan = child.Merge(Children.GetValueOrDefault(child.Id), entries);
            if (plan.Child is null)
            {
                plan.Puts.Should().BeEmpty();
            }
            else
            {
                Children[child.Id] = plan.Child;
                var gone = plan.Puts.Concat(plan.Voids).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
                entries = [.. entries.Where(entry => !gone.Contains(entry.Id)), .. plan.Puts];
                Entries[child.Id] = entries;
                Journey.Of(plan.Child, entries).Conflicts.Should().BeEmpty();
                Returns.Shown(plan.Journey!.Entries).SequenceEqual(Returns.Shown(entries)).Should().BeTrue();
            }

            read.Report.Add(plan);
        }

        return read.Report;
    }

    public string[] Of(string child) => Entries.TryGetValue(child, out var entries) ? Returns.Shown(entries) : [];
}
