using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Health;

/// <summary>A strengths and difficulties questionnaire is scored in each year, from April to March, of a child aged 4 to 16.</summary>
/// <remarks>
/// Four on 1 April, under 17 on 31 March, and looked after from the first day of the year: who leaves care within it has none to be
/// counted. One scored after the year is the next year's.
/// </remarks>
public sealed class StrengthsAndDifficulties() : Rule(
    "sdq",
    "Strengths and difficulties questionnaire",
    Level.Guidance,
    new DatedLimit(LookedAfterReturn.QuestionnairesFrom, Amount: null, LookedAfterReturn.Table("OC2", "the questionnaire's score for the year")))
{
    private const int YoungestAge = 4;
    private const int FirstAgeBeyond = 17;

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A year begins on 1 April, in which the child is looked after from the first day.",
        Due: "31 March, the last day of the year.",
        MetBy: ["sdq"],
        EndedBy: "The end of the period of care.",
        Counting: "Scored from 1 April to 31 March; aged four on the first of them, and under 17 on the last.",
        Wording: new Wording("A strengths and difficulties questionnaire", "scored in that year"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.FullCare;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            var earliest = LocalDate.Max(period.From, journey.Child.Birthday(YoungestAge));
            var latest = LocalDate.Min(period.To, journey.Child.Birthday(FirstAgeBeyond));
            for (var year = FirstYearFrom(earliest); year < latest; year = year.PlusYears(1))
            {
                var last = year.PlusYears(1).PlusDays(-1);
                if (last < journey.Child.Birthday(FirstAgeBeyond) && period.IsUnder(Regimes, year) && settings.VersionOf(this, year) is { } version)
                {
                    var deadline = Deadline.OnTheDay(last, "the last day of the year for which it is asked");
                    yield return new Duty(period, year, period.Admission, version, new Opening(year, deadline)) { MetOn = ScoredIn(journey, year, last) };
                }
            }
        }
    }

    private static LocalDate FirstYearFrom(LocalDate day) =>
        new LocalDate(day.Year, 4, 1) is var april && april >= day ? april : april.PlusYears(1);

    private static LocalDate? ScoredIn(Journey journey, LocalDate from, LocalDate to)
    {
        foreach (var sdq in journey.All<Sdq>())
        {
            if (from <= sdq.On && sdq.On <= to)
            {
                return sdq.On;
            }
        }

        return null;
    }
}
