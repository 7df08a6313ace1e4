using System.Globalization;

namespace ChildJourney.Benchmarks.Load;

/// <summary>A line of the table: what was measured, what came out, what it is held to.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Figure">What came out, with its spread.</param>
/// <param name="Bar">What it is held to.</param>
/// <param name="IsMet">Whether it is met; null where it could not be measured.</param>
internal sealed record Line(string What, string Figure, string Bar, bool? IsMet);

/// <summary>The table of a run, which says each line as it is measured and all of them at the end.</summary>
internal sealed class Bars
{
    private readonly List<Line> lines = [];

    /// <summary>A figure that must not be below the bar.</summary>
    public void AtLeast(string what, double bar, Spread figure, string more = "") =>
        Add(new Line(what, $"{figure}{more}", string.Create(CultureInfo.InvariantCulture, $"at least {bar:0.0}"), figure.Median >= bar));

    /// <summary>A figure that must not be above the bar.</summary>
    public void AtMost(string what, double bar, string unit, Spread figure, string more = "") =>
        Add(new Line(what, $"{figure}{unit}{more}", string.Create(CultureInfo.InvariantCulture, $"at most {bar:0.##}{unit}"), figure.Median <= bar));

    /// <summary>What could not be measured, and why.</summary>
    public void Missing(string what, string why) => Add(new Line(what, why, "", null));

    /// <summary>The table in Markdown.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        [
            "| | figure (least to most of the rounds) | bar | met |",
            "|---|---|---|---|",
            .. lines.Select(line => $"| {line.What} | {line.Figure} | {line.Bar} | {Word(line)} |"),
        ]);

    private static string Word(Line line) => line.IsMet switch
    {
        true => "yes",
        false => "**no**",
        null => "",
    };

    private void Add(Line line)
    {
        lines.Add(line);
        Console.WriteLine($"{line.What}: {line.Figure} ({line.Bar}) {Word(line)}");
    }
}

/// <summary>The figures of several rounds.</summary>
/// <param name="Figures">The figures.</param>
internal sealed record Spread(IReadOnlyList<double> Figures)
{
    /// <summary>The figure in the middle.</summary>
    public double Median => Figures.Order().ElementAt(Figures.Count / 2);

    public override string ToString() => Figures.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{Median:0.00}")
        : string.Create(CultureInfo.InvariantCulture, $"{Median:0.00} ({Figures.Min():0.00} to {Figures.Max():0.00})");
}
