using ChildJourney.Api.Platform.Access;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Flags;

/// <summary>An obligation as it stands on a day, and who holds the child.</summary>
/// <param name="Id">The rule and the trigger's date.</param>
/// <param name="ChildId">The child.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Level">What a breach means: law, guidance, or the authority's own standard.</param>
/// <param name="OpensOn">The first day it was in force, with this due date.</param>
/// <param name="DueOn">The last day that is on time, or null where it cannot be determined.</param>
/// <param name="DueAt">The instant by which a duty counted in hours is on time, otherwise null.</param>
/// <param name="BookBy">The last working day on or before the due date.</param>
/// <param name="MetOn">The day it was met, or null.</param>
/// <param name="EndedOn">The day it ended unmet, or null.</param>
/// <param name="RefusedOn">The day the child, informed, refused, or null.</param>
/// <param name="Status">How it stands on the day.</param>
/// <param name="DaysOverdue">Days past the due date: until the day, or until it was met or ended; otherwise 0.</param>
/// <param name="Provisional">Whether the due date rests on bank holidays that are not yet published.</param>
/// <param name="Relaxed">The law that relaxed it, or null.</param>
/// <param name="MissingFact">The fact that was never recorded, or null.</param>
/// <param name="Because">Why it stands so, in one sentence.</param>
/// <param name="Team">The team that holds the child on the day.</param>
/// <param name="SocialWorker">The social worker who holds the child on the day.</param>
/// <param name="Iro">The independent reviewing officer of the child on the day.</param>
public sealed record Flag(
    string Id,
    string ChildId,
    string Rule,
    string Level,
    LocalDate OpensOn,
    LocalDate? DueOn,
    Instant? DueAt,
    LocalDate? BookBy,
    LocalDate? MetOn,
    LocalDate? EndedOn,
    LocalDate? RefusedOn,
    Status Status,
    int DaysOverdue,
    bool Provisional,
    string? Relaxed,
    string? MissingFact,
    string Because,
    string? Team,
    string? SocialWorker,
    string? Iro) : IAboutOneChild
{
    /// <summary>The flag that a stage in force on the day is.</summary>
    public static Flag Of(ObligationRow row, LocalDate asOf, int dueSoonDays, Holders holders)
    {
        var dates = row.Dates();
        var status = dates.StatusOn(asOf, dueSoonDays);
        // Until its rows have been worked out afresh, a rule that an update has taken away is named by its id.
        var wording = RuleCatalogue.Find(row.Rule)?.Text.Wording ?? new Wording(row.Rule, "done");
        return new Flag(
            row.ObligationId,
            row.ChildId,
            row.Rule,
            row.Level,
            row.OpensOn,
            row.DueOn,
            row.DueAt,
            row.BookBy,
            Happened(row.MetOn),
            Happened(row.EndedOn),
            Happened(row.RefusedOn),
            status,
            dates.DaysOverdueOn(asOf, dueSoonDays),
            row.Provisional,
            row.Relaxed,
            row.MissingFact,
            Domain.Obligations.Because.Sentence(wording, row.Ground, dates, row.EndedWhy, row.MissingFact, asOf, dueSoonDays),
            holders.Team,
            holders.SocialWorker,
            holders.Iro);

        LocalDate? Happened(LocalDate? on) => on <= asOf ? on : null;
    }
}

/// <summary>Who holds a child on a day.</summary>
/// <param name="Team">The team.</param>
/// <param name="SocialWorker">The social worker.</param>
/// <param name="Iro">The independent reviewing officer.</param>
public sealed record Holders(string? Team, string? SocialWorker, string? Iro);
