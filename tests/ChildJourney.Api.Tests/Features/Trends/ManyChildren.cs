using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure;
using ChildJourney.Infrastructure.Records;
using ChildJourney.Infrastructure.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Api.Tests.Features.Trends;

/// <summary>Many made-up children, stored as the service stores them, with what the rules say of each.</summary>
public sealed class ManyChildren : IAsyncLifetime
{
    public static IReadOnlyList<(Journey Journey, Assessment Assessment)> All { get; } =
    [
        .. MadeJourneys.Make(250).Select(made => Journey.Of(made.Child, made.Entries))
            .Select(journey => (journey, Assessment.Of(journey, Settings.Default))),
    ];

    public Service Service { get; } = new();

    public async Task InitializeAsync()
    {
        await Service.InitializeAsync();
        await using var scope = Service.Services.CreateAsyncScope();
        var records = scope.ServiceProvider.GetRequiredService<ChildRecords>();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<JourneyDb>().Database.BeginTransactionAsync();
        foreach (var (journey, _) in All)
        {
            await records.StoreAsync("local", before: null, new ChildChange(journey.Child, journey.Entries, []), "test", CancellationToken.None);
        }

        await records.WriteChangesAsync("local", CancellationToken.None);

        // Another authority's children are in nobody's figures but its own.
        await records.StoreAsync("elsewhere", before: null, new ChildChange(All[0].Journey.Child, All[0].Journey.Entries, []), "test", CancellationToken.None);
        await records.WriteChangesAsync("elsewhere", CancellationToken.None);
        await transaction.CommitAsync();
    }

    public Task DisposeAsync() => ((IAsyncLifetime)Service).DisposeAsync();
}
