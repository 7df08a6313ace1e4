using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Turns a child's rows of AD1 and PlacedAdoption into decisions on adoption.</summary>
internal static class AdoptionEntries
{
    /// <summary>Adds the decisions; several of one day are numbered in it.</summary>
    /// <param name="drafts">What they are added to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="stored">The entries stored: a decision that is among them keeps its identifier, whichever of the day's others the rows still say.</param>
    public static void Add(Drafts drafts, IReadOnlyList<DecisionsRow> rows, IReadOnlyList<Entry> stored)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var known = new Dictionary<(LocalDate On, AdoptionDecisionKind Kind), EntryHead>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var decision in stored.OfType<AdoptionDecision>().Where(ImportedIds.IsImported))
        {
            known.TryAdd((decision.On, decision.Kind), new EntryHead(decision.Id, decision.On));
            taken.Add(decision.Id);
        }

        foreach (var (_, kind, on) in rows.SelectMany(row => row.Decisions).OrderBy(decision => decision.On).ThenBy(decision => decision.Kind))
        {
            if (!known.ContainsKey((on, kind)))
            {
                known.Add((on, kind), FreeOn(on, taken));
                taken.Add(known[(on, kind)].Id);
            }
        }

        foreach (var row in rows)
        {
            drafts.Add(row, [.. row.Decisions.Select(decision => AdoptionDecision.New(known[(decision.On, decision.Kind)], decision.Kind))]);
        }
    }

    private static EntryHead FreeOn(LocalDate on, HashSet<string> taken)
    {
        var number = 1;
        var head = ImportedIds.Head(AdoptionDecision.Shape, on);
        while (taken.Contains(head.Id))
        {
            head = ImportedIds.Head(AdoptionDecision.Shape, on, ++number);
        }

        return head;
    }
}
