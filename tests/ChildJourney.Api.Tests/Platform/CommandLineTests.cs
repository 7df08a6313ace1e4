namespace ChildJourney.Api.Tests.Platform;

public sealed class CommandLineTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task Help_says_how_the_program_is_called(string argument)
    {
        var outcome = await program.RunAsync(argument);

        outcome.ExitCode.Should().Be(0);
        outcome.Output.Should().Contain(line => line.StartsWith("  --demo ", StringComparison.Ordinal))
            .And.Contain(line => line.StartsWith("  import PATH ", StringComparison.Ordinal));
        outcome.Errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("inport")]
    [InlineData("Import")]
    public async Task An_unknown_command_is_wrong_use(string word)
    {
        var outcome = await program.RunAsync(word, "somewhere");

        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().Be($"There is no command {word}.");
        outcome.Errors.Should().Contain(line => line.StartsWith("  import PATH ", StringComparison.Ordinal));
        outcome.Output.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Database:Provider is Sqlite or PostgreSql, not Oracle.", "Database__Provider", "Oracle")]
    [InlineData("Database:Provider is PostgreSql: ConnectionStrings:ChildJourney has to say where it is", "Database__Provider", "PostgreSql")]
    [InlineData("Database:Provider is PostgreSql: ConnectionStrings:ChildJourney has to say where it is", "Database__Provider", "PostgreSql", "ConnectionStrings__ChildJourney", " ")]
    [InlineData("ConnectionStrings:ChildJourney is not a connection string of PostgreSQL", "Database__Provider", "postgresql", "ConnectionStrings__ChildJourney", "Data Source=secret.db")]
    [InlineData("ConnectionStrings:ChildJourney names no Host.", "Database__Provider", "PostgreSql", "ConnectionStrings__ChildJourney", "Database=childjourney;Password=secret")]
    public async Task A_database_that_is_not_understood_is_wrong_use_of_every_command(string problem, params string[] settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var arguments in new string[][] { ["--urls", "http://127.0.0.1:0"], ["verify"], ["import", "somewhere"] })
        {
            var outcome = await program.RunAsync([.. settings.Chunk(2).Select(setting => (setting[0], setting[1]))], arguments);

            outcome.ExitCode.Should().Be(2);
            outcome.Errors[0].Should().StartWith(problem);
            string.Join('\n', [.. outcome.Errors, .. outcome.Output]).Should().NotContain("secret");
            File.Exists(program.Database).Should().BeFalse();
        }
    }

    [Fact]
    public async Task The_service_does_not_start_where_other_machines_could_reach_it()
    {
        var outcome = await program.RunAsync("--urls", "http://127.0.0.1:0;http://0.0.0.0:0");

        ShouldBeRefused(outcome, "http://0.0.0.0:0");
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://*:0")]
    [InlineData("Kestrel__Endpoints__Web__Url", "http://+:0")]
    public async Task Nor_where_the_environment_says_so(string name, string url)
    {
        var outcome = await program.RunAsync([(name, url)]);

        ShouldBeRefused(outcome, url);
    }

    [Fact]
    public async Task Nor_does_the_demo_which_leaves_nothing_behind()
    {
        var outcome = await program.RunAsync("--demo", "--urls", "http://0.0.0.0:0");

        ShouldBeRefused(outcome, "http://0.0.0.0:0");
        program.DemoFolders.Should().BeEmpty();
    }

    [Fact]
    public async Task Options_alone_serve_for_this_machine_from_a_database_in_the_working_directory()
    {
        using var service = await program.ServeAsync();

        service.Address.Host.Should().Be("127.0.0.1");
        (await service.GetAsync("/health/ready")).Text.Should().Be("Healthy");
        (await service.GetAsync("/v1/children?count=true"))["count"].GetInt32().Should().Be(0);
        File.Exists(program.Database).Should().BeTrue();
        (await service.StopAsync()).ExitCode.Should().Be(0);
    }

    private void ShouldBeRefused(Outcome outcome, string address)
    {
        outcome.ExitCode.Should().Be(2);
        outcome.Errors[0].Should().StartWith($"{address} is not an address of this machine alone.");
        outcome.Output.Should().BeEmpty();
        File.Exists(program.Database).Should().BeFalse();
    }
}
