using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Journeys;

/// <summary>Reads the periods of care out of entries, day by day, and finds those that cannot be true beside the others.</summary>
internal sealed class PeriodsReader
{
    private readonly Child child;
    private readonly List<PeriodOfCare> periods = [];
    private readonly List<JourneyConflict> conflicts = [];
    private readonly List<LegalStatusChange> legalStatuses = [];
    private readonly List<PlacementStart> placements = [];
    private readonly List<PlacementEnd> placementEnds = [];
    private readonly List<Review> reviews = [];
    private readonly List<AdoptionReview> adoptionReviews = [];
    private Admission? admission;

    private PeriodsReader(Child child) => this.child = child;

    /// <summary>Reads entries that are in order of date.</summary>
    public static (IReadOnlyList<PeriodOfCare> Periods, IReadOnlyList<JourneyConflict> Conflicts) Read(Child child, IReadOnlyList<Entry> entries)
    {
        var reader = new PeriodsReader(child);
        for (var start = 0; start < entries.Count;)
        {
            var end = start + 1;
            while (end < entries.Count && entries[end].On == entries[start].On)
            {
                end++;
            }

            reader.ReadDay(entries, start, end);
            start = end;
        }

        reader.Close(child.EighteenthBirthday, ClosedBy.Birthday);
        return (reader.periods, reader.conflicts);
    }

    /// <summary>Reads the entries of one day: what opens and closes a period first, then what lies within one.</summary>
    private void ReadDay(IReadOnlyList<Entry> entries, int start, int end)
    {
        var on = entries[start].On;
        var admitted = OnlyOne<Admission>(entries, start, end);
        var discharged = OnlyOne<Discharge>(entries, start, end);
        if (on > child.EighteenthBirthday)
        {
            Close(child.EighteenthBirthday, ClosedBy.Birthday);
        }

        if (discharged is not null && admission is not null)
        {
            Leave(discharged);
            discharged = null;
        }

        if (on >= child.EighteenthBirthday)
        {
            Close(child.EighteenthBirthday, ClosedBy.Birthday);
        }

        if (admitted is not null)
        {
            Enter(admitted);
        }

        ReadWithin(OnlyOne<LegalStatusChange>(entries, start, end), legalStatuses, "a change of legal status");
        ReadWithin(OnlyOne<PlacementStart>(entries, start, end), placements, "a placement");
        ReadWithin(OnlyOne<Review>(entries, start, end), reviews, "a review");
        if (admission is not null)
        {
            placementEnds.AddRange(entries.Skip(start).Take(end - start).OfType<PlacementEnd>());
            adoptionReviews.AddRange(entries.Skip(start).Take(end - start).OfType<AdoptionReview>());
        }

        if (discharged is not null)
        {
            Leave(discharged);
        }
    }

    /// <summary>The entry of that type on the day; every further one is a conflict.</summary>
    private T? OnlyOne<T>(IReadOnlyList<Entry> entries, int start, int end)
        where T : Entry
    {
        T? only = null;
        for (var i = start; i < end; i++)
        {
            if (entries[i] is not T entry)
            {
                continue;
            }

            if (only is null)
            {
                only = entry;
            }
            else
            {
                Refuse(entry, $"a second entry of type {entry.Shape.Type} on {PlainEnglish.Date(entry.On)}, beside {only.Id}", only);
            }
        }

        return only;
    }

    private void Enter(Admission entry)
    {
        if (admission is not null)
        {
            Refuse(entry, $"already looked after since {PlainEnglish.Date(admission.On)}, by {admission.Id}", admission);
        }
        else if (entry.On < child.EighteenthBirthday)
        {
            admission = entry;
        }
    }

    private void Leave(Discharge entry)
    {
        if (admission is null)
        {
            Refuse(entry, $"not looked after on {PlainEnglish.Date(entry.On)}, so there is nothing to end");
            return;
        }

        Close(entry.On, entry.Reason == DischargeReason.E2 ? ClosedBy.Death : entry.On == child.EighteenthBirthday ? ClosedBy.Birthday : ClosedBy.Discharge);
    }

    private void ReadWithin<T>(T? entry, List<T> into, string what)
        where T : Entry
    {
        if (entry is null)
        {
            return;
        }

        if (admission is null)
        {
            Refuse(entry, $"not looked after on {PlainEnglish.Date(entry.On)}: {what} lies within a period of care");
        }
        else if (entry is LegalStatusChange && admission.On == entry.On)
        {
            Refuse(entry, $"a second legal status on {PlainEnglish.Date(entry.On)}, beside that of {admission.Id}", admission);
        }
        else
        {
            into.Add(entry);
        }
    }

    private void Close(LocalDate on, ClosedBy by)
    {
        if (admission is null)
        {
            return;
        }

        periods.Add(new PeriodOfCare(admission, on, by, [.. legalStatuses], [.. placements], [.. placementEnds], [.. reviews], [.. adoptionReviews]));
        admission = null;
        legalStatuses.Clear();
        placements.Clear();
        placementEnds.Clear();
        reviews.Clear();
        adoptionReviews.Clear();
    }

    private void Refuse(Entry entry, string message, Entry? beside = null) => conflicts.Add(new JourneyConflict(entry, message, beside));
}
