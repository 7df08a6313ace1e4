using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>What the duties after a letter before proceedings share: they hang on the child, looked after or not.</summary>
/// <remarks>What would fall due on or after the 18th birthday is not raised.</remarks>
public abstract class LetterBeforeProceedings(string id, string title, Level level, DatedLimit limit) : Rule(id, title, level, limit)
{
    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <summary>The day the duty was done, or null.</summary>
    protected abstract LocalDate? DoneOn(Journey journey, PreProceedings letter);

    /// <summary>When and why the duty ends unmet.</summary>
    protected virtual Ending EndOf(Journey journey, PreProceedings letter) => Ending.AtEighteen(journey.Child);

    /// <summary>The day pre-proceedings concluded, or proceedings were issued; null while neither has happened.</summary>
    protected static LocalDate? ConcludedOn(Journey journey, PreProceedings letter) =>
        DateSpans.Earlier(letter.ConcludedOn, journey.All<Proceedings>().FirstOrDefault(proceedings => proceedings.On >= letter.On)?.On);

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var letter in journey.All<PreProceedings>())
        {
            if (DueAfter(period: null, letter.On, letter, "the letter before proceedings", settings) is { } duty)
            {
                yield return duty with { MetOn = DoneOn(journey, letter), Ending = EndOf(journey, letter) };
            }
        }
    }
}
