using System.Globalization;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Batches;

/// <summary>How far a batch has come, for the problem that is answered where it could not be gone through to its end.</summary>
internal sealed class BatchProgress
{
    private int lines;
    private int stored;
    private int unchanged;
    private int refused;

    /// <summary>Counts what became of the children of a group that was stored.</summary>
    public void Add(IReadOnlyCollection<StoreGroup.Outcome> outcomes)
    {
        lines += outcomes.Count;
        refused += outcomes.Count(outcome => outcome.Error is not null);
        stored += outcomes.Count(outcome => outcome is { Error: null, Changed: true });
        unchanged += outcomes.Count(outcome => outcome is { Error: null, Changed: false });
    }

    /// <summary>Counts children whom the batch was answered about before, under the same key.</summary>
    public void AddStoredBefore(int children)
    {
        lines += children;
        unchanged += children;
    }

    /// <summary>What was stored by then, in words.</summary>
    /// <param name="group">The group at which it ended.</param>
    public string Told(int group)
    {
        var gone = lines == 0
            ? "Nothing of the batch was stored"
            : string.Create(CultureInfo.InvariantCulture, $"Of children 1 to {lines} of the batch {stored} were stored, {unchanged} unchanged and {refused} refused; of those that follow nothing was stored");
        return string.Create(CultureInfo.InvariantCulture, $"{gone}, unless the database failed at the very end of storing children {lines + 1} to {lines + group}. Sent again as it was, the batch changes nothing of what is stored, and stores the rest.");
    }
}

/// <summary>A batch could not be gone through to its end.</summary>
/// <param name="told">What was stored by then, in words.</param>
/// <param name="cause">What it ended with.</param>
internal sealed class BatchBrokenOffException(string told, Exception cause) : Exception(told, cause), ITellsWhatWasStored;
