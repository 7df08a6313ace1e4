using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform;

public sealed class ProgressLineTests : IDisposable
{
    private readonly StringWriter output = new() { NewLine = "\n" };

    public void Dispose() => output.Dispose();

    [Fact]
    public void A_bar_moves_on_a_terminal_and_ends_its_line_when_all_is_done()
    {
        Report(isTerminal: true, 2000, 0, 500, 1000, 2000);

        output.ToString().Should().Be(
            "\r[..............................]   0% 0 of 2,000 children"
            + "\r[#######.......................]  25% 500 of 2,000 children"
            + "\r[###############...............]  50% 1,000 of 2,000 children"
            + "\r[##############################] 100% 2,000 of 2,000 children\n");
    }

    [Fact]
    public void Elsewhere_there_is_a_plain_line_for_each_quarter_and_the_end()
    {
        Report(isTerminal: false, 20_000, [.. Enumerable.Range(0, 41).Select(group => group * 500)]);

        output.ToString().Should().Be(
            "25% 5,000 of 20,000 children\n"
            + "50% 10,000 of 20,000 children\n"
            + "75% 15,000 of 20,000 children\n"
            + "100% 20,000 of 20,000 children\n");
    }

    [Fact]
    public void Nobody_to_go_through_is_all_done()
    {
        Report(isTerminal: false, 0, 0);
        Report(isTerminal: true, 0, 0);

        output.ToString().Should().Be("100% 0 of 0 children\n\r[##############################] 100% 0 of 0 children\n");
    }

    [Fact]
    public void The_last_of_very_many_does_not_count_as_done_too_early()
    {
        Report(isTerminal: true, int.MaxValue, int.MaxValue - 1);

        output.ToString().Should().Be("\r[#############################.]  99% 2,147,483,646 of 2,147,483,647 children");
    }

    private void Report(bool isTerminal, int total, params int[] done)
    {
        var line = new ProgressLine("children", total, output, isTerminal);
        foreach (var value in done)
        {
            line.Report(value);
        }
    }
}
