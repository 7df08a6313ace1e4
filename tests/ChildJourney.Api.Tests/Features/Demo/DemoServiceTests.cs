using System.Net;

namespace ChildJourney.Api.Tests.Features.Demo;

public sealed class DemoServiceTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task The_demo_serves_a_made_up_authority()
    {
        using var demo = await program.ServeAsync("--demo");

        (await demo.GetAsync("/v1/children?count=true&limit=1"))["count"].GetInt32().Should().Be(300);
        (await demo.GetAsync("/v1/policy"))["terms"].GetArrayLength().Should().Be(15);
        (await demo.GetAsync("/v1/flags?limit=5")).Items.Should().HaveCount(5);
        var page = await demo.GetAsync("/swagger");
        page.Status.Should().Be(HttpStatusCode.OK);
        page.Headers["Content-Type"].Should().StartWith("text/html");
        page.Text.Should().Contain("<title>ChildJourney</title>");
        var outcome = await demo.StopAsync();
        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain("100% 300 of 300 children of the made-up authority");
        outcome.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_demos_at_once_do_not_disturb_each_other_and_each_removes_its_own_folder()
    {
        var starts = new[] { program.ServeAsync("--demo"), program.ServeAsync("--demo") };
        using var first = await starts[0];
        using var second = await starts[1];
        program.DemoFolders.Should().HaveCount(2);

        (await first.PutAsync("/v1/children/one-more", new { dateOfBirth = "2015-05-01" })).Status.Should().Be(HttpStatusCode.Created);
        (await CountAsync(first), await CountAsync(second)).Should().Be((301, 300));

        (await first.StopAsync()).ExitCode.Should().Be(0);
        program.DemoFolders.Should().ContainSingle();
        (await CountAsync(second)).Should().Be(300);

        (await second.StopAsync()).ExitCode.Should().Be(0);
        program.DemoFolders.Should().BeEmpty();
        File.Exists(program.Database).Should().BeFalse();
    }

    private static async Task<int> CountAsync(ServingProgram demo) => (await demo.GetAsync("/v1/children?count=true&limit=1"))["count"].GetInt32();
}
