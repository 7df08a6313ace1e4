namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>What was acknowledged is there, however the program ended.</summary>
[Collection(Alone.Name)]
public sealed class KillTests : IDisposable
{
    private static readonly int kills = Stress.Of(usual: 10, stress: 200);

    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task What_was_acknowledged_outlives_a_kill_and_no_child_is_half_written()
    {
        var random = new Random(7);
        var acknowledged = 0;
        for (var run = 0; run < kills; run++)
        {
            var writers = new Writers($"R{run}");
            using (var service = await program.ServeAsync())
            {
                var writing = writers.RunAsync(service, CancellationToken.None);
                await Service.UntilAsync(() => Task.FromResult(writers.Entries.Count > 3 && !writers.Policies.IsEmpty));
                await Task.WhenAny(writing, Task.Delay(random.Next(500)));
                await service.KillAsync();
                await writing;
            }

            writers.Refused.Should().BeEmpty();
            writers.Children.Concat(writers.Batched).Except(await program.QueryAsync("SELECT child_id FROM children")).Should().BeEmpty();
            writers.Entries.Except(await program.QueryAsync("SELECT child_id || '/' || entry_id FROM entries")).Should().BeEmpty();
            writers.Policies.Except(await program.QueryAsync("SELECT version FROM policies")).Should().BeEmpty();
            (await program.QueryAsync($"SELECT c.child_id FROM children AS c WHERE c.child_id LIKE 'R{run}%-%' AND (SELECT count(*) FROM entries AS e WHERE e.authority_id = c.authority_id AND e.child_id = c.child_id) <> 2"))
                .Should().BeEmpty("a child of a batch is stored as a whole");
            acknowledged += writers.Children.Count + writers.Batched.Count + writers.Entries.Count + writers.Policies.Count;
            if (run % 20 == 4)
            {
                await ShouldBeWholeAsync();
            }
        }

        acknowledged.Should().BeGreaterThan(5 * kills, "they were killed while they wrote");
        await ShouldBeWholeAsync();
    }

    private async Task ShouldBeWholeAsync()
    {
        var outcome = await program.RunAsync("verify");
        outcome.ExitCode.Should().Be(0, "{0}", string.Join('\n', [.. outcome.Output, .. outcome.Errors]));
    }
}
