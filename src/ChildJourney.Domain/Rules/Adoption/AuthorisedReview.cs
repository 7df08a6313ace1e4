using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules.Law;

namespace ChildJourney.Domain.Rules.Adoption;

/// <summary>The case of a child who may be placed for adoption, and is not, is reviewed within three months, then every six.</summary>
/// <remarks>
/// The review cycle of care planning runs beside it, and its reviews count. A placement for adoption interrupts it; afterwards it goes on
/// from the last review of either kind.
/// </remarks>
public sealed class AuthorisedReview() : Rule(
    "adoption-review-authorised",
    "Adoption review before placement",
    Level.Regulation,
    new DatedLimit(AdoptionAgencies2005.InForceFrom, new Amount(3, Unit.Months), AdoptionAgencies2005.Regulation("36(1)")))
{
    private static readonly Amount later = new(6, Unit.Months);

    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The authority may place the child for adoption, by a placement or freeing order or by consent; then each review.",
        Due: "Three months after it; six months after each review.",
        MetBy: ["adoption-review", "review"],
        EndedBy: "Placement for adoption; the end of the authority to place; the end of the period of care.",
        Counting: "The corresponding date so many months on, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("The adoption review before placement", "held"));

    /// <inheritdoc/>
    public override bool IsStatutoryReview => true;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        foreach (var authority in AuthorityToPlace.ReadFrom(journey))
        {
            foreach (var link in authority.Links())
            {
                if (settings.VersionOf(this, link.From.On) is { Amount: { } first } version)
                {
                    var deadline = link.Order == ReviewOrder.First
                        ? Deadline.After(link.From.On, "authority to place was given", first, settings.Calendar)
                        : Deadline.After(link.From.On, "the last", later, settings.Calendar);
                    yield return new Duty(authority.Period, link.From.On, link.From, version, [.. authority.OpeningsOf(link).Select((on, i) => new Opening(on, deadline, Resumes: i > 0))])
                    {
                        MetOn = link.Met?.On,
                        Ending = authority.Ending,
                        // Counted from a review on the very day the authority was given, which that review met.
                        SharesDay = link.Order != ReviewOrder.First && link.From.On == authority.From,
                    };
                }
            }
        }
    }
}
