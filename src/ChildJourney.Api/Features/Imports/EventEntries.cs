using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Turns a child's reviews, missing episodes and scores into entries.</summary>
internal static class EventEntries
{
    public static void AddReviews(Drafts drafts, IEnumerable<ReviewRow> reviews)
    {
        foreach (var row in reviews)
        {
            drafts.Add(row, Review.New(ImportedIds.Head(Review.Shape, row.On), row.Participation));
        }
    }

    /// <summary>Adds missing episodes that are in order; those of one day are numbered in it.</summary>
    public static void AddMissing(Drafts drafts, IEnumerable<MissingRow> episodes)
    {
        MissingRow? before = null;
        var number = 0;
        foreach (var row in episodes)
        {
            var repeats = before is not null && before.Start == row.Start && before.End == row.End && before.Kind == row.Kind;
            number = before?.Start != row.Start ? 1 : repeats ? number : number + 1;
            drafts.Add(row, Missing.New(
                ImportedIds.Head(Missing.Shape, row.Start, number),
                row.Kind,
                new LocalMoment(row.Start),
                row.End is { } end ? new LocalMoment(end) : null));
            before = row;
        }
    }

    /// <summary>Adds the score of the collection year, on its last day, where that day has come and the child was born by then.</summary>
    /// <returns>Why a score makes no entry, or null.</returns>
    public static string? AddScores(Drafts drafts, IEnumerable<OutcomeRow> outcomes, Child child, ReturnContext context)
    {
        string? left = null;
        foreach (var row in outcomes)
        {
            if (row.SdqScore is not { } score)
            {
                continue;
            }

            var on = context.Year.To;
            if (on > context.Today)
            {
                left = $"SDQ_SCORE makes no entry yet, as its day, {CellDates.Text(on)}, has not come";
            }
            else if (on < child.DateOfBirth)
            {
                left = $"SDQ_SCORE makes no entry, as its day, {CellDates.Text(on)}, is before the child's birth";
            }
            else
            {
                drafts.Add(row, Sdq.New(ImportedIds.Head(Sdq.Shape, on), score));
            }
        }

        return left;
    }
}
