using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using NodaTime;

namespace ChildJourney.Domain.Rules;

/// <summary>What a rule raises: its own part of an obligation, before the provisions that all rules share.</summary>
/// <param name="Period">The period of care it belongs to, or null where it hangs on the child.</param>
/// <param name="TriggerOn">The day that triggered it.</param>
/// <param name="Trigger">The entry that triggered it.</param>
/// <param name="Version">The version of the rule in force on that day.</param>
/// <param name="Openings">The due date, and each later one with the day it moved.</param>
public sealed record Duty(PeriodOfCare? Period, LocalDate TriggerOn, Entry Trigger, DatedLimit Version, params Opening[] Openings)
{
    /// <summary>Whether another duty of the rule may have been triggered on the same day, so that the id names the entry too.</summary>
    public bool SharesDay { get; init; }

    /// <summary>The day of the first entry that would meet it, or null.</summary>
    public LocalDate? MetOn { get; init; }

    /// <summary>The instant it was met, for a duty counted in hours.</summary>
    public Instant? MetAt { get; init; }

    /// <summary>The fact that the rule needs and that was never recorded, or null.</summary>
    public string? MissingFact { get; init; }

    /// <summary>When it ends by this rule's own terms, beside what ends all duties, or null.</summary>
    public Ending? Ending { get; init; }

    /// <summary>The day the child, informed, refused, or null.</summary>
    public LocalDate? RefusedOn { get; init; }
}

/// <summary>A due date and the day it came into force.</summary>
/// <param name="On">The day.</param>
/// <param name="Deadline">The due date.</param>
/// <param name="Resumes">Whether it opens again what had ended, and does not only move what is open.</param>
/// <param name="Level">What a breach means from then on, where that is not the rule's own level.</param>
/// <param name="Ending">When this opening ends by itself, or null; where that was before its day, it only says from then on that the duty had ended.</param>
/// <param name="Citation">Where its due date is written, where that is not the rule's own place.</param>
public readonly record struct Opening(LocalDate On, Deadline Deadline, bool Resumes = false, Level? Level = null, Ending? Ending = null, Citation? Citation = null)
{
    /// <summary>The day that it speaks of first: its own, or that of an ending before it.</summary>
    internal LocalDate Since => Ending is { } ending ? LocalDate.Min(On, ending.On) : On;
}
