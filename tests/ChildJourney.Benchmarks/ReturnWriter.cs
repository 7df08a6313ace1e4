using System.Globalization;
using ChildJourney.Api.Features.Demo;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Benchmarks;

/// <summary>Writes the made-up authority as an SSDA903 return: what an import is measured on.</summary>
internal static class ReturnWriter
{
    private static readonly LocalDate supportedAccommodationFrom = new(2023, 10, 28);

    /// <summary>Writes the files of so many children into the folder; returns the number of rows.</summary>
    public static int Write(string folder, LocalDate today, int children)
    {
        using var header = Open(folder, "header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB");
        using var episodes = Open(folder, "episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN");
        using var reviews = Open(folder, "reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE");
        using var workers = Open(folder, "sw_episodes.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON");
        using var missing = Open(folder, "missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END");
        var rows = 0;
        foreach (var (child, entries) in DemoAuthority.Make(today, children))
        {
            var journey = Journey.Of(child, entries);
            Row(header, child.Id, child.Sex is { } sex ? sex.ToString() : "U", Date(child.DateOfBirth), "WBRI", "UN5", "", "");
            foreach (var period in journey.PeriodsOfCare)
            {
                WriteEpisodes(period);
                foreach (var review in period.Reviews)
                {
                    Row(reviews, child.Id, Date(child.DateOfBirth), Date(review.On), review.Participation?.ToString() ?? "PN1");
                }
            }

            foreach (var span in journey.Allocations(AllocationRole.SocialWorker).Where(span => span.Value.Assignee is not null))
            {
                Row(workers, child.Id, Date(child.DateOfBirth), span.Value.Assignee!, Date(span.From), span.To is { } to ? Date(to) : "", span.To is null ? "" : "OTHERS");
            }

            foreach (var episode in journey.All<Missing>().Where(episode => episode.ReturnedAt is not null))
            {
                Row(missing, child.Id, Date(child.DateOfBirth), episode.Kind == MissingKind.Missing ? "M" : "A", Date(episode.From.Date), Date(episode.ReturnedAt!.Value.Date));
            }

            void WriteEpisodes(PeriodOfCare period)
            {
                var starts = period.LegalStatuses.Select(span => span.From).Concat(period.PlacementEntries.Select(entry => entry.On)).Append(period.From).Distinct().Order().ToList();
                for (var i = 0; i < starts.Count; i++)
                {
                    var on = starts[i];
                    var status = period.LegalStatuses.On(on)!.Value;
                    var placement = period.PlacementEntries.LastOrDefault(entry => entry.On <= on);
                    var isLast = i == starts.Count - 1;
                    var ended = isLast ? period.To <= today ? Date(period.To) : "" : Date(starts[i + 1]);
                    Row(
                        episodes,
                        child.Id,
                        Date(on),
                        i == 0 ? "S" : status.From != on ? placement!.SameCarer ? "T" : "P" : placement?.On != on ? "L" : placement.SameCarer ? "U" : "B",
                        CodeLists.LegalStatuses.TextOf(status.Value),
                        "N1",
                        PlaceOf(placement, on),
                        "PR1",
                        ended,
                        ended.Length == 0 ? "" : isLast ? "E8" : "X1",
                        "",
                        "",
                        "",
                        "");
                }
            }
        }

        return rows;

        void Row(StreamWriter file, params ReadOnlySpan<string> cells)
        {
            file.WriteLine(string.Join(',', cells));
            rows++;
        }
    }

    /// <summary>The placement code of an episode: semi-independent living is coded as supported accommodation from its registration on.</summary>
    private static string PlaceOf(PlacementStart? placement, LocalDate on) =>
        placement is null ? "U6"
        : placement.PlacementType is PlacementType.H5 or PlacementType.P2 && on >= supportedAccommodationFrom ? "K3"
        : CodeLists.PlacementTypes.TextOf(placement.PlacementType);

    private static StreamWriter Open(string folder, string name, string columns)
    {
        var file = new StreamWriter(Path.Combine(folder, name)) { NewLine = "\r\n" };
        file.WriteLine(columns);
        return file;
    }

    private static string Date(LocalDate date) => date.ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
