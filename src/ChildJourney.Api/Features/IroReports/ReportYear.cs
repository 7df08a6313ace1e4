using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>A year from 1 April to 31 March, as far as it has gone on a day.</summary>
/// <param name="Year">The year in which it begins.</param>
/// <param name="AsOf">The day asked about.</param>
internal sealed record ReportYear(int Year, LocalDate AsOf)
{
    /// <summary>Its first day.</summary>
    public LocalDate From => new(Year, 4, 1);

    /// <summary>The 31 March on which it ends.</summary>
    public LocalDate To => new(Year + 1, 3, 31);

    /// <summary>The last day that figures are of: while it is running, the day asked about.</summary>
    public LocalDate LastDay => LocalDate.Min(To, AsOf);

    /// <summary>Whether it is not over by the day.</summary>
    public bool IsRunning => AsOf < To;

    /// <summary>The year before: of one that is running, as far as it had gone a year earlier.</summary>
    public ReportYear Before => new(Year - 1, IsRunning ? AsOf.PlusYears(-1) : AsOf);

    /// <summary>The last year that was over by the day.</summary>
    public static int LastOver(LocalDate day) => day >= new LocalDate(day.Year, 3, 31) ? day.Year - 1 : day.Year - 2;
}
