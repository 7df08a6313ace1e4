using System.Globalization;

namespace ChildJourney.Benchmarks.Load;

/// <summary>What is measured, and for how long.</summary>
internal sealed record LoadOptions
{
    /// <summary>How many children the large caseload has: --children N, or --million.</summary>
    public int Children { get; init; } = 100_000;

    /// <summary>How many children the small caseload has, which a list of the large one must not be much slower than.</summary>
    public int Few { get; init; } = 2000;

    /// <summary>How many rounds are not measured, in which the servers' code comes to its full speed.</summary>
    public const int WarmRounds = 8;

    /// <summary>How many rounds are measured: --rounds N.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>How long a round is on each side: --seconds N.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Where caseloads are kept: --cache PATH.</summary>
    public string Cache { get; init; } = Path.Combine(Path.GetTempPath(), "childjourney-caseloads");

    /// <summary>Only the parts whose name begins so: --only NAME.</summary>
    public string Only { get; init; } = "";

    /// <summary>Reads the arguments.</summary>
    public static LoadOptions From(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--million" => options with { Children = 1_000_000 },
                "--children" => options with { Children = Number(arguments[++i]) },
                "--rounds" => options with { Rounds = Number(arguments[++i]) },
                "--seconds" => options with { Duration = TimeSpan.FromSeconds(Number(arguments[++i])) },
                "--cache" => options with { Cache = arguments[++i] },
                "--only" => options with { Only = arguments[++i] },
                var other => throw new ArgumentException($"load [--children N] [--million] [--rounds N] [--seconds N] [--cache PATH] [--only PART], not {other}", nameof(arguments)),
            };
        }

        return options;

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }
}
