using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Domain.Drift;

/// <summary>No social worker, or no independent reviewing officer, holds the case of a looked-after child.</summary>
public sealed class Unallocated() : DriftIndicator(
    "unallocated",
    "Unallocated",
    "No social worker, or no independent reviewing officer, is allocated.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["allocation"];

    /// <inheritdoc/>
    protected override IEnumerable<DriftSpan> Find(Journey journey, IReadOnlyList<Obligation> obligations, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            LocalDate? since = null;
            LocalDate? noSocialWorkerSince = null;
            LocalDate? noIroSince = null;
            var days = DaysOfChange(journey, period.HistoryFrom ?? period.From, period.To);
            for (var i = 0; i < days.Count - 1; i++)
            {
                noSocialWorkerSince = Since(noSocialWorkerSince, AllocationRole.SocialWorker, days[i]);
                noIroSince = Since(noIroSince, AllocationRole.Iro, days[i]);
                since = noSocialWorkerSince is null && noIroSince is null ? null : since ?? days[i];
                if (since is { } first)
                {
                    var (worker, iro) = (noSocialWorkerSince, noIroSince);
                    yield return new DriftSpan(first, days[i], days[i + 1], () => Sentence(worker, iro), new DriftFigure("days", null, first));
                }
            }

            LocalDate? Since(LocalDate? before, AllocationRole role, LocalDate day) =>
                journey.AssigneeOn(role, day) is null ? before ?? day : null;
        }
    }

    private static string Sentence(LocalDate? noSocialWorkerSince, LocalDate? noIroSince)
    {
        const string SocialWorker = "social worker";
        const string Iro = "independent reviewing officer";
        return (noSocialWorkerSince, noIroSince) switch
        {
            ({ } worker, { } iro) when worker == iro => $"No {SocialWorker} and no {Iro} has been allocated since {PlainEnglish.Date(iro)}.",
            ({ } worker, { } iro) => $"No {SocialWorker} has been allocated since {PlainEnglish.Date(worker)}, and no {Iro} since {PlainEnglish.Date(iro)}.",
            ({ } worker, null) => $"No {SocialWorker} has been allocated since {PlainEnglish.Date(worker)}.",
            (null, { } iro) => $"No {Iro} has been allocated since {PlainEnglish.Date(iro)}.",
            _ => throw new InvalidOperationException("Someone holds both roles."),
        };
    }

    /// <summary>The first day, the days on which who holds the case changes, and the day the period had closed; none where no day lies between.</summary>
    private static List<LocalDate> DaysOfChange(Journey journey, LocalDate from, LocalDate to)
    {
        var days = new List<LocalDate>();
        if (from >= to)
        {
            return days;
        }

        days.Add(from);
        AddStarts(AllocationRole.SocialWorker);
        AddStarts(AllocationRole.Iro);
        days.Sort();
        days.Add(to);
        return days;

        void AddStarts(AllocationRole role)
        {
            foreach (var span in journey.Allocations(role))
            {
                if (span.From > from && span.From < to && !days.Contains(span.From))
                {
                    days.Add(span.From);
                }
            }
        }
    }
}
