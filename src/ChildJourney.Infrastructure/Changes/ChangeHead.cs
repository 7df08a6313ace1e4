using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Changes;

/// <summary>The head of an authority's changes, held until the end of the transaction.</summary>
internal sealed class ChangeHead(ChangeHeadRow row, Instant now)
{
    private readonly List<ChangeRow> added = [];

    public string AuthorityId => row.AuthorityId;

    /// <summary>The day it is: never before the one up to which time's changes are written, should a clock be set back.</summary>
    public LocalDate Today { get; } = LocalDate.Max(LondonTime.DayOf(now), row.AdvancedTo);

    /// <summary>The day up to which time's changes are written.</summary>
    public LocalDate AdvancedTo { get; private set; } = row.AdvancedTo;

    public long LastNumber { get; private set; } = row.LastNumber;

    public Instant LastAt { get; private set; } = row.LastAt ?? now;

    /// <summary>The changes that are to be stored.</summary>
    public IReadOnlyList<ChangeRow> Added => added;

    /// <summary>Adds what time brought up to today, each at the start of its day.</summary>
    public void Advance(IEnumerable<StatusChange> brought)
    {
        foreach (var change in StatusChange.Ordered(brought))
        {
            Add(change, LondonTime.StartOf(change.On));
        }

        AdvancedTo = Today;
    }

    /// <summary>Adds what was recorded now.</summary>
    public void Record(IEnumerable<StatusChange> recorded)
    {
        foreach (var change in StatusChange.Ordered(recorded))
        {
            Add(change, now);
        }
    }

    private void Add(StatusChange change, Instant at)
    {
        LastNumber++;
        LastAt = Instant.Max(LastAt, at);
        added.Add(new ChangeRow
        {
            AuthorityId = AuthorityId,
            Number = LastNumber,
            At = LastAt,
            On = change.On,
            ChildId = change.ChildId,
            ObligationId = change.ObligationId,
            Rule = change.Rule,
            Status = WordOf(change.Status),
            PreviousStatus = WordOf(change.Previous),
        });
    }

    private static string? WordOf(Status? status) => status is { } known ? Words.Of(known) : null;
}
