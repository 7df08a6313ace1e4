using ChildJourney.Infrastructure.Mapping;
using NodaTime;

namespace ChildJourney.Infrastructure.Figures;

/// <summary>What figures are split by.</summary>
public enum FigureKey
{
    /// <summary>The rule.</summary>
    Rule,

    /// <summary>The team that held the child on the due date.</summary>
    Team,

    /// <summary>The independent reviewing officer of the child on the due date.</summary>
    Iro,

    /// <summary>The social worker who held the child on the due date.</summary>
    SocialWorker,
}

/// <summary>Which figures are asked for.</summary>
/// <param name="AsOf">The day asked about.</param>
/// <param name="From">The first due date that counts.</param>
/// <param name="To">The last due date that counts.</param>
public sealed record FigureQuestion(LocalDate AsOf, LocalDate From, LocalDate To)
{
    /// <summary>The first day of the period just before, which is counted beside; null for none.</summary>
    public LocalDate? BeforeFrom { get; init; }

    /// <summary>What they are split by: two at most.</summary>
    public IReadOnlyList<FigureKey> By { get; init; } = [];

    /// <summary>Whether children are counted, and not obligations.</summary>
    public bool OfChildren { get; init; }

    /// <summary>Of these rules; none for all.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Of these levels; none for all.</summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>Of children who were held so on the due date.</summary>
    public WhenDue Holders { get; init; } = WhenDue.Anyone;

    /// <summary>The rows within every filter that does not ask about time.</summary>
    internal IQueryable<ObligationRow> Among(IQueryable<ObligationRow> rows)
    {
        rows = Rules.Count == 0 ? rows : rows.WhereIn(row => row.Rule, Rules);
        rows = Levels.Count == 0 ? rows : rows.WhereIn(row => row.Level, Levels);
        return Holders.Apply(rows);
    }
}

/// <summary>Which obligations, by who held the child on the due date.</summary>
/// <param name="Teams">The teams; none for all.</param>
/// <param name="Iros">The independent reviewing officers; none for all.</param>
/// <param name="SocialWorkers">The social workers; none for all.</param>
public sealed record WhenDue(IReadOnlyList<string> Teams, IReadOnlyList<string> Iros, IReadOnlyList<string> SocialWorkers)
{
    /// <summary>The value for a child whom nobody held.</summary>
    public const string Nobody = Names.Nobody;

    /// <summary>All obligations.</summary>
    public static WhenDue Anyone { get; } = new([], [], []);

    /// <summary>Whether it asks for nobody.</summary>
    public bool IsEmpty => Teams.Count == 0 && Iros.Count == 0 && SocialWorkers.Count == 0;

    /// <summary>Whether a child who is held so is meant.</summary>
    internal bool Holds(string? team, string? iro, string? socialWorker)
    {
        return IsAmong(Teams, team) && IsAmong(Iros, iro) && IsAmong(SocialWorkers, socialWorker);

        static bool IsAmong(IReadOnlyList<string> asked, string? holder) => asked.Count == 0 || asked.Contains(holder ?? Nobody);
    }

    /// <summary>Those of the rows.</summary>
    public IQueryable<ObligationRow> Apply(IQueryable<ObligationRow> rows)
    {
        rows = Teams.Count == 0 ? rows : rows.WhereAny(row => row.TeamWhenDue, Teams);
        rows = Iros.Count == 0 ? rows : rows.WhereAny(row => row.IroWhenDue, Iros);
        return SocialWorkers.Count == 0 ? rows : rows.WhereAny(row => row.SocialWorkerWhenDue, SocialWorkers);
    }
}
