using System.Text.Json;
using System.Text.Json.Serialization;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Domain.Rules.Education;
using ChildJourney.Domain.Rules.Health;
using ChildJourney.Domain.Rules.Permanence;
using ChildJourney.Domain.Rules.Reviews;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>What stands beside a child's next review on any day: reviews held and booked, and how what goes with them stands. One row a child, so that a list need not go through all that is stored of each.</summary>
/// <remarks>It holds dates and no status. Whoever adds a rule here raises <see cref="RuleCatalogue.Version"/>: it is not in what is stored until that has been worked out afresh.</remarks>
/// <param name="Reviews">The days of the reviews, of any kind.</param>
/// <param name="Bookings">What was booked, the earlier first.</param>
/// <param name="Duties">The stages of the duties that are looked at, by the obligation and its stage.</param>
public sealed record ReviewGlance(IReadOnlyList<LocalDate> Reviews, IReadOnlyList<ReviewGlance.Booking> Bookings, IReadOnlyList<ReviewGlance.Duty> Duties)
{
    private static readonly ReviewGlance nothing = new([], [], []);
    private static readonly GlanceJson json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new LocalDateJsonConverter() },
    });

    /// <summary>The decisions of the last review.</summary>
    public static IReadOnlyList<string> Decisions { get; } = [RuleCatalogue.Get<ReviewDecisions>().Id];

    /// <summary>The record of the last review.</summary>
    public static IReadOnlyList<string> Record { get; } = [RuleCatalogue.Get<ReviewRecord>().Id];

    /// <summary>The personal education plan: of the term, or the first.</summary>
    public static IReadOnlyList<string> Pep { get; } = [RuleCatalogue.Get<PepTermly>().Id, RuleCatalogue.Get<PepInitiatedInTime>().Id];

    /// <summary>The health assessment: the next, or the first.</summary>
    public static IReadOnlyList<string> Health { get; } = [RuleCatalogue.Get<ReviewHealthAssessment>().Id, RuleCatalogue.Get<InitialHealthAssessment>().Id];

    /// <summary>The permanence plan.</summary>
    public static IReadOnlyList<string> PermanencePlan { get; } = [RuleCatalogue.Get<PermanencePlanBySecondReview>().Id];

    /// <summary>The entries that are reviews.</summary>
    internal static IReadOnlyList<string> ReviewTypes { get; } = [Review.Shape.Type, AdoptionReview.Shape.Type, ShortBreakReview.Shape.Type];

    /// <summary>The rules whose obligations are looked at.</summary>
    internal static IReadOnlyList<string> Rules { get; } = [.. Decisions, .. Record, .. Pep, .. Health, .. PermanencePlan];

    /// <summary>What follows from a journey and the stages of its obligations.</summary>
    public static ReviewGlance Of(Journey journey, IEnumerable<ObligationRow> stages)
    {
        ArgumentNullException.ThrowIfNull(journey);
        ArgumentNullException.ThrowIfNull(stages);
        return new(
            [.. journey.Entries.Where(entry => ReviewTypes.Contains(entry.Shape.Type)).Select(entry => entry.On).Order()],
            [.. journey.Entries.OfType<ReviewBooked>().OrderBy(booked => booked.On).ThenBy(booked => booked.Id, StringComparer.Ordinal).Select(booked => new Booking { On = booked.On, For = booked.BookedFor })],
            [.. stages.Where(row => Rules.Contains(row.Rule)).OrderBy(row => row.ObligationId, StringComparer.Ordinal).ThenBy(row => row.Stage).Select(Duty.Of)]);
    }

    /// <summary>Reads what was written; nothing of a child of whom nothing was.</summary>
    public static ReviewGlance Read(string? body) => body is null ? nothing : JsonSerializer.Deserialize(body, json.ReviewGlance)!;

    /// <summary>Writes it as a JSON object.</summary>
    public string Write() => JsonSerializer.Serialize(this, json.ReviewGlance);

    /// <summary>The day of the last review up to a day, in the period of care that began then.</summary>
    public LocalDate? LastReviewOn(LocalDate day, LocalDate? lookedAfterSince)
    {
        LocalDate? last = null;
        foreach (var on in Reviews)
        {
            last = on <= day && on >= lookedAfterSince ? on : last;
        }

        return last;
    }

    /// <summary>The day the next review is booked for, as it was known on a day: the last booking that no review came after.</summary>
    public LocalDate? BookedFor(LocalDate day, LocalDate? lookedAfterSince)
    {
        var lastReviewOn = LastReviewOn(day, lookedAfterSince);
        LocalDate? bookedFor = null;
        foreach (var booking in Bookings)
        {
            bookedFor = booking.On <= day && booking.On >= lookedAfterSince && !(booking.On < lastReviewOn) && !(booking.For <= lastReviewOn) ? booking.For : bookedFor;
        }

        return bookedFor;
    }

    /// <summary>How the latest duty stands, of the first of the rules that has raised any in the period of care; null where none has.</summary>
    public Status? StatusOf(IReadOnlyList<string> rules, LocalDate day, LocalDate? lookedAfterSince, int dueSoonDays)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            Duty? latest = null;
            foreach (var duty in Duties)
            {
                if (duty.Rule == rule && duty.IsInForce(day) && !(duty.OpensOn < lookedAfterSince) && (latest is null || duty.OpensOn > latest.OpensOn))
                {
                    latest = duty;
                }
            }

            if (latest is not null)
            {
                return latest.Dates.StatusOn(day, dueSoonDays);
            }
        }

        return null;
    }

    /// <summary>A review that was booked.</summary>
    public sealed class Booking
    {
        /// <summary>The day it was booked.</summary>
        public LocalDate On { get; set; }

        /// <summary>The day it was booked for.</summary>
        public LocalDate For { get; set; }
    }

    /// <summary>Of a stage of an obligation, what its status follows from.</summary>
    /// <remarks>A page reads some six hundred. Made by a constructor, each would be read at half the speed.</remarks>
    public sealed class Duty
    {
        /// <summary>The rule.</summary>
        public string Rule { get; set; } = "";

        /// <summary>The first day the stage is in force.</summary>
        public LocalDate OpensOn { get; set; }

        /// <summary>The day the next stage opens.</summary>
        public LocalDate? ClosesOn { get; set; }

        /// <summary>The last day that is on time.</summary>
        public LocalDate? DueOn { get; set; }

        /// <summary>The day it was met.</summary>
        public LocalDate? MetOn { get; set; }

        /// <summary>For a duty counted in hours, whether it was met by the minute.</summary>
        public bool? MetInTime { get; set; }

        /// <summary>The day it ended unmet.</summary>
        public LocalDate? EndedOn { get; set; }

        /// <summary>The day the child refused.</summary>
        public LocalDate? RefusedOn { get; set; }

        /// <summary>True where it has no due date, and lacks no fact.</summary>
        public bool? OpenEnded { get; set; }

        /// <summary>The dates that its status follows from.</summary>
        [JsonIgnore]
        public StageDates Dates => new(DueOn, MetOn, EndedOn, RefusedOn) { MetInTime = MetInTime, IsOpenEnded = OpenEnded == true };

        /// <summary>Of a row.</summary>
        internal static Duty Of(ObligationRow row) => new()
        {
            Rule = row.Rule,
            OpensOn = row.OpensOn,
            ClosesOn = row.ClosesOn,
            DueOn = row.DueOn,
            MetOn = row.MetOn,
            MetInTime = row.MetInTime,
            EndedOn = row.EndedOn,
            RefusedOn = row.RefusedOn,
            OpenEnded = row.Dates().IsOpenEnded ? true : null,
        };

        /// <summary>Whether the stage is the one in force on the day.</summary>
        internal bool IsInForce(LocalDate day) => OpensOn <= day && !(day >= ClosesOn);
    }
}

/// <summary>Reads and writes it without looking at types at run time.</summary>
[JsonSerializable(typeof(ReviewGlance))]
internal sealed partial class GlanceJson : JsonSerializerContext;
