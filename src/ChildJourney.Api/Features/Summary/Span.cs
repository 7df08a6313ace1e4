using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Api.Features.Summary;

/// <summary>A stretch of days, both ends included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record Span(LocalDate From, LocalDate To)
{
    private const int Months = 12;

    /// <summary>The twelve months up to a day.</summary>
    public static Span YearTo(LocalDate to) => new(to.PlusDays(1).PlusMonths(-Months), to);

    /// <summary>A calendar month.</summary>
    public static Span Of(YearMonth month) => new(month.OnDayOfMonth(1), month.OnDayOfMonth(1).PlusMonths(1).PlusDays(-1));

    /// <summary>
    /// The stretch just before, to compare with: of whole months as many months, of a school term the term before, otherwise as many
    /// days.
    /// </summary>
    public Span Before(SchoolTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.All.Index().FirstOrDefault(term => term.Item.FirstDay == From && term.Item.LastDay == To) is { Item: not null, Index: > 0 } found)
        {
            var before = terms.All[found.Index - 1];
            return new Span(before.FirstDay, before.LastDay);
        }

        var months = Period.Between(From, To.PlusDays(1), PeriodUnits.Months).Months;
        if (months > 0 && From.PlusMonths(months) == To.PlusDays(1))
        {
            return new Span(From.PlusMonths(-months), From.PlusDays(-1));
        }

        return new Span(From.PlusDays(-Period.DaysBetween(From, To) - 1), From.PlusDays(-1));
    }
}
