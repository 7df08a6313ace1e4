using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Merges what the files say about one child with what is stored of it.</summary>
/// <remarks>
/// Rows whose entries cannot be are refused whole, the earliest conflict first, and the rest is read anew without them: a row
/// that only conflicts with a refused one is not refused with it.
/// </remarks>
internal sealed class ChildMerge(ChildRows rows, ReturnContext context, Child? stored, IReadOnlyList<Entry> storedEntries, IReadOnlySet<string> withdrawn)
{
    /// <summary>So many conflicts are settled one at a time; the rows of a child that has more are refused together.</summary>
    private const int SettledOneAtATime = 40;

    /// <summary>After so many rounds nothing of the child is stored.</summary>
    private const int MostRounds = 200;

    private readonly RefusedRows refused = new(rows.Id, context);
    private readonly HashSet<string> keep = new(StringComparer.Ordinal);
    private readonly List<InputProblem> problems = [];
    private Journey? storedJourney;

    public ChildPlan Plan()
    {
        if (ReturnedDetails.Resolve(rows, context, stored, storedEntries, refused) is not { } child)
        {
            return RefuseAll(null, "a child with a row in Header, or with a date of birth in another table");
        }

        RefuseByThemselves(child);
        for (var round = 0; round < MostRounds; round++)
        {
            var accepted = new AcceptedRows(rows, refused.Rows);
            var span = storedEntries.Count == 0 ? null : SpanOf(accepted, child);
            var notes = new List<(string, int)>();
            var drafts = DraftEntries(accepted, child, span, notes);
            if (RefuseImpossible(drafts, child))
            {
                continue;
            }

            var merged = new MergedEntries(drafts, storedEntries, span, keep);
            var journey = Journey.Of(child, merged.All);
            if (journey.Conflicts.Count > 0)
            {
                var blame = new Blame(refused, keep, drafts, merged);
                if (!blame.Settle(journey.Conflicts, round < SettledOneAtATime ? 1 : journey.Conflicts.Count))
                {
                    break;
                }
            }
            else if (!Blame.RefuseClashes(context, refused, drafts, merged))
            {
                return Finish(child, journey, accepted, drafts, merged, notes);
            }
        }

        return RefuseAll(child, "rows that can be true beside each other and beside what is recorded");
    }

    private void RefuseByThemselves(Child child)
    {
        foreach (var row in rows.Episodes)
        {
            var year = CollectionYear.Of(row.Decom);
            if (!CodeYears.Holds(row.Place, context.Year) && !CodeYears.Holds(row.Place, year))
            {
                refused.Add(row, "PLACE", row.Place.ToString(), CodeOf(year, "PLACE", CodeLists.PlacementTypes, code => CodeYears.Holds(code, context.Year)));
            }
            else if (row.Discharged is { } reason && !CodeYears.Holds(reason, context.Year) && !CodeYears.Holds(reason, year))
            {
                refused.Add(row, "REC", reason.ToString(), CodeOf(year, "REC", CodeLists.DischargeReasons, code => CodeYears.Holds(code, context.Year)));
            }
        }

        RefuseOthers(rows.Reviews, child);
        RefuseOthers(rows.Uasc, child);
        RefuseOthers(rows.Outcomes, child);
        RefuseOthers(rows.Missing, child);
        RefuseOthers(rows.SocialWorkers, child);
        RefuseOthers(rows.Decisions, child);
    }

    private void RefuseOthers<T>(List<T> ofTable, Child child)
        where T : Row
    {
        foreach (var row in ofTable)
        {
            if (row.DateOfBirth is { } born && born != child.DateOfBirth)
            {
                refused.Add(row, "DOB", CellDates.Text(born), $"the child's date of birth, {CellDates.Text(child.DateOfBirth)}");
            }
        }
    }

    private string CodeOf<T>(CollectionYear rowYear, string column, Codes<T> codes, Func<T, bool> holds)
        where T : struct, Enum =>
        $"a code of {context.Year}{(rowYear == context.Year ? "" : $" or {rowYear}")}: {column} is "
        + $"one of {string.Join(", ", Enum.GetValues<T>().Where(holds).Select(codes.TextOf))} in {context.Year}";

    private ImportSpan SpanOf(AcceptedRows accepted, Child child)
    {
        var span = new ImportSpan(context, accepted);
        span.Widen(storedJourney ??= Journey.Of(child, storedEntries));
        return span;
    }

