using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Permanence;

/// <summary>Care proceedings conclude within 26 weeks beginning with the day of issue.</summary>
/// <remarks>The day of issue is day 1, so the last day is 181 days after it. A recorded extension moves it to the day it names.</remarks>
public sealed class Proceedings26Weeks() : Rule(
    "proceedings-26-weeks",
    "Care proceedings within 26 weeks",
    Level.Regulation,
    new DatedLimit(ChildrenAct1989.PublicLawOutline2014, Proceedings.Limit, ChildrenAct1989.Section("32")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "A care application is issued.",
        Due: "26 weeks beginning with that day; where extended, the last day of the extension, at most eight weeks each.",
        MetBy: ["proceedings"],
        EndedBy: "The end of the period of care.",
        Counting: "The day of issue is day 1; concluded on the last day is on time.",
        Wording: new Wording("The conclusion of care proceedings", "reached"));

    /// <inheritdoc/>
    public override Regime Regimes => Regime.Any;

    /// <inheritdoc/>
    public override bool TriggersMayShareDay => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var proceedings in journey.All<Proceedings>())
        {
            if (DueAfter(journey.PeriodOn(proceedings.On), proceedings.On, proceedings, "the application was issued", settings) is { } duty
                && duty.Openings[0].Deadline.On < journey.Child.EighteenthBirthday)
            {
                yield return duty with
                {
                    Openings = [.. duty.Openings, .. proceedings.Extensions.Select(extension => new Opening(extension.GrantedOn, Deadline.OnTheDay(extension.To, "the last day of the extension")))],
                    MetOn = proceedings.ConcludedOn,
                    Ending = Ending.AtEighteen(journey.Child),
                };
            }
        }
    }
}
