using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Api.Features.IroReports;

/// <summary>The rules that the report speaks of.</summary>
internal static class ReportRules
{
    /// <summary>The reviews of the cycle.</summary>
    public static IReadOnlyList<string> Cycle { get; } = [Id<FirstReview>(), Id<SecondReview>(), Id<SubsequentReview>()];

    /// <summary>A review that was adjourned is completed.</summary>
    public static string Reconvened { get; } = Id<ReviewReconvened>();

    /// <summary>What is written after a review.</summary>
    public static IReadOnlyList<string> Records { get; } = [Id<ReviewDecisions>(), Id<ReviewRecord>(), Id<ReviewRecordDistributed>()];

    /// <summary>The check between two reviews.</summary>
    public static string Midpoint { get; } = Id<MidpointCheck>();

    /// <summary>A formal dispute is settled.</summary>
    public static string Dispute { get; } = Id<IroDisputeResolved>();

    /// <summary>What else a review rests on.</summary>
    public static IReadOnlyList<string> Others { get; } = [Id<IroAppointed>(), Id<IroSpokeWithChild>(), Id<ReviewSocialWorkReport>(), Id<CarePlanUpdated>()];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Cycle, Reconvened, .. Records, Midpoint, Dispute, .. Others];

    private static string Id<T>()
        where T : Rule => RuleCatalogue.Get<T>().Id;
}

/// <summary>The parts into which figures fall.</summary>
internal static class ReportParts
{
    private static readonly (string Code, int Days)[] ages = [("up-to-4-weeks", 28), ("up-to-8-weeks", 56), ("up-to-12-weeks", 84), ("over-12-weeks", int.MaxValue)];

    /// <summary>The stages of a dispute.</summary>
    public static Codes<DisputeStage> Stages { get; } = Codes.Hyphenated<DisputeStage>();

    /// <summary>The outcomes of a dispute.</summary>
    public static Codes<DisputeOutcome> Outcomes { get; } = Codes.Hyphenated<DisputeOutcome>();

    /// <summary>How long a dispute may have been open.</summary>
    public static IReadOnlyList<string> Ages { get; } = [.. ages.Select(age => age.Code)];

    /// <summary>The codes of participation by which a child's views were heard.</summary>
    public static IReadOnlyList<string> Heard { get; } =
        [.. new[] { Participation.PN1, Participation.PN2, Participation.PN3, Participation.PN5, Participation.PN6 }.Select(CodeLists.Participations.TextOf)];

    /// <summary>Of what age a dispute is that has been open for so many days.</summary>
    public static string AgeOf(int days) => ages.First(age => days <= age.Days).Code;

    /// <summary>What a code says, in words.</summary>
    public static string Meaning(string code) => code switch
    {
        nameof(Participation.PN0) => "under four at the review",
        nameof(Participation.PN1) => "attended and spoke",
        nameof(Participation.PN2) => "attended, an advocate spoke",
        nameof(Participation.PN3) => "attended and conveyed views without speech",
        nameof(Participation.PN4) => "attended without contributing",
        nameof(Participation.PN5) => "did not attend, briefed an advocate",
        nameof(Participation.PN6) => "did not attend, conveyed views by other means",
        nameof(Participation.PN7) => "did not attend nor convey views",
        ReportFigures.NoDueDate => "of no duty of the cycle: not counted towards it, or while other rules held",
        _ => code.Replace('-', ' '),
    };
}

/// <summary>A dispute from the day it was opened: until it was resolved or referred, or the child left care.</summary>
internal sealed class DisputeLife
{
    private readonly LocalDate? closedOn;
    private readonly LocalDate? leftOn;

    public DisputeLife(Dispute dispute, LocalDate? leftOn)
    {
        (Dispute, this.leftOn) = (dispute, leftOn);
        closedOn = DateSpans.Earlier(dispute.ResolvedOn, dispute.ReferredOn);
    }

    /// <summary>The entry.</summary>
    public Dispute Dispute { get; }

    /// <summary>The day it was opened.</summary>
    public LocalDate OpenedOn => Dispute.On;

    /// <summary>The day it was closed, or the child ceased to be looked after, whichever came first.</summary>
    public LocalDate? EndedOn => DateSpans.Earlier(closedOn, leftOn);

    /// <summary>Whether the child ceased to be looked after before it was closed.</summary>
    public bool IsLapsed => EndedOn is not null && !(closedOn <= EndedOn);

    /// <summary>Whether it was closed by referring it to Cafcass.</summary>
    public bool IsReferred => Dispute.ReferredOn is { } on && on == closedOn;

    /// <summary>For how many days it had been open by then, or until it ended.</summary>
    public int DaysOpenOn(LocalDate day) => Period.DaysBetween(OpenedOn, EndedOn is { } ended ? LocalDate.Min(ended, day) : day);
}
