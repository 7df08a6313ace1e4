using System.Runtime.CompilerServices;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ChildJourney.Api.Features.Trends;

/// <summary>Days without a break in which a child was looked after, short breaks apart from all other care.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day it had ended.</param>
/// <param name="IsShortBreaks">Whether they were short breaks (V3, V4).</param>
/// <param name="DateOfBirth">The child's day of birth, where ages are asked for.</param>
/// <param name="Teams">Which team held the child, where teams are asked for.</param>
internal sealed record CareStretch(LocalDate From, LocalDate To, bool IsShortBreaks, LocalDate? DateOfBirth, IReadOnlyList<TeamSpan> Teams)
{
    /// <summary>The team on a day, or null.</summary>
    public string? TeamOn(LocalDate day) => Teams.FirstOrDefault(span => span.From <= day && !(day >= span.To))?.Team;
}

/// <summary>Days on which a team held a child.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The day it had ended, or null.</param>
/// <param name="Team">The team; null where none did.</param>
internal sealed record TeamSpan(LocalDate From, LocalDate? To, string? Team);

/// <summary>Reads when children were looked after, a child at a time, however many there are.</summary>
internal static class CareStretches
{
    private static readonly string[] shortBreaks = [nameof(LegalStatus.V3), nameof(LegalStatus.V4)];
    private static readonly IReadOnlyList<string> care = [SpanKinds.Care, SpanKinds.LegalStatus];
    private static readonly IReadOnlyList<string> careAndTeams = [SpanKinds.Care, SpanKinds.LegalStatus, SpanKinds.Team];

    /// <summary>The legal statuses that are not short breaks.</summary>
    public static IReadOnlyList<string> OtherStatuses { get; } = [.. CodeLists.LegalStatuses.Texts.Except(shortBreaks)];

    /// <summary>The stretches that reach into the days from one to another; what began earlier may be given as having begun later, before the first.</summary>
    public static async IAsyncEnumerable<CareStretch> ReadAsync(
        Visible visible, LocalDate from, LocalDate to, bool withTeams, bool withAges, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var children = visible.Children;
        var kinds = withTeams ? careAndTeams : care;
        var spans = visible.Spans
            .Where(span => kinds.Contains(span.Kind) && span.FromOn <= to && (span.ToOn == null || span.ToOn >= from))
            .OrderBy(span => span.ChildId);
        var rows = withAges
            ? spans.Select(span => new Row(
                span.ChildId, span.Kind, span.FromOn, span.ToOn, span.Value,
                children.Where(child => child.AuthorityId == span.AuthorityId && child.ChildId == span.ChildId).Select(child => child.DateOfBirth).First()))
            : spans.Select(span => new Row(span.ChildId, span.Kind, span.FromOn, span.ToOn, span.Value, null));
        var ofOne = new List<Row>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (ofOne.Count > 0 && ofOne[0].ChildId != row.ChildId)
            {
                foreach (var stretch in Of(ofOne))
                {
                    yield return stretch;
                }

                ofOne.Clear();
            }

            ofOne.Add(row);
        }

        foreach (var stretch in Of(ofOne))
        {
            yield return stretch;
        }
    }

    private static IEnumerable<CareStretch> Of(List<Row> rows)
    {
        TeamSpan[] teams = [.. rows.Where(row => row.Kind == SpanKinds.Team).Select(row => new TeamSpan(row.From, row.To, row.Value))];
        var opened = rows.Where(row => row.Kind == SpanKinds.Care).Select(row => row.From).ToHashSet();
        CareStretch? open = null;
        foreach (var row in rows.Where(row => row.Kind == SpanKinds.LegalStatus).OrderBy(row => row.From))
        {
            var (to, isShortBreaks) = (row.To ?? LocalDate.MaxIsoValue, shortBreaks.Contains(row.Value));
            if (open is not null && open.IsShortBreaks == isShortBreaks && !opened.Contains(row.From))
            {
                open = open with { To = to };
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = new CareStretch(row.From, to, isShortBreaks, row.DateOfBirth, teams);
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    private sealed record Row(string ChildId, string Kind, LocalDate From, LocalDate? To, string? Value, LocalDate? DateOfBirth);
}
