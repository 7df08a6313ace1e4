using System.Text;
using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Benchmarks;

/// <summary>A child two years in care: admission under Section 20, then a care order; reviews, moves, workers, plans.</summary>
internal static class TypicalJourney
{
    /// <summary>The journey as a system would send it.</summary>
    public static byte[] Json { get; } = Encoding.UTF8.GetBytes(
        """
        [
          { "id": "e1", "type": "admission", "on": "2024-09-09", "legalStatus": "V2", "categoryOfNeed": "N1" },
          { "id": "e2", "type": "placement", "on": "2024-09-09", "placementType": "U6", "carer": "FC-0112", "provider": "PR1" },
          { "id": "e3", "type": "allocation", "on": "2024-09-09", "role": "team", "assignee": "T-NORTH" },
          { "id": "e4", "type": "allocation", "on": "2024-09-09", "role": "social-worker", "assignee": "SW-014" },
          { "id": "e5", "type": "allocation", "on": "2024-09-12", "role": "iro", "assignee": "IRO-03" },
          { "id": "e6", "type": "review", "on": "2024-10-03", "participation": "PN6", "chair": "IRO-03" },
          { "id": "e7", "type": "return-home-plan", "on": "2024-10-03", "targetOn": "2025-01-31", "endedOn": "2024-12-18" },
          { "id": "e8", "type": "missing", "on": "2024-11-16", "kind": "missing", "from": "2024-11-16T20:40", "returnedAt": "2024-11-17T09:15" },
          { "id": "e9", "type": "review", "on": "2024-12-18", "participation": "PN1", "chair": "IRO-03" },
          { "id": "e10", "type": "permanence-plan", "on": "2024-12-18", "route": "long-term-fostering", "targetOn": "2025-06-30" },
          { "id": "e11", "type": "legal-status", "on": "2025-01-14", "legalStatus": "C1" },
          { "id": "e12", "type": "allocation", "on": "2025-02-03", "role": "social-worker", "assignee": "SW-020" },
          { "id": "e13", "type": "placement", "on": "2025-02-21", "placementType": "T1" },
          { "id": "e14", "type": "placement", "on": "2025-02-25", "placementType": "U6", "carer": "FC-0112", "provider": "PR1" },
          { "id": "e15", "type": "sdq", "on": "2025-03-31", "score": 17 },
          { "id": "e16", "type": "placement", "on": "2025-04-22", "placementType": "U4", "carer": "FC-0208", "provider": "PR4" },
          { "id": "e17", "type": "review", "on": "2025-06-11", "participation": "PN1", "chair": "IRO-03" },
          { "id": "e18", "type": "legal-status", "on": "2025-07-02", "legalStatus": "C2" },
          { "id": "e19", "type": "allocation", "on": "2025-09-01", "role": "iro", "assignee": "IRO-07" },
          { "id": "e20", "type": "review", "on": "2025-12-03", "participation": "PN2", "chair": "IRO-07" },
          { "id": "e21", "type": "missing", "on": "2026-02-14", "kind": "missing", "from": "2026-02-14T22:10", "returnedAt": "2026-02-15T07:30" },
          { "id": "e22", "type": "sdq", "on": "2026-03-31", "score": 14 },
          { "id": "e23", "type": "placement", "on": "2026-04-13", "placementType": "U4", "carer": "FC-0208", "provider": "PR4", "sameCarer": true },
          { "id": "e24", "type": "review", "on": "2026-05-27", "participation": "PN1", "chair": "IRO-07" },
          { "id": "e25", "type": "allocation", "on": "2026-06-15", "role": "team", "assignee": "T-EAST" },
          { "id": "e26", "type": "allocation", "on": "2026-06-15", "role": "social-worker", "assignee": "SW-031" }
        ]
        """);

    /// <summary>The child.</summary>
    public static Child Child { get; } = new("C1", new LocalDate(2013, 4, 17));

    /// <summary>The entries, read.</summary>
    public static IReadOnlyList<Entry> Entries()
    {
        using var json = JsonDocument.Parse(Json);
        var problems = new List<InputProblem>();
        var entries = json.RootElement.EnumerateArray().Select(entry => EntryShapes.Read(entry, "", () => "", problems)!).ToList();
        return problems.Count == 0 ? entries : throw new InvalidOperationException(problems[0].ToString());
    }
}
