using ChildJourney.Api.Features.Flags;
using ChildJourney.Domain.Obligations;
using ChildJourney.Infrastructure.Figures;
using ChildJourney.Infrastructure.Projection;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Summary;

/// <summary>Where the obligations behind a figure are listed.</summary>
/// <param name="Question">What was counted.</param>
public sealed record FigureLinks(FigureQuestion Question)
{
    private static readonly Status[] late = [Status.Overdue, Status.MetLate, Status.Missed];

    // Done ahead of its day is not due yet, so that the list ends on the day asked about.
    private static readonly Status[] due = [Status.Met, .. late];

    private static readonly Status[] relaxed = [Status.Upcoming, Status.DueSoon, .. due];

    /// <summary>Those that count so.</summary>
    public string To(Counted how, KeyView? key) => how switch
    {
        Counted.Late => To(late, key, isRelaxed: false, Question.To),
        Counted.Refused => To([Status.Refused], key, isRelaxed: null, Question.To),
        Counted.Ended => To([Status.Ended], key, isRelaxed: null, Question.To),
        Counted.Relaxed => To(relaxed, key, isRelaxed: true, Question.To),
        _ => throw new ArgumentOutOfRangeException(nameof(how)),
    };

    /// <summary>Those that were due.</summary>
    public string ToDue(KeyView? key) => To(due, key, isRelaxed: false, LocalDate.Min(Question.To, Question.AsOf));

    private string To(IEnumerable<Status> statuses, KeyView? key, bool? isRelaxed, LocalDate to)
    {
        var by = key is null ? [] : Question.By;
        var query = new QueryBuilder
        {
            { "status", string.Join(',', statuses.Select(Words.Of)) },
            { "asOf", LocalDatePattern.Iso.Format(Question.AsOf) },
            { "dueFrom", LocalDatePattern.Iso.Format(Question.From) },
            { "dueTo", LocalDatePattern.Iso.Format(to) },
        };
        if (isRelaxed is { } which)
        {
            query.Add(ListFlags.RelaxedName, which ? "true" : "false");
        }

        Add("rule", FigureKey.Rule, key?.Rule, Question.Rules);
        Add("level", null, null, Question.Levels);
        Add(WhenDueFilter.TeamName, FigureKey.Team, key?.Team, Question.Holders.Teams);
        Add(WhenDueFilter.IroName, FigureKey.Iro, key?.Iro, Question.Holders.Iros);
        Add(WhenDueFilter.SocialWorkerName, FigureKey.SocialWorker, key?.SocialWorker, Question.Holders.SocialWorkers);
        return "/v1/flags" + query;

        void Add(string name, FigureKey? split, string? value, IReadOnlyList<string> asked)
        {
            if (split is { } part && by.Contains(part))
            {
                query.Add(name, value ?? WhenDue.Nobody);
            }
            else if (asked.Count > 0)
            {
                query.Add(name, string.Join(',', asked));
            }
        }
    }
}
