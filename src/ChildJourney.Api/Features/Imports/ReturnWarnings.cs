using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;

namespace ChildJourney.Api.Features.Imports;

/// <summary>What is incomplete about a child's data, though it can be stored.</summary>
internal static class ReturnWarnings
{
    public static IReadOnlyList<ImportWarning> Of(Child child, Journey journey, AcceptedRows rows, ReturnContext context)
    {
        var warnings = new List<ImportWarning>();
        if (journey.PeriodsOfCare.Count == 0)
        {
            warnings.Add(new ImportWarning(child.Id, "no episode of care"));
        }

        if (rows.Episodes.Count == 0)
        {
            return warnings;
        }

        foreach (var row in rows.Episodes)
        {
            if (row.Continues && row.Dec is null)
            {
                Warn("REC is X1, and DEC is blank", row);
            }
        }

        var last = rows.Episodes[^1];
        if (last.Dec is not null)
        {
            if (last.Continues)
            {
                Warn("REC is X1, and no episode follows", last);
            }
        }
        else if (child.EighteenthBirthday <= context.Today)
        {
            Warn("18 or over, and the last episode is open", last);
        }
        else if (context.Tables.Has(Ssda903Table.SWEpisodes) && journey.AssigneeOn(AllocationRole.SocialWorker, context.Today) is null)
        {
            Warn("looked after, and no social worker episode is open", last);
        }

        return warnings;

        void Warn(string what, EpisodeRow row) => warnings.Add(new ImportWarning(child.Id, what, context.Files[row.At.File], row.At.Line));
    }
}
