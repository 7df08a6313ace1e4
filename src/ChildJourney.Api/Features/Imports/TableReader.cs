using NodaTime;

namespace ChildJourney.Api.Features.Imports;

/// <summary>Reads the rows of one file, whose table is known.</summary>
internal abstract class TableReader(Ssda903Table table, TableHeader header)
{
    public Ssda903Table Table => table;

    public Column Child { get; } = header["CHILD"];

    public int Columns => header.Count;

    protected Column DateOfBirth { get; } = header["DOB"];

    /// <summary>The reader of a file's table, or null where its columns are of none.</summary>
    public static TableReader? For(TableHeader header, ReturnNotes notes) => header.Table switch
    {
        null => null,
        Ssda903Table.Header => new HeaderReader(header),
        Ssda903Table.Episodes => new EpisodesReader(header, notes),
        Ssda903Table.Reviews => new ReviewsReader(header),
        Ssda903Table.Uasc => new UascReader(header),
        Ssda903Table.OC2 => new OutcomesReader(header, notes),
        Ssda903Table.AD1 => new AdoptedReader(header),
        Ssda903Table.PlacedAdoption => new PlacedAdoptionReader(header, notes),
        Ssda903Table.Missing => new MissingReader(header),
        Ssda903Table.SWEpisodes => new SocialWorkersReader(header),
        { } other => new NoEntryReader(other, header),
    };

    /// <summary>Reads the row; null, or what little can be used of it, where something in it does not fit.</summary>
    public abstract Row? Read(RowReader row, RowPlace at);
}

/// <summary>What is gathered from the rows as they are read, beside the rows.</summary>
internal sealed class ReturnNotes
{
    /// <summary>The latest DECOM or DEC.</summary>
    public LocalDate? LatestEpisodeDate { get; private set; }

    public int HealthAssessments { get; set; }

    public int DentalChecks { get; set; }

    public int ReasonsCeased { get; set; }

    public void See(LocalDate episodeDate)
    {
        if (LatestEpisodeDate is not { } latest || episodeDate > latest)
        {
            LatestEpisodeDate = episodeDate;
        }
    }
}
