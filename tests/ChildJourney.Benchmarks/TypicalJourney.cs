using System.Text;
using System.Text.Json;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Benchmarks;

/// <summary>A child two years in care: admission under Section 20, then a care order; reviews, visits, moves, workers, plans, health and school.</summary>
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
          { "id": "e5", "type": "placement-notification", "on": "2024-09-11" },
          { "id": "e6", "type": "allocation", "on": "2024-09-12", "role": "iro", "assignee": "IRO-03" },
          { "id": "e7", "type": "placement-plan", "on": "2024-09-12" },
          { "id": "e8", "type": "visit", "on": "2024-09-13" },
          { "id": "e9", "type": "rights-information", "on": "2024-09-16" },
          { "id": "e10", "type": "care-plan", "on": "2024-09-19" },
          { "id": "e11", "type": "pep-initiated", "on": "2024-09-20" },
          { "id": "e12", "type": "health-assessment", "on": "2024-10-01" },
          { "id": "e13", "type": "section20-consent", "on": "2024-10-02", "by": "parent" },
          { "id": "e14", "type": "review", "on": "2024-10-03", "participation": "PN6", "chair": "IRO-03", "spokeWithChildOn": "2024-10-01", "reportReceivedOn": "2024-09-27", "decisionsOn": "2024-10-08", "recordOn": "2024-10-19", "distributedOn": "2024-10-24" },
          { "id": "e15", "type": "return-home-plan", "on": "2024-10-03", "targetOn": "2025-01-31", "endedOn": "2024-12-18" },
          { "id": "e16", "type": "pre-proceedings", "on": "2024-10-21" },
          { "id": "e17", "type": "visit", "on": "2024-10-22" },
          { "id": "e18", "type": "pep", "on": "2024-11-06", "completedOn": "2024-11-20" },
          { "id": "e19", "type": "missing", "on": "2024-11-16", "kind": "missing", "from": "2024-11-16T20:40", "returnedAt": "2024-11-17T09:15", "interviewAt": "2024-11-19T16:00" },
          { "id": "e20", "type": "visit", "on": "2024-11-30" },
          { "id": "e21", "type": "review", "on": "2024-12-18", "participation": "PN1", "chair": "IRO-03", "spokeWithChildOn": "2024-12-16", "reportReceivedOn": "2024-12-12", "decisionsOn": "2024-12-23", "recordOn": "2025-01-03", "distributedOn": "2025-01-08" },
          { "id": "e22", "type": "permanence-plan", "on": "2024-12-18", "route": "long-term-fostering", "targetOn": "2025-06-30" },
          { "id": "e23", "type": "legal-planning-meeting", "on": "2024-12-20", "outcome": "issue-proceedings" },
          { "id": "e24", "type": "visit", "on": "2025-01-08" },
          { "id": "e25", "type": "proceedings", "on": "2025-01-13", "concludedOn": "2025-07-02" },
          { "id": "e26", "type": "legal-status", "on": "2025-01-14", "legalStatus": "C1" },
          { "id": "e27", "type": "allocation", "on": "2025-02-03", "role": "social-worker", "assignee": "SW-020" },
          { "id": "e28", "type": "visit", "on": "2025-02-16" },
          { "id": "e29", "type": "placement", "on": "2025-02-21", "placementType": "T1" },
          { "id": "e30", "type": "placement", "on": "2025-02-25", "placementType": "U6", "carer": "FC-0112", "provider": "PR1" },
          { "id": "e31", "type": "pep", "on": "2025-03-05", "completedOn": "2025-03-12" },
          { "id": "e32", "type": "dental-check", "on": "2025-03-11" },
          { "id": "e33", "type": "visit", "on": "2025-03-27" },
          { "id": "e34", "type": "sdq", "on": "2025-03-31", "score": 17 },
          { "id": "e35", "type": "placement", "on": "2025-04-22", "placementType": "U4", "carer": "FC-0208", "provider": "PR4" },
          { "id": "e36", "type": "placement-notification", "on": "2025-04-23" },
          { "id": "e37", "type": "placement-plan", "on": "2025-04-24" },
          { "id": "e38", "type": "visit", "on": "2025-04-28" },
          { "id": "e39", "type": "review-booked", "on": "2025-05-02", "bookedFor": "2025-06-11" },
          { "id": "e40", "type": "case-audit", "on": "2025-05-14", "grade": "good", "actionsDueOn": "2025-06-30", "actionsDoneOn": "2025-06-24" },
          { "id": "e41", "type": "visit", "on": "2025-06-05" },
          { "id": "e42", "type": "review", "on": "2025-06-11", "participation": "PN1", "chair": "IRO-03", "spokeWithChildOn": "2025-06-09", "reportReceivedOn": "2025-06-05", "decisionsOn": "2025-06-16", "recordOn": "2025-06-27", "distributedOn": "2025-07-02" },
          { "id": "e43", "type": "pep", "on": "2025-06-18", "completedOn": "2025-06-30" },
          { "id": "e44", "type": "legal-status", "on": "2025-07-02", "legalStatus": "C2" },
          { "id": "e45", "type": "visit", "on": "2025-07-15" },
          { "id": "e46", "type": "visit", "on": "2025-08-24" },
          { "id": "e47", "type": "allocation", "on": "2025-09-01", "role": "iro", "assignee": "IRO-07" },
          { "id": "e48", "type": "review-midpoint-check", "on": "2025-09-08" },
          { "id": "e49", "type": "health-assessment", "on": "2025-09-22" },
          { "id": "e50", "type": "visit", "on": "2025-10-03" },
          { "id": "e51", "type": "visit", "on": "2025-11-12" },
          { "id": "e52", "type": "pep", "on": "2025-11-12", "completedOn": "2025-11-12" },
          { "id": "e53", "type": "review", "on": "2025-12-03", "participation": "PN2", "chair": "IRO-07", "spokeWithChildOn": "2025-12-01", "reportReceivedOn": "2025-11-27", "decisionsOn": "2025-12-08", "recordOn": "2025-12-19", "distributedOn": "2025-12-24" },
          { "id": "e54", "type": "visit", "on": "2025-12-22" },
          { "id": "e55", "type": "visit", "on": "2026-01-31" },
          { "id": "e56", "type": "missing", "on": "2026-02-14", "kind": "missing", "from": "2026-02-14T22:10", "returnedAt": "2026-02-15T07:30", "interviewAt": "2026-02-17T16:00" },
          { "id": "e57", "type": "dental-check", "on": "2026-02-20" },
          { "id": "e58", "type": "pep", "on": "2026-03-04", "completedOn": "2026-03-20" },
          { "id": "e59", "type": "visit", "on": "2026-03-12" },
          { "id": "e60", "type": "sdq", "on": "2026-03-31", "score": 14 },
          { "id": "e61", "type": "placement", "on": "2026-04-13", "placementType": "U4", "carer": "FC-0208", "provider": "PR4", "sameCarer": true },
          { "id": "e62", "type": "visit", "on": "2026-04-21" },
          { "id": "e63", "type": "review", "on": "2026-05-27", "participation": "PN1", "chair": "IRO-07", "spokeWithChildOn": "2026-05-25", "reportReceivedOn": "2026-05-21", "decisionsOn": "2026-06-01", "recordOn": "2026-06-12", "distributedOn": "2026-06-17" },
          { "id": "e64", "type": "allocation", "on": "2026-06-15", "role": "team", "assignee": "T-EAST" },
          { "id": "e65", "type": "allocation", "on": "2026-06-15", "role": "social-worker", "assignee": "SW-031" },
          { "id": "e66", "type": "visit", "on": "2026-06-20" },
          { "id": "e67", "type": "pep", "on": "2026-06-24", "completedOn": "2026-07-01" },
          { "id": "e68", "type": "visit", "on": "2026-09-05" }
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
