namespace ChildJourney.Api.Tests.Platform.Access;

public sealed class IssuerSettingsTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_issuer_without_an_audience_is_wrong_use(string? audience)
    {
        var outcome = await program.RunAsync([("Authentication__Authority", "https://login.example.org/"), .. Audience(audience)], "--urls", "http://127.0.0.1:0");

        ShouldBeRefused(outcome, "Authentication:Audience is not set.");
    }

    [Fact]
    public async Task Without_an_issuer_the_service_says_at_the_start_that_nobody_signs_in()
    {
        using var service = await program.ServeAsync();
        var outcome = await service.StopAsync();

        outcome.Output.Should().ContainSingle(line => line.Contains("nobody signs in") && line.Contains("\"level\":\"Warning\"") && line.Contains("local"));
    }

    [Theory]
    [InlineData("http://login.example.org")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://localhost.example.org")]
    [InlineData("login.example.org")]
    [InlineData("/login")]
    [InlineData("file:///login")]
    [InlineData("ftp://127.0.0.1/login")]
    [InlineData("https://")]
    [InlineData("nonsense")]
    [InlineData(" ")]
    public async Task So_is_one_that_could_be_overheard_or_is_no_address(string issuer)
    {
        var outcome = await program.RunAsync([("Authentication__Authority", issuer), .. Audience("childjourney")], "--urls", "http://127.0.0.1:0");

        ShouldBeRefused(outcome, "Authentication:Authority is ");
    }

    [Fact]
    public async Task So_is_an_audience_without_an_issuer_which_would_leave_the_records_open_to_anyone_on_this_machine()
    {
        var outcome = await program.RunAsync([.. Audience("childjourney")], "--urls", "http://127.0.0.1:0");

        ShouldBeRefused(outcome, "Authentication:Authority is not set");
    }

    private static (string Name, string Value)[] Audience(string? audience) => audience is null ? [] : [("Authentication__Audience", audience)];

    private void ShouldBeRefused(Outcome outcome, string sentence)
    {
        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().StartWith(sentence).And.EndWith(".");
        outcome.Output.Should().BeEmpty();
        File.Exists(program.Database).Should().BeFalse();
    }
}
