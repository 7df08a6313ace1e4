namespace ChildJourney.Api.Features.Demo;

/// <summary>Chance that falls the same way every time: a generator of its own (SplitMix64), which no library's update can change.</summary>
internal sealed class DemoDice(int seed)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    // Mixed, since seeds that follow each other would otherwise give the same throws, one later.
    private ulong state = Mix(unchecked((ulong)seed * Step));

    /// <summary>A whole number between two bounds, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>A number of days, or of whatever the spread counts.</summary>
    public int Draw(Spread spread) => Between(spread.Least, spread.Most);

    /// <summary>True for that share of a hundred throws.</summary>
    public bool Percent(int share) => Between(1, 100) <= share;

    /// <summary>One of the values, each as often as its share says.</summary>
    public T Pick<T>(ReadOnlySpan<(int Share, T Value)> choices)
    {
        var all = 0;
        foreach (var (share, _) in choices)
        {
            all += share;
        }

        var left = Between(1, all);
        foreach (var (share, value) in choices)
        {
            left -= share;
            if (left <= 0)
            {
                return value;
            }
        }

        return choices[^1].Value;
    }

    private ulong Next()
    {
        state = unchecked(state + Step);
        return Mix(state);
    }

    private static ulong Mix(ulong bits)
    {
        unchecked
        {
            var mixed = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}

/// <summary>From the least to the most that is drawn, both included.</summary>
internal readonly record struct Spread(int Least, int Most);
