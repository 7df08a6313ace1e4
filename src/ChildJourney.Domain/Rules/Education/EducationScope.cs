using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Domain.Rules.Education;

/// <summary>The days of a period of care on which the child is to have a personal education plan.</summary>
/// <remarks>From the fifth birthday always; from the authority's youngest age while an entry says that the child attends an early-years setting.</remarks>
internal static class EducationScope
{
    private const int SchoolAge = 5;

    /// <summary>The stretches, in order, each with the entry that brought the child into it.</summary>
    public static IReadOnlyList<DateSpan<Entry>> Of(Journey journey, PeriodOfCare period, Settings settings)
    {
        if (period.FirstDayUnder(Regime.FullCare) is not { } entryOn)
        {
            return [];
        }

        var schoolFrom = LocalDate.Max(entryOn, journey.Child.Birthday(SchoolAge));
        var youngestFrom = journey.Child.Birthday(settings.Policy.PepFromAge);
        var spans = new List<DateSpan<Entry>>();
        foreach (var attended in journey.All<EarlyYears>())
        {
            Add(LocalDate.Max(LocalDate.Max(attended.On, youngestFrom), entryOn), LocalDate.Min(attended.EndedOn ?? schoolFrom, schoolFrom), attended.On > entryOn ? attended : period.Admission);
        }

        Add(schoolFrom, period.To, period.Admission);
        return spans;

        void Add(LocalDate from, LocalDate to, Entry broughtBy)
        {
            if (from >= to || from >= period.To)
            {
                return;
            }

            if (spans.Count > 0 && spans[^1].To >= from)
            {
                spans[^1] = spans[^1] with { To = LocalDate.Max(spans[^1].To!.Value, to) };
            }
            else
            {
                spans.Add(new DateSpan<Entry>(from, to, broughtBy));
            }
        }
    }
}
