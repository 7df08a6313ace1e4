using System.Net;
using System.Text;

namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>A service that is asked to stop finishes what it has begun.</summary>
public sealed class ShutdownTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task A_request_that_has_begun_is_finished_and_answered()
    {
        using var service = await program.ServeAsync();
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var http = new HttpClient(handler) { BaseAddress = service.Address };
        using var body = new SlowBody("""[{ "childId": "C1", "child": { "dateOfBirth": "2015-05-01" }, "entries": [] }]""");

        // The body begins when the service asks for it, and so has begun itself.
        http.DefaultRequestHeaders.ExpectContinue = true;
        var batch = http.PostAsync("/v1/batches", body);
        await body.Begun;

        var stopping = service.StopAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        stopping.IsCompleted.Should().BeFalse();
        body.GoOn();

        using var answer = await batch;
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        ShouldHaveEndedWell(await stopping);
        (await program.QueryAsync("SELECT child_id FROM children")).Should().Equal("C1");
    }

    [Fact]
    public async Task Every_read_that_was_answered_is_in_the_audit_log_and_the_work_in_the_background_is_whole()
    {
        using var service = await program.ServeAsync();
        var writers = new Writers("S");
        using var written = new CancellationTokenSource();
        var writing = writers.RunAsync(service, written.Token);
        await Service.UntilAsync(() => Task.FromResult(writers.Batched.Count > 200));
        await written.CancelAsync();
        await writing;
        (await service.PutPolicyAsync(new { pepFromAge = 0 })).Status.Should().Be(HttpStatusCode.OK);
        var answered = 0;
        var readers = Enumerable.Range(0, 20).Select(_ => ReadAsync()).ToList();
        await Service.UntilAsync(() => Task.FromResult(Volatile.Read(ref answered) > 100));

        var outcome = await service.StopAsync();
        await Task.WhenAll(readers);

        ShouldHaveEndedWell(outcome);
        int.Parse((await program.QueryAsync("SELECT count(*) FROM audit WHERE operation = 'GetChild' AND status = 200"))[0]).Should().BeGreaterThanOrEqualTo(answered);
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);

        async Task ReadAsync()
        {
            try
            {
                while ((await service.GetAsync("/v1/children/SA0")).Status == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answered);
                }
            }
            catch (Exception ended) when (ended is HttpRequestException or IOException)
            {
                // Nobody listens any more.
            }
        }
    }

    private static void ShouldHaveEndedWell(Outcome outcome)
    {
        outcome.ExitCode.Should().Be(0);
        outcome.Errors.Should().BeEmpty();
        outcome.Output.Should().NotContain(line => line.Contains("\"level\":\"Error\"", StringComparison.Ordinal) || line.Contains("\"level\":\"Critical\"", StringComparison.Ordinal));
    }

    /// <summary>A body of which half comes at once, and half when it is told to.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] bytes;
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SlowBody(string text)
        {
            bytes = Encoding.UTF8.GetBytes(text);
            Headers.ContentType = new("application/json");
        }

        public Task Begun => begun.Task;

        public void GoOn() => goesOn.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            begun.SetResult();
            await goesOn.Task;
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
