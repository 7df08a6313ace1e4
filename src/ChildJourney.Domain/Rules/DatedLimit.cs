using ChildJourney.Domain.Calendar;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>A rule's number from a date on: a change in law is a new one, never an edit.</summary>
/// <param name="From">The first trigger date it governs.</param>
/// <param name="Amount">The number, or null where the rule has none.</param>
/// <param name="Citation">Where it is written.</param>
public sealed record DatedLimit(LocalDate From, Amount? Amount, Citation Citation)
{
    /// <summary>The law that relaxed it to "as soon as reasonably practicable", or null.</summary>
    public Citation? Relaxed { get; init; }
}
