using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Tests;

/// <summary>Makes journeys, plausible and odd: entries at random, of which those stay that can be true beside the others.</summary>
public static class MadeJourneys
{
    private static readonly LocalDate first = new(2023, 10, 1);
    private static readonly LocalDate last = new(2026, 11, 22);

    /// <summary>Children with their entries, the same for the same number.</summary>
    public static IReadOnlyList<(Child Child, IReadOnlyList<Entry> Entries)> Make(int count) =>
        [.. Enumerable.Range(1, count).Select(number => One(FormattableString.Invariant($"M{number}"), new Random(number)))];

    private static (Child Child, IReadOnlyList<Entry> Entries) One(string childId, Random random)
    {
        var child = new Child(childId, last.PlusDays(-random.Next(900, 6900)), random.Next(3) == 0 ? null : (Sex)random.Next(3));
        var entries = new List<Entry>();
        var on = LocalDate.Max(first, child.DateOfBirth).PlusDays(random.Next(300));
        for (var number = 1; on <= last && number < 90; number++)
        {
            if (Read(FormattableString.Invariant($"e{number}"), on, random) is { } entry && CanBeTrue(child, entries, entry))
            {
                entries.Add(entry);
            }

            on = on.PlusDays(random.Next(4) switch { 0 => 0, 1 => random.Next(1, 10), 2 => random.Next(10, 40), _ => random.Next(20, 90) });
        }

        return (child, entries);
    }

    private static bool CanBeTrue(Child child, List<Entry> entries, Entry entry)
    {
        var problems = new List<InputProblem>();
        EntryChecks.Add(entry, child, last, "", problems);
        return problems.Count == 0 && Journey.Of(child, [.. entries, entry]).Conflicts.Count == 0;
    }

    private static Entry? Read(string id, LocalDate on, Random random)
    {
        var later = LocalDatePattern.Iso.Format(LocalDate.Min(last, on.PlusDays(random.Next(60))));
        var (type, fields) = random.Next(34) switch
        {
            0 or 1 or 2 => ("admission", $$"""
                "legalStatus":"{{One("V2", "V2", "V2", "C1", "C2", "L1", "V3", "J1")}}","unaccompanied":{{One("false", "false", "false", "true")}}{{One("", "", $",\"historyFrom\":\"{later}\"")}}
                """),
            3 => ("discharge", $"\"reason\":\"{One("E4A", "E11", "E2", "E9")}\""),
            4 => ("legal-status", $"\"legalStatus\":\"{One("V2", "C1", "C2", "E1", "V3")}\""),
            5 or 6 => ("placement", $$"""
                "placementType":"{{One("U6", "U1", "K2", "P1", "A5", "T0", "R1")}}","sameCarer":{{One("false", "false", "true")}}{{One("", ",\"carer\":\"F1\"")}}
                """),
            7 or 8 or 9 => ("review", $$"""
                "countsTowardsCycle":{{One("true", "true", "true", "false")}},"childRefused":{{One("false", "false", "true")}},"planChanged":{{One("false", "true")}}{{One("", $",\"recordOn\":\"{later}\"")}}
                """),
            10 or 11 or 12 => ("allocation", $$"""
                "role":"{{One("team", "social-worker", "iro", "personal-adviser")}}","assignee":{{One("\"A1\"", "\"A2\"", "\"A3\"", "null")}}
                """),
            13 => ("return-home-plan", $"\"targetOn\":\"{later}\"{One("", $",\"endedOn\":\"{later}\"")}"),
            14 => ("permanence-plan", $"\"route\":\"{One("return-home", "adoption", "kinship")}\""),
            15 => ("section20-consent", "\"by\":\"parent\""),
            16 => ("legal-planning-meeting", "\"outcome\":\"no-action\""),
            17 => ("review-booked", $"\"bookedFor\":\"{later}\""),
            18 => ("pep", One($"\"completedOn\":\"{later}\"", "\"reference\":\"P/1\"")),
            19 => ("dispute", One($"\"resolvedOn\":\"{later}\"", "\"stage\":\"informal\"")),
            20 => ("care-plan", "\"reference\":\"CP/1\""),
            21 or 22 => ("visit", One("\"seen\":true", "\"seen\":true", "\"seen\":false")),
            23 or 24 => ("placement", $$"""
                "placementType":"{{One("U3", "P1", "K1", "H5", "A4", "K2", "R5", "U4")}}","outsideAuthority":{{One("true", "false")}},"emergency":true,"schoolLost":true{{One("", ",\"registered\":false", ",\"approval\":\"temporary\"", ",\"approval\":\"parent-before-assessment\"", ",\"setting\":\"bed-and-breakfast\"")}}
                """),
            25 => ("placement-end", $"\"withoutNotice\":{One("true", "true", "false")}"),
            26 => (One("health-assessment", "dental-check"), $"\"refused\":{One("true", "false", "false")}"),
            27 => ("exclusion", $"\"kind\":\"permanent\"{One("", $",\"provisionStartedOn\":\"{later}\"")}"),
            28 => (One("pre-proceedings", "proceedings"), One("\"reference\":\"L/1\"", $"\"concludedOn\":\"{later}\"")),
            29 => ("adoption-decision", $"\"kind\":\"{One("plan", "authorised", "should-be-placed", "matched", "no-longer")}\""),
            30 => ("case-audit", $"\"grade\":\"good\",\"actionsDueOn\":\"{later}\""),
            31 => (One("needs-assessment", "pathway-plan", "pathway-review", "adviser-visit", "council-accommodation"), "\"reference\":\"L/2\""),
            32 => (One("secure-review", "short-break-review", "adoption-review", "review-adjourned", "review-midpoint-check"), "\"reference\":\"R/1\""),
            33 => (
                One("placement-plan", "placement-notification", "placement-end-notice", "out-of-area-notification", "pep-initiated", "school-place", "rights-information", "parent-placement-assessment", "parent-placement-decision"),
                "\"reference\":\"P/2\""),
            _ => ("missing", $$"""
                "kind":"missing","from":"{{LocalDatePattern.Iso.Format(on)}}T21:15","returnedAt":"{{later}}T{{One("23:59", "22:00:05")}}"
                """),
        };
        using var json = JsonDocument.Parse($$"""{"id":"{{id}}","type":"{{type}}","on":"{{LocalDatePattern.Iso.Format(on)}}",{{fields}}}""");
        var problems = new List<InputProblem>();
        var entry = EntryShapes.Read(json.RootElement, "", () => id, problems);
        return problems.Count == 0 ? entry : throw new InvalidOperationException(string.Join("; ", problems));

        string One(params string[] choices) => choices[random.Next(choices.Length)];
    }
}