    private Drafts DraftEntries(AcceptedRows accepted, Child child, ImportSpan? span, List<(string, int)> notes)
    {
        var drafts = new Drafts(accepted.Count + (accepted.Count / 2), withdrawn);
        var unaccompanied = accepted.Uasc.Count > 0 ? accepted.Uasc[0] : null;
        var continued = ContinuedBy(accepted, child, span);
        new EpisodeEntries(drafts, unaccompanied, context.HistoryFrom).Add(accepted.Episodes, continued);
        if (unaccompanied is not null && continued is not null && ImportedIds.IsImported(continued.Admission))
        {
            // The admission stands in the return of an earlier year; that the child came alone may be known only since.
            drafts.Add(unaccompanied, EpisodeEntries.Unaccompanied(continued.Admission));
        }

        EventEntries.AddReviews(drafts, accepted.Reviews);
        EventEntries.AddMissing(drafts, accepted.Missing);
        AdoptionEntries.Add(drafts, accepted.Decisions, storedEntries);
        if (EventEntries.AddScores(drafts, accepted.Outcomes, child, context) is { } left)
        {
            notes.Add((left, 1));
        }

        if (SocialWorkerEntries.Add(drafts, accepted.SocialWorkers) is > 0 and var gaveWay)
        {
            notes.Add(("Social worker episodes that begin on the day of a later-ending one, which holds", gaveWay));
        }

        if (drafts.Withdrawn > 0)
        {
            notes.Add(("Entries that were voided by hand, and stay so though a row says them", drafts.Withdrawn));
        }

        if (drafts.Repeats > 0)
        {
            notes.Add(("Rows that repeat what another row says", drafts.Repeats));
        }

        return drafts;
    }

    /// <summary>The period of care, recorded otherwise or before the rows begin, that the first episode lies within.</summary>
    private PeriodOfCare? ContinuedBy(AcceptedRows accepted, Child child, ImportSpan? span)
    {
        if (span is null || accepted.Episodes.Count == 0 || accepted.Episodes[0].Reason == EpisodeReason.S)
        {
            return null;
        }

        var from = accepted.Episodes[0].Decom;
        var known = Journey.Of(child, storedEntries.Where(entry => !(ImportedIds.IsImported(entry) && span.CoversEpisode(entry) && !keep.Contains(entry.Id))));
        return known.PeriodOn(from) is { } period && period.From < from ? period : null;
    }

    private bool RefuseImpossible(Drafts drafts, Child child)
    {
        var any = false;
        foreach (var draft in drafts.All)
        {
            problems.Clear();
            EntryChecks.Add(draft.Entry, child, context.Today, "", problems);
            if (problems.Count > 0)
            {
                var (column, on) = draft.Row.DateOf(draft.Entry);
                refused.Add(draft.Row, column, CellDates.Text(on), problems[0].Expected);
                any = true;
            }
        }

        return any;
    }

    private ChildPlan Finish(Child child, Journey journey, AcceptedRows accepted, Drafts drafts, MergedEntries merged, List<(string, int)> notes)
    {
        journey = KeepWhatRefusedRowsHeld(child, journey, merged, notes);
        var isKnown = stored is not null || rows.Headers.Exists(row => !refused.Has(row)) || rows.OfEntries.Any(row => !refused.Has(row));
        return new ChildPlan(rows.Id)
        {
            Child = isKnown ? child : null,
            ChildChanged = isKnown && child != stored,
            Journey = isKnown ? journey : null,
            Puts = merged.Puts,
            Voids = merged.Voids,
            Refusals = refused.Refusals,
            RefusedRows = refused.Rows,
            StoredRows = StoredRows(drafts, merged, child != stored),
            Warnings = isKnown ? ReturnWarnings.Of(child, journey, accepted, context) : [],
            Notes = notes,
        };
    }

    /// <summary>A row that was refused says nothing: what an earlier import stored from such rows is not voided for want of them.</summary>
    private Journey KeepWhatRefusedRowsHeld(Child child, Journey journey, MergedEntries merged, List<(string, int)> notes)
    {
        var held = merged.Voids.Where(entry => ImportSpan.TablesOf(entry).Any(IsUnread)).ToList();
        while (held.Count > 0)
        {
            var with = Journey.Of(child, merged.All.Concat(held));
            if (with.Conflicts.Count == 0)
            {
                held.ForEach(merged.Keep);
                notes.Add(("Entries of an earlier import that were kept, as rows of their table were refused", held.Count));
                return with;
            }

            if (held.RemoveAll(entry => with.Conflicts.Any(conflict => ReferenceEquals(conflict.Entry, entry))) == 0)
            {
                break;
            }
        }

        return journey;
    }

    private bool IsUnread(Ssda903Table table) =>
        rows.RefusedAtReading.Has(table) || context.Damaged.Has(table) || refused.Rows.Any(row => row.Table == table);

    private HashSet<Row> StoredRows(Drafts drafts, MergedEntries merged, bool childChanged)
    {
        var of = new HashSet<Row>(merged.Puts.Count);
        foreach (var put in merged.Puts)
        {
            drafts.Find(put.Id)!.AddRowsTo(of);
        }

        foreach (var row in rows.Headers)
        {
            if (childChanged && !refused.Has(row))
            {
                of.Add(row);
            }
        }

        return of;
    }

    private ChildPlan RefuseAll(Child? child, string expected)
    {
        foreach (var row in rows.OfEntries)
        {
            refused.Add(row, "CHILD", rows.Id, expected);
        }

        var header = rows.Headers.Exists(row => !refused.Has(row)) ? child : stored;
        return new ChildPlan(rows.Id)
        {
            Child = header,
            ChildChanged = header != stored,
            Journey = header is null ? null : Journey.Of(header, storedEntries),
            Refusals = refused.Refusals,
            RefusedRows = refused.Rows,
        };
    }
}
