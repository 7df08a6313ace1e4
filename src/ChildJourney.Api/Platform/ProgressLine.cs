using System.Globalization;

namespace ChildJourney.Api.Platform;

/// <summary>How far a long command has come: a bar that moves on a terminal, plain lines elsewhere.</summary>
internal sealed class ProgressLine(string what, int total, TextWriter output, bool isTerminal) : IProgress<int>
{
    private const int BarWidth = 30;
    private const int PlainStepPercent = 25;
    private int saidPercent = -1;

    /// <summary>On the program's own output.</summary>
    public static ProgressLine OnConsole(string what, int total) => new(what, total, Console.Out, !Console.IsOutputRedirected);

    /// <inheritdoc/>
    public void Report(int value)
    {
        var percent = total == 0 ? 100 : (int)(100L * value / total);
        if (isTerminal)
        {
            var filled = BarWidth * percent / 100;
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {percent,3}% {value:N0} of {total:N0} {what}"));
            if (value >= total)
            {
                output.WriteLine();
            }
        }
        else if (percent >= saidPercent + PlainStepPercent || value >= total)
        {
            saidPercent = percent;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{percent}% {value:N0} of {total:N0} {what}"));
        }
    }
}
