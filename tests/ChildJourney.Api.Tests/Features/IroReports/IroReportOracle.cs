using ChildJourney.Api.Tests.Features.Trends;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Api.Tests.Features.IroReports;

/// <summary>What a report is to say of one year, worked out from journeys in memory.</summary>
public sealed class IroReportOracle(int year, LocalDate asOf, string? team, string? iro)
{
    private static readonly string[] cycle = ["review-first", "review-second", "review-subsequent"];

    private readonly LocalDate from = new(year, 4, 1);
    private readonly LocalDate to = LocalDate.Min(asOf, new LocalDate(year + 1, 3, 31));
    private readonly Dictionary<string, decimal> lines = [];

    /// <summary>The figures that are not nought, by part, name and what they are of.</summary>
    public IReadOnlyDictionary<string, decimal> Lines()
    {
        foreach (var (journey, assessment) in ManyChildren.All)
        {
            foreach (var review in journey.All<Review>().Where(review => IsOf(journey, review.On)))
            {
                Add(review, assessment);
            }

            Add("reviews adjourned", journey.All<ReviewAdjourned>().Count(entry => IsOf(journey, entry.On)));
            Add("midpointChecks made", journey.All<ReviewMidpointCheck>().Count(entry => IsOf(journey, entry.On)));
            foreach (var dispute in journey.All<Dispute>().Where(dispute => dispute.On <= to && IsHeld(journey, dispute.On)))
            {
                Add(journey, dispute);
            }

            foreach (var obligation in assessment.Obligations.Where(obligation => obligation.Version.Relaxed is null))
            {
                Add(journey, obligation);
            }

            if (journey.PeriodOn(to) is not null && IsHeld(journey, to))
            {
                Add("caseloads children");
                Add(journey.AssigneeOn(AllocationRole.Iro, to) is { } officer ? $"caseloads byOfficer {officer}" : "caseloads withoutOfficer");
            }
        }

        Add("caseloads officers", lines.Keys.Count(line => line.StartsWith("caseloads byOfficer", StringComparison.Ordinal)));
        Rate("participation rate", lines.GetValueOrDefault("participation heard"), lines.GetValueOrDefault("participation of"));
        foreach (var due in lines.Keys.Where(line => line.Contains(" due", StringComparison.Ordinal)).ToList())
        {
            Rate(due.Replace(" due", " rate", StringComparison.Ordinal), lines.GetValueOrDefault(due.Replace(" due", " onTime", StringComparison.Ordinal)), lines[due]);
        }

        return lines;
    }

    private void Add(Review review, Assessment assessment)
    {
        Add("reviews held");
        Add($"reviews byFormat {review.Format?.ToString().ToLowerInvariant() ?? "not-recorded"}");
        Add($"participation byCode {review.Participation?.ToString() ?? "not-recorded"}");
        Add("reviews notCounting", review.CountsTowardsCycle ? 0 : 1);
        Add("reviews severalSittings", review.FirstSittingOn < review.On ? 1 : 0);
        Add("participation of", review.Participation is null or Participation.PN0 ? 0 : 1);
        Add("participation heard", review.Participation is null or Participation.PN0 or Participation.PN4 or Participation.PN7 ? 0 : 1);
        var met = assessment.Obligations.Where(obligation => cycle.Contains(obligation.Rule.Id))
            .Select(obligation => obligation.StageOn(asOf)).OfType<Stage>()
            .Where(stage => stage.IsInForce(asOf) && stage.MetOn == review.On).ToList();
        met.Should().HaveCountLessThanOrEqualTo(1);
        Add($"reviews byTiming {(met.Count == 0 ? "no-due-date" : met[0].MetOn <= met[0].DueOn ? "on-time" : "late")}");
    }

    private void Add(Journey journey, Dispute dispute)
    {
        var stage = dispute.Stage is { } known ? Codes.Hyphenated<DisputeStage>().TextOf(known) : "not-recorded";
        if (dispute.On >= from)
        {
            Add("disputes opened");
            Add($"disputes openedByStage {stage}");
        }

        var never = new LocalDate(9999, 1, 1);
        var settledOn = LocalDate.Min(dispute.ResolvedOn ?? never, dispute.ReferredOn ?? never);
        var leftOn = journey.PeriodOn(dispute.On)?.To ?? never;
        var endedOn = LocalDate.Min(settledOn, leftOn);
        if (endedOn > to)
        {
            Add("disputes open");
            Add($"disputes openByStage {stage}");
            Add($"disputes openByAge {AgeOf(Period.DaysBetween(dispute.On, to))}");
        }
        else if (endedOn >= from && leftOn < settledOn)
        {
            Add("disputes lapsed");
        }
        else if (endedOn >= from)
        {
            Add("disputes closed");
            Add($"disputes closedByOutcome {dispute.Outcome?.ToString().ToLowerInvariant() ?? "not-recorded"}");
            Add($"disputes closedByAge {AgeOf(Period.DaysBetween(dispute.On, endedOn))}");
            Add("disputes referred", dispute.ReferredOn == endedOn ? 1 : 0);
        }
    }

    private void Add(Journey journey, Obligation obligation)
    {
        var part = obligation.Rule.Id switch
        {
            "review-first" or "review-second" or "review-subsequent" or "review-reconvened" => "reviews",
            "review-decisions" or "review-record" or "review-record-distributed" => "records",
            "review-midpoint-check" => "midpointChecks",
            "iro-dispute-resolved" => "disputes",
            "iro-appointed" or "iro-spoke-with-child" or "review-social-work-report" or "care-plan-updated" => "otherDuties",
            _ => null,
        };
        if (part is null || obligation.StageOn(asOf) is not { } stage || !stage.IsInForce(asOf) || !(from <= stage.DueOn && stage.DueOn <= to) || !IsHeld(journey, stage.DueOn.Value))
        {
            return;
        }

        var status = stage.Dates.StatusOn(asOf, dueSoonDays: 14);
        if (status is Status.Met or Status.MetLate or Status.Missed or Status.Overdue)
        {
            foreach (var of in cycle.Contains(obligation.Rule.Id) ? new[] { "", $" {obligation.Rule.Id}" } : [$" {obligation.Rule.Id}"])
            {
                Add($"{part} due{of}");
                Add($"{part} {(status == Status.Met ? "onTime" : "late")}{of}");
            }
        }
    }

    private static string AgeOf(int days) => days switch { <= 28 => "up-to-4-weeks", <= 56 => "up-to-8-weeks", <= 84 => "up-to-12-weeks", _ => "over-12-weeks" };

    private bool IsOf(Journey journey, LocalDate day) => from <= day && day <= to && IsHeld(journey, day);

    private bool IsHeld(Journey journey, LocalDate day) => Fits(team, AllocationRole.Team, journey, day) && Fits(iro, AllocationRole.Iro, journey, day);

    private static bool Fits(string? asked, AllocationRole role, Journey journey, LocalDate day) =>
        asked is null || asked.Split(',').Contains(journey.AssigneeOn(role, day) ?? "none");

    private void Add(string line, int by = 1)
    {
        if (by != 0)
        {
            lines[line] = lines.GetValueOrDefault(line) + by;
        }
    }

    private void Rate(string line, decimal part, decimal whole)
    {
        if (whole != 0 && Math.Round(100m * part / whole, 1) is not 0 and var rate)
        {
            lines[line] = rate;
        }
    }
}
