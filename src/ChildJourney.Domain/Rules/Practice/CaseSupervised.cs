using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Law;
using NodaTime;

namespace ChildJourney.Domain.Rules.Practice;

/// <summary>A case is supervised every month.</summary>
/// <remarks>
/// Each supervision opens the next; two on one day are one. The case is closed when the child is not looked after and has no social
/// worker. Off until an authority turns it on.
/// </remarks>
public sealed class CaseSupervised() : PracticeRule(
    "supervision",
    "Supervision of the case",
    new DatedLimit(CarePlanning2010.InForceFrom, new Amount(1, Unit.Months), new Citation("Local standard: supervision of every case each month")))
{
    /// <inheritdoc/>
    public override RuleText Text { get; } = new(
        Trigger: "The case is supervised.",
        Due: "One month after it.",
        MetBy: ["supervision"],
        EndedBy: "The closing of the case, when the child is not looked after and has no social worker; the 18th birthday, or the child's death.",
        Counting: "The corresponding date of the next month, or that month's last day; a weekend does not move it; held on the due date is on time.",
        Wording: new Wording("Supervision of the case", "held"));

    /// <inheritdoc/>
    public override bool EnabledByDefault => false;

    /// <inheritdoc/>
    protected override IEnumerable<Duty> Raise(Journey journey, Settings settings)
    {
        var all = journey.All<Supervision>();
        for (var i = 0; i < all.Count; i++)
        {
            var isAgainThatDay = i > 0 && all[i - 1].On == all[i].On;
            if (!isAgainThatDay && DueAfter(period: null, all[i].On, all[i], "the last", settings) is { } due)
            {
                var next = all.Skip(i + 1).FirstOrDefault(later => later.On > due.TriggerOn)?.On;
                yield return InChildhood(journey, due with { MetOn = next, Ending = CaseClosed(journey, due.TriggerOn) });
            }
        }
    }

    /// <summary>The first day from then on without care and without a social worker, or null.</summary>
    private static Ending? CaseClosed(Journey journey, LocalDate from)
    {
        var closedOn = IsClosed(from) ? from : (LocalDate?)null;
        foreach (var period in journey.PeriodsOfCare)
        {
            if (period.To > from && IsClosed(period.To))
            {
                closedOn = DateSpans.Earlier(closedOn, period.To);
            }
        }

        foreach (var allocation in journey.Allocations(AllocationRole.SocialWorker))
        {
            if (allocation.From > from && IsClosed(allocation.From))
            {
                closedOn = DateSpans.Earlier(closedOn, allocation.From);
            }
        }

        return closedOn is { } on ? new Ending(on, "the case was closed", Recorded: true) : null;

        bool IsClosed(LocalDate day) => journey.PeriodOn(day) is null && journey.AssigneeOn(AllocationRole.SocialWorker, day) is null;
    }
}
