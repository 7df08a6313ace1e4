using System.Globalization;
using System.Text.Json;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests.Features.Flags;

/// <summary>The lists, which compare dates in the database, agree with the rules, which work each day out.</summary>
[OnEveryDatabase]
public class OnePredicateTests(OnePredicateTests.Authority authority) : IClassFixture<OnePredicateTests.Authority>
{
    private const int DueSoonDays = 14;

    private readonly Service service = authority.Service;

    public static TheoryData<string> Days
    {
        get
        {
            // Any day, and the days on which something tips over: around due dates, and around today.
            var random = new Random(7);
            var tipping = Authority.Made.SelectMany(made => made.Assessment.Obligations).SelectMany(obligation => obligation.Stages)
                .SelectMany(stage => new[] { stage.DueOn, stage.MetOn, stage.Ending?.On, stage.ClosesOn })
                .OfType<LocalDate>().Where(day => day.Year is > 2022 and < 2029).Distinct().Order().ToArray();
            random.Shuffle(tipping);
            var today = new LocalDate(2026, 11, 22);
            return new TheoryData<string>(
            [
                .. new[] { -1, 0, 1, 14, 15, 300 }.Select(days => today.PlusDays(days))
                    .Concat(tipping.Take(40).Select((day, number) => day.PlusDays((number % 4) switch { 0 => 1, 1 => -DueSoonDays, 2 => -DueSoonDays - 1, _ => 0 })))
                    .Concat(Enumerable.Range(0, 16).Select(_ => new LocalDate(2023, 11, 1).PlusDays(random.Next(1400))))
                    .Distinct().Order().Select(day => LocalDatePattern.Iso.Format(day)),
            ]);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Flags_of_each_status_are_those_of_the_rules(string asOf)
    {
        var day = LocalDatePattern.Iso.Parse(asOf).Value;
        var expected = Authority.Made.SelectMany(made => made.Assessment.Obligations, (made, obligation) => (made.Journey, obligation, stage: obligation.StageOn(day)))
            .Where(known => known.stage is not null && known.stage.IsInForce(day))
            .ToLookup(known => known.stage!.Dates.StatusOn(day, DueSoonDays), known => Said(known.Journey, known.obligation, known.stage!, day));

        foreach (var status in Enum.GetValues<Status>())
        {
            var flags = await service.WalkAsync($"/v1/flags?asOf={asOf}&status={Words.Of(status)}", 500);
            flags.Select(flag => Said(flag)).Order(StringComparer.Ordinal).Should().Equal(expected[status].Order(StringComparer.Ordinal), status.ToString());
        }

        var evaluated = (await service.GetAsync($"/v1/flags?asOf={asOf}&limit=1"))["evaluated"];
        evaluated.GetProperty("children").GetInt32().Should().Be(Authority.Made.Count(made => made.Journey.PeriodOn(day) is not null));
        evaluated.GetProperty("cannotDetermine").GetInt32().Should().Be(expected[Status.CannotDetermine].Count());
    }

    [Theory]
    [MemberData(nameof(Days))]
    public async Task Signs_of_drift_are_those_of_the_rules(string asOf)
    {
        var day = LocalDatePattern.Iso.Parse(asOf).Value;
        var expected = Authority.Made
            .Select(made => (made.Journey.Child.Id, Signs: made.Assessment.Drift.Where(drift => drift.Span.Holds(day)).Select(drift => Said(drift.Indicator, drift.Span, day)).ToList()))
            .Where(child => child.Signs.Count > 0)
            .OrderByDescending(child => child.Signs.Count)
            .ThenBy(child => child.Id, StringComparer.Ordinal)
            .ToList();

        var rows = await service.WalkAsync($"/v1/drift?asOf={asOf}", 7);

        rows.Select(row => row.Get("childId")).Should().Equal(expected.Select(child => child.Id));
        foreach (var (row, (_, signs)) in rows.Zip(expected))
        {
            row.GetProperty("indicators").EnumerateArray().Select(SaidOfDrift).Should().BeEquivalentTo(signs);
        }
    }

    [Fact]
    public void The_made_journeys_hold_every_status_that_the_rules_can_give()
    {
        var seen = ((IEnumerable<object[]>)Days).Select(row => LocalDatePattern.Iso.Parse((string)row[0]).Value).SelectMany(day => Authority.Made
            .SelectMany(made => made.Assessment.Obligations)
            .Select(obligation => obligation.StageOn(day))
            .OfType<Stage>()
            .Select(stage => stage.Dates.StatusOn(day, DueSoonDays)));

        seen.Distinct().Should().Contain([Status.Upcoming, Status.DueSoon, Status.Overdue, Status.Met, Status.MetLate, Status.Missed, Status.Ended, Status.Refused]);
    }

    private static string Said(Journey journey, Obligation obligation, Stage stage, LocalDate day) => string.Join(
        ' ',
        journey.Child.Id,
        obligation.Id,
        Words.Of(stage.Level),
        Text(stage.OpensOn),
        Text(stage.DueOn),
        Text(stage.MetOn <= day ? stage.MetOn : null),
        Text(stage.Ending?.On <= day ? stage.Ending?.On : null),
        Words.Of(stage.Dates.StatusOn(day, DueSoonDays)),
        stage.Dates.DaysOverdueOn(day, DueSoonDays).ToString(CultureInfo.InvariantCulture),
        journey.AssigneeOn(AllocationRole.Team, day) ?? "-",
        journey.AssigneeOn(AllocationRole.SocialWorker, day) ?? "-",
        journey.AssigneeOn(AllocationRole.Iro, day) ?? "-");

    private static string Said(JsonElement flag) => string.Join(
        ' ',
        new[] { "childId", "id", "level", "opensOn", "dueOn", "metOn", "endedOn", "status", "daysOverdue", "team", "socialWorker", "iro" }.Select(name => flag.Get(name) ?? "-"));

    private static string Said(DriftIndicator indicator, DriftSpan span, LocalDate day) =>
        $"{indicator.Id} {Text(span.Since)} {Words.Of(span.Severity)} {span.Because} {string.Join(' ', span.Figures.Select(figure => FormattableString.Invariant($"{figure.Name}={figure.On(day)}")))}";

    private static string SaidOfDrift(JsonElement sign) =>
        $"{sign.Get("id")} {sign.Get("since")} {sign.Get("severity")} {sign.Get("because")} {string.Join(' ', sign.GetProperty("figures").EnumerateObject().Select(figure => $"{figure.Name}={figure.Value}"))}";

    private static string Text(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "-";

    /// <summary>Many made-up children, stored as the service stores them.</summary>
    public sealed class Authority : IAsyncLifetime
    {
        public static IReadOnlyList<(Journey Journey, Assessment Assessment, IReadOnlyList<Entry> Entries)> Made { get; } =
        [
            .. MadeJourneys.Make(40).Select(made => (Journey.Of(made.Child, made.Entries), made.Entries))
                .Select(made => (made.Item1, Assessment.Of(made.Item1, Settings.Default), made.Entries)),
        ];

        public Service Service { get; } = new();

        public async Task InitializeAsync()
        {
            await Service.InitializeAsync();
            await using var scope = Service.Services.CreateAsyncScope();
            var records = scope.ServiceProvider.GetRequiredService<ChildRecords>();
            await using var transaction = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync();
            foreach (var (journey, _, entries) in Made)
            {
                await records.StoreAsync("local", before: null, new ChildChange(journey.Child, entries, []), "test", CancellationToken.None);
            }

            await records.WriteChangesAsync("local", CancellationToken.None);

            // Another authority's children are in nobody's list but its own.
            await records.StoreAsync("elsewhere", before: null, new ChildChange(Made[0].Journey.Child, Made[0].Entries, []), "test", CancellationToken.None);
            await records.WriteChangesAsync("elsewhere", CancellationToken.None);
            await transaction.CommitAsync();
            (await Service.GetAsync("/v1/children?limit=1&count=true"))["count"].GetInt32().Should().Be(Made.Count);
        }

        public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
    }
}
