using System.Text.Json;
using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Tests;

/// <summary>Children, entries and days in few words.</summary>
public static class Make
{
    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;

    public static LocalDate? Maybe(string? text) => text is null ? null : Day(text);

    public static Child Child(string born = "2015-05-01") => new("C1", Day(born));

    public static Journey JourneyOf(params Entry[] entries) => Journey.Of(Child(), entries);

    public static Journey JourneyOf(string born, params Entry[] entries) => Journey.Of(Child(born), entries);

    public static Admission Admitted(string on, LegalStatus status = LegalStatus.C1, string? historyFrom = null, bool unaccompanied = false, string? id = null) =>
        Admission.New(Head("admission", on, id), status, unaccompanied: unaccompanied, historyFrom: Maybe(historyFrom));

    public static LegalStatusChange StatusChanged(string on, LegalStatus status, string? id = null) =>
        LegalStatusChange.New(Head("legal-status", on, id), status);

    public static PlacementStart Placed(string on, PlacementType type = PlacementType.U6, bool sameCarer = false, string? carer = null, string? id = null) =>
        (PlacementStart)PlacementStart.Shape.New(
            Head("placement", on, id),
            PlacementStart.PlacementTypeField.Is(type),
            PlacementStart.SameCarerField.Is(sameCarer),
            new FieldValue(PlacementStart.CarerField, carer));

    public static Discharge Discharged(string on, DischargeReason reason = DischargeReason.E4A, string? id = null) =>
        Discharge.New(Head("discharge", on, id), reason);

    public static Review Reviewed(string on, bool counts = true, string? id = null) =>
        (Review)Review.Shape.New(Head("review", on, id), Review.CountsTowardsCycleField.Is(counts));

    public static Allocation Allocated(string on, AllocationRole role, string? assignee, string? id = null) =>
        Allocation.New(Head($"allocation-{role}", on, id), role, assignee);

    public static ReturnHomePlan ReturnPlanned(string on, string? endedOn = null, string? id = null) =>
        ReturnHomePlan.New(Head("return-home-plan", on, id), endedOn: Maybe(endedOn));

    public static PermanencePlan PermanencePlanned(string on, PermanenceRoute route, string? id = null) =>
        PermanencePlan.New(Head("permanence-plan", on, id), route);

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>A policy as it is written for an authority; what is left out stands at its default.</summary>
    public static Policy Policy(JsonElement json)
    {
        var policy = Settings.Default.Policy;
        foreach (var part in json.EnumerateObject())
        {
            policy = part.Name switch
            {
                "dueSoonDays" => policy with { DueSoonDays = part.Value.GetInt32() },
                "pepFromAge" => policy with { PepFromAge = part.Value.GetInt32() },
                "terms" => policy with { Terms = new SchoolTerms([.. part.Value.EnumerateArray().Select(Term)]) },
                "recordedFrom" => policy with { RecordedFrom = part.Value.EnumerateObject().ToDictionary(type => type.Name, type => Maybe(type.Value.GetString())) },
                "rules" => policy with { Rules = part.Value.EnumerateObject().ToDictionary(rule => rule.Name, OwnOf) },
                "drift" => policy with { Drift = part.Value.EnumerateObject().ToDictionary(indicator => indicator.Name, indicator => Thresholds(indicator.Value)) },
                _ => throw new ArgumentException($"A policy has no {part.Name}.", nameof(json)),
            };
        }

        return policy;
    }

    private static SchoolTerm Term(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        Day(json.GetProperty("firstDay").GetString()!),
        Day(json.GetProperty("lastDay").GetString()!),
        json.TryGetProperty("closures", out var closures) ? [.. closures.EnumerateArray().Select(day => Day(day.GetString()!))] : []);

    private static RulePolicy OwnOf(JsonProperty json)
    {
        var rule = RuleCatalogue.Find(json.Name) ?? throw new ArgumentException($"There is no rule {json.Name}.", nameof(json));
        var own = new RulePolicy(Enabled: null, Count: null, From: LocalDate.MinIsoValue);
        foreach (var part in json.Value.EnumerateObject())
        {
            own = part.Name switch
            {
                "enabled" => own with { Enabled = part.Value.GetBoolean() },
                "from" => own with { From = Day(part.Value.GetString()!) },
                _ when part.Name == rule.Limits[^1].Amount?.UnitName => own with { Count = part.Value.GetInt32() },
                _ => throw new ArgumentException($"{json.Name} has no {part.Name}.", nameof(json)),
            };
        }

        return own;
    }

    private static DriftPolicy Thresholds(JsonElement json) => new(
        json.TryGetProperty("enabled", out var enabled) ? enabled.GetBoolean() : null,
        json.EnumerateObject().Where(part => part.Name != "enabled").ToDictionary(part => part.Name, part => part.Value.GetInt32()));

    private static EntryHead Head(string type, string on, string? id) => new(id ?? $"{type}.{on}", Day(on));
}
