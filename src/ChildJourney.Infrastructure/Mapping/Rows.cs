using System.Collections.Frozen;
using System.Linq.Expressions;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Infrastructure.Mapping;

/// <summary>A child.</summary>
public sealed class ChildRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The authority's identifier of the child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The day of birth.</summary>
    public LocalDate DateOfBirth { get; set; }

    /// <summary>M, F or U.</summary>
    public string? Sex { get; set; }

    /// <summary>The unique pupil number.</summary>
    public string? Upn { get; set; }

    /// <summary>Whether only those who hold the child may see the record.</summary>
    public bool Restricted { get; set; }

    /// <summary>The team that holds the child, or held the child last.</summary>
    public string? Team { get; set; }

    /// <summary>The social worker who holds the child, or held the child last.</summary>
    public string? SocialWorker { get; set; }

    /// <summary>The independent reviewing officer of the child, now or last.</summary>
    public string? Iro { get; set; }

    /// <summary>The personal adviser of the child, now or last.</summary>
    public string? PersonalAdviser { get; set; }

    /// <summary>Raised with every change about the child; writes to one child are in order of it.</summary>
    public long Version { get; set; }

    /// <summary>When the child was first recorded.</summary>
    public Instant RecordedAt { get; init; }

    /// <summary>When anything about the child was last recorded.</summary>
    public Instant ChangedAt { get; set; }
}

/// <summary>One revision of an entry.</summary>
public sealed class EntryRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The entry.</summary>
    public required string EntryId { get; init; }

    /// <summary>1 for the first.</summary>
    public int Revision { get; init; }

    /// <summary>The entry's type.</summary>
    public required string Type { get; init; }

    /// <summary>The day it happened.</summary>
    public LocalDate On { get; init; }

    /// <summary>The record's id in the system it came from.</summary>
    public string? Reference { get; init; }

    /// <summary>The type's own fields, as a JSON object.</summary>
    public required string Fields { get; init; }

    /// <summary>Why the entry was voided by this revision, or null.</summary>
    public string? VoidReason { get; init; }

    /// <summary>When the revision was recorded.</summary>
    public Instant RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When the next revision was recorded, or null while this one is current.</summary>
    public Instant? SupersededAt { get; set; }

    /// <summary>Whether an import recorded the revision; null where it was recorded otherwise.</summary>
    public bool? ByImport { get; init; }
}

/// <summary>A stretch of days in which something held for a child.</summary>
public sealed class SpanRow : IAboutChild
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>Of what kind: see <see cref="SpanKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The first day.</summary>
    public LocalDate FromOn { get; init; }

    /// <summary>The day it had ended, or null.</summary>
    public LocalDate? ToOn { get; init; }

    /// <summary>What held: a code, a worker, a team; null where no one did.</summary>
    public string? Value { get; init; }
}

/// <summary>The kinds of span.</summary>
public static class SpanKinds
{
    /// <summary>Looked after.</summary>
    public const string Care = "care";

    /// <summary>Under a legal status.</summary>
    public const string LegalStatus = "legal-status";

    /// <summary>In a placement of a type.</summary>
    public const string Placement = "placement";

    /// <summary>Held by a team.</summary>
    public const string Team = "team";

    /// <summary>Held by a social worker.</summary>
    public const string SocialWorker = "social-worker";

    /// <summary>Reviewed by an independent reviewing officer.</summary>
    public const string Iro = "iro";

    /// <summary>Held by a personal adviser.</summary>
    public const string PersonalAdviser = "personal-adviser";

    private static readonly FrozenDictionary<string, Expression<Func<SpanRow, bool>>> tests =
        new[] { Care, LegalStatus, Placement, Team, SocialWorker, Iro, PersonalAdviser }.ToFrozenDictionary(kind => kind, TestOf, StringComparer.Ordinal);

    /// <summary>Whether a span is of the kind, which becomes part of a query's text and no parameter of it.</summary>
    public static Expression<Func<SpanRow, bool>> Is(string kind) => tests[kind];

    private static Expression<Func<SpanRow, bool>> TestOf(string kind)
    {
        var span = Expression.Parameter(typeof(SpanRow), "span");
        return Expression.Lambda<Func<SpanRow, bool>>(Expression.Equal(Expression.Property(span, nameof(SpanRow.Kind)), Expression.Constant(kind)), span);
    }
}

