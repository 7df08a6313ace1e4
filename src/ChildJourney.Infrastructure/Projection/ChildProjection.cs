using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Infrastructure.Projection;

/// <summary>What is stored beside a child's entries, all of it derived from them.</summary>
/// <param name="Spans">Who held the child, and where and how the child was looked after.</param>
/// <param name="Obligations">The stages of the obligations.</param>
/// <param name="Drift">The days on which drift indicators are true.</param>
/// <param name="ReviewGlances">What stands beside the next review: one row in what is stored, or none where there are no obligations.</param>
public sealed record ChildProjection(
    IReadOnlyList<SpanRow> Spans, IReadOnlyList<ObligationRow> Obligations, IReadOnlyList<DriftRow> Drift, IReadOnlyList<ReviewGlanceRow> ReviewGlances)
{
    private static readonly (AllocationRole Role, string Kind)[] holders =
    [
        (AllocationRole.Team, SpanKinds.Team),
        (AllocationRole.SocialWorker, SpanKinds.SocialWorker),
        (AllocationRole.Iro, SpanKinds.Iro),
        (AllocationRole.PersonalAdviser, SpanKinds.PersonalAdviser),
    ];

    private static readonly LocalDate dayZero = new(1970, 1, 1);

    /// <summary>Works the projection out as it is stored in a generation on a day.</summary>
    public static ChildProjection Stored(Generation generation, Journey journey, LocalDate day)
    {
        var projection = Of(generation, journey);
        return projection.SettledBy(day) with
        {
            ReviewGlances = projection.Obligations.Count == 0
                ? []
                : [new() { AuthorityId = generation.AuthorityId, Generation = generation.Number, ChildId = journey.Child.Id, Body = ReviewGlance.Of(journey, projection.Obligations).Write() }],
        };
    }

    /// <summary>Works the projection out in a generation, for an answer.</summary>
    public static ChildProjection Of(Generation generation, Journey journey)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return Of(generation.AuthorityId, journey, generation.Settings, generation.Number);
    }

    /// <summary>Works the projection out, for an answer.</summary>
    public static ChildProjection Of(string authorityId, Journey journey, Settings settings) => Of(authorityId, journey, settings, generation: 0);

    /// <summary>The same as it is stored on a day: what has ended by then, or was followed by another stage, is open on no later day, though no entry settled it.</summary>
    /// <remarks>What ends later, as with a birthday, is passed over among what is open, until the child is next stored.</remarks>
    public ChildProjection SettledBy(LocalDate day)
    {
        foreach (var row in Obligations.Where(row => row.EndedOn <= day || row.ClosesOn <= day))
        {
            row.Settled = true;
        }

        return this;
    }

    /// <summary>The number of days by which dates are sorted.</summary>
    public static int DayNumber(LocalDate date) => Period.DaysBetween(dayZero, date);

    /// <summary>The day of a number.</summary>
    internal static LocalDate DayOf(int number) => dayZero.PlusDays(number);

    private static ChildProjection Of(string authorityId, Journey journey, Settings settings, int generation)
    {
        var assessment = Assessment.Of(journey, settings);
        return new ChildProjection(
            [.. SpansOf(authorityId, journey)],
            [.. assessment.Obligations.SelectMany(obligation => RowsOf(authorityId, generation, journey, obligation, settings))],
            [.. assessment.Drift.Select((drift, number) => RowOf(authorityId, generation, journey, number, drift.Indicator, drift.Span))],
            []);
    }

    private static IEnumerable<SpanRow> SpansOf(string authorityId, Journey journey)
    {
        foreach (var period in journey.PeriodsOfCare.Where(period => period.From < period.To))
        {
            yield return Row(SpanKinds.Care, period.From, period.To, null);
            foreach (var span in period.LegalStatuses)
            {
                yield return Row(SpanKinds.LegalStatus, span.From, span.To, CodeLists.LegalStatuses.TextOf(span.Value));
            }

            foreach (var span in period.PlacementSpans)
            {
                yield return Row(SpanKinds.Placement, span.From, span.To, CodeLists.PlacementTypes.TextOf(span.Value.PlacementType));
            }
        }

        foreach (var (role, kind) in holders)
        {
            foreach (var span in journey.Allocations(role))
            {
                yield return Row(kind, span.From, span.To, span.Value.Assignee);
            }
        }

        SpanRow Row(string kind, LocalDate from, LocalDate? to, string? value) =>
            new() { AuthorityId = authorityId, ChildId = journey.Child.Id, Kind = kind, FromOn = from, ToOn = to, Value = value };
    }

    private static IEnumerable<ObligationRow> RowsOf(string authorityId, int generation, Journey journey, Obligation obligation, Settings settings)
    {
        // What a stage closes or ends on may lie ahead though an entry brought it about: the day after a review, the day a first review is due.
        var lastEntryOn = journey.Entries[^1].On;
        for (var i = 0; i < obligation.Stages.Count; i++)
        {
            var stage = obligation.Stages[i];
            var due = stage.DueOn;
            var heldOn = due ?? LocalDate.MaxIsoValue;
            var row = new ObligationRow
            {
                AuthorityId = authorityId,
                Generation = generation,
                ChildId = journey.Child.Id,
                ObligationId = obligation.Id,
                Stage = i,
                Rule = obligation.Rule.Id,
                Level = Words.Of(stage.Level),
                OpensOn = stage.OpensOn,
                ClosesOn = stage.ClosesOn,
                DueOn = due,
                DueAt = stage.Deadline.At,
                DueDay = due is { } day ? DayNumber(day) : null,
                BookBy = due is { } last ? settings.Calendar.LastOnOrBefore(last) : null,
                MetOn = stage.MetOn,
                MetInTime = stage.Dates.MetInTime,
                EndedOn = stage.Ending?.On,
                EndedWhy = stage.Ending?.Why,
                RefusedOn = stage.RefusedOn,
                DaysLate = due is { } limit && (stage.MetOn ?? stage.Ending?.On) is { } settledOn && settledOn > limit ? Period.DaysBetween(limit, settledOn) : 0,
                Settled = stage.MetOn is not null || stage.RefusedOn is not null || stage.ClosesOn <= lastEntryOn || (stage.Ending is { Recorded: true } ending && ending.On <= lastEntryOn),
                Provisional = stage.Deadline.IsProvisional(settings.Calendar),
                Relaxed = obligation.Version.Relaxed?.ToString(),
                MissingFact = obligation.MissingFact,
                Ground = stage.Deadline.Ground,
                Team = journey.AssigneeOn(AllocationRole.Team, LocalDate.MaxIsoValue),
                SocialWorker = journey.AssigneeOn(AllocationRole.SocialWorker, LocalDate.MaxIsoValue),
                Iro = journey.AssigneeOn(AllocationRole.Iro, LocalDate.MaxIsoValue),
                TeamWhenDue = journey.AssigneeOn(AllocationRole.Team, heldOn),
                SocialWorkerWhenDue = journey.AssigneeOn(AllocationRole.SocialWorker, heldOn),
                IroWhenDue = journey.AssigneeOn(AllocationRole.Iro, heldOn),
                CatalogueVersion = RuleCatalogue.Version,
            };
            var (outcome, outcomeOn) = row.OutcomeForGood();
            row.Outcome = outcome;
            row.OutcomeDay = DayNumber(outcomeOn);
            yield return row;
        }
    }

    private static DriftRow RowOf(string authorityId, int generation, Journey journey, int number, DriftIndicator indicator, DriftSpan span) => new()
    {
        AuthorityId = authorityId,
        Generation = generation,
        ChildId = journey.Child.Id,
        Number = number,
        Indicator = indicator.Id,
        SinceOn = span.Since,
        FromOn = span.From,
        ToOn = span.To,
        Severity = Words.Of(span.Severity),
        Because = span.Because,
        Figures = JsonSerializer.Serialize(span.Figures.ToDictionary(
            figure => figure.Name,
            figure => figure.DaysSince is { } since ? (object)LocalDatePattern.Iso.Format(since) : figure.Value)),
        CatalogueVersion = RuleCatalogue.Version,
    };
}
