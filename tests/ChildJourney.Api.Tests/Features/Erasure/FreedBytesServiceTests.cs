using System.Net;
using ChildJourney.Infrastructure.Tests.Databases;

namespace ChildJourney.Api.Tests.Features.Erasure;

/// <summary>On SQLite, whose file is the service's own.</summary>
public sealed class FreedBytesServiceTests : IAsyncLifetime
{
    private const string Mark = "Zq-only-there-qZ";

    private readonly Service service = new();

    public Task InitializeAsync() => service.InitializeAsync();

    public Task DisposeAsync() => ((IAsyncLifetime)service).DisposeAsync();

    [Fact]
    public async Task Soon_after_an_erasure_nothing_of_the_record_is_left_in_the_files()
    {
        var child = await service.ChildAsync("C1", new { id = "in", type = "admission", on = "2026-06-01", legalStatus = "V2", reference = Mark });
        await service.PutAsync($"{child}/entries/in", new { type = "admission", on = "2026-06-02", legalStatus = "V2", reference = Mark });
        FilesWithMark().Should().NotBeEmpty();

        (await service.DeleteAsync($"{child}?reason=recorded-in-error", ("If-Match", "*"))).Status.Should().Be(HttpStatusCode.NoContent);

        await Service.UntilAsync(() => Task.FromResult(!FilesWithMark().Any()));
        (await service.ChildAsync("C2", new { id = "in", type = "admission", on = "2026-06-01", legalStatus = "V2" })).Should().NotBeNull("the service goes on");
    }

    private IEnumerable<string> FilesWithMark() =>
        new[] { "childjourney.db", "childjourney.db-wal" }.Select(name => Path.Combine(service.Folder, name)).Where(File.Exists).Where(path => FileText.Holds(path, Mark));
}