/// <summary>A stage of an obligation, with the dates that its status on any day follows from.</summary>
public sealed class ObligationRow : IOfGeneration
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The generation that it belongs to.</summary>
    public int Generation { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>The obligation's id.</summary>
    public required string ObligationId { get; init; }

    /// <summary>0 for the first.</summary>
    public int Stage { get; init; }

    /// <summary>The rule's id.</summary>
    public required string Rule { get; init; }

    /// <summary>regulation, guidance or local.</summary>
    public required string Level { get; init; }

    /// <summary>The first day the stage is in force.</summary>
    public LocalDate OpensOn { get; init; }

    /// <summary>The day the next stage opens.</summary>
    public LocalDate? ClosesOn { get; init; }

    /// <summary>The last day that is on time.</summary>
    public LocalDate? DueOn { get; init; }

    /// <summary>The instant by which a duty counted in hours is on time.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>The due date as a number of days, for sorting by days overdue.</summary>
    public int? DueDay { get; init; }

    /// <summary>The last working day on or before the due date.</summary>
    public LocalDate? BookBy { get; init; }

    /// <summary>The day it was met.</summary>
    public LocalDate? MetOn { get; init; }

    /// <summary>For a duty counted in hours, whether it was met by the minute.</summary>
    public bool? MetInTime { get; init; }

    /// <summary>The day it ended unmet.</summary>
    public LocalDate? EndedOn { get; init; }

    /// <summary>Why it ended.</summary>
    public string? EndedWhy { get; init; }

    /// <summary>The day the child refused.</summary>
    public LocalDate? RefusedOn { get; init; }

    /// <summary>Days from the due date to the day it was met or ended, 0 where it was in time.</summary>
    public int DaysLate { get; init; }

    /// <summary>Whether an entry has settled it, or its end had come when it was stored, so that no list about today or later shows it as open.</summary>
    public bool Settled { get; set; }

    /// <summary>Whether the due date rests on holidays that are not yet published.</summary>
    public bool Provisional { get; init; }

    /// <summary>The law that relaxed it.</summary>
    public string? Relaxed { get; init; }

    /// <summary>The fact that was never recorded.</summary>
    public string? MissingFact { get; init; }

    /// <summary>How the due date was worked out, in words.</summary>
    public required string Ground { get; init; }

    /// <summary>The team that holds the child.</summary>
    public string? Team { get; init; }

    /// <summary>The social worker who holds the child.</summary>
    public string? SocialWorker { get; init; }

    /// <summary>The independent reviewing officer of the child.</summary>
    public string? Iro { get; init; }

    /// <summary>The team that held the child on the due date.</summary>
    public string? TeamWhenDue { get; init; }

    /// <summary>The social worker who held the child on the due date.</summary>
    public string? SocialWorkerWhenDue { get; init; }

    /// <summary>The independent reviewing officer of the child on the due date.</summary>
    public string? IroWhenDue { get; init; }

    /// <summary>How it counts in figures from <see cref="OutcomeDay"/> on, if nothing more is recorded; null where that has not been worked out.</summary>
    public Counted? Outcome { get; set; }

    /// <summary>The day, as a number of days, from which it counts so; the largest number where that has not been worked out.</summary>
    public int? OutcomeDay { get; set; }

    /// <summary>The version of the catalogue that worked it out.</summary>
    public int CatalogueVersion { get; init; }
}

/// <summary>Days on which a drift indicator is true of a child for one reason.</summary>
public sealed class DriftRow : IOfGeneration
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>The generation that it belongs to.</summary>
    public int Generation { get; init; }

    /// <summary>The child.</summary>
    public required string ChildId { get; init; }

    /// <summary>Its number among the child's.</summary>
    public int Number { get; init; }

    /// <summary>The indicator's id.</summary>
    public required string Indicator { get; init; }

    /// <summary>The first day of the unbroken stretch in which it is true.</summary>
    public LocalDate SinceOn { get; init; }

    /// <summary>The first day of this reason.</summary>
    public LocalDate FromOn { get; init; }

    /// <summary>The day the reason had ended.</summary>
    public LocalDate? ToOn { get; init; }

    /// <summary>red or amber.</summary>
    public required string Severity { get; init; }

    /// <summary>The reason in one sentence.</summary>
    public required string Because { get; init; }

    /// <summary>The numbers behind it, as a JSON object: a number, or the date that days are counted from.</summary>
    public required string Figures { get; init; }

    /// <summary>The version of the catalogue that worked it out.</summary>
    public int CatalogueVersion { get; init; }
}

/// <summary>One version of an authority's policy.</summary>
public sealed class PolicyRow
{
    /// <summary>The authority.</summary>
    public required string AuthorityId { get; init; }

    /// <summary>1 for the first that was recorded.</summary>
    public int Version { get; init; }

    /// <summary>What differs from the published defaults, as a JSON object.</summary>
    public required string Body { get; init; }

    /// <summary>When the version was recorded.</summary>
    public Instant RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }
}
