using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using Microsoft.EntityFrameworkCore;

namespace ChildJourney.Infrastructure.Access;

/// <summary>What of the database a caller may see. Use cases have no other way to rows about children.</summary>
/// <param name="db">The database.</param>
/// <param name="scope">The children whom the caller may see.</param>
public sealed class Visible(JourneyDb db, ChildScope scope)
{
    /// <summary>Whether no child of the authority lies outside it.</summary>
    public bool IsEverything => scope.IsEverything;

    /// <summary>The children.</summary>
    public IQueryable<ChildRow> Children => scope.Apply(db.Children.AsNoTracking());

    /// <summary>The revisions of their entries.</summary>
    public IQueryable<EntryRow> Entries => Within(db.Entries.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId));

    /// <summary>Who held them, and where and how they were looked after.</summary>
    public IQueryable<SpanRow> Spans => Within(db.Spans.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId));

    /// <summary>The stages of their obligations.</summary>
    public IQueryable<ObligationRow> Obligations(Generation generation) => Within(db.Obligations(generation));

    /// <summary>The days on which drift indicators are true of them.</summary>
    public IQueryable<DriftRow> Drift(Generation generation) => Within(db.Drift(generation));

    /// <summary>The changes of their obligations' statuses.</summary>
    public IQueryable<ChangeRow> Changes => Within(db.Changes.AsNoTracking().Where(row => row.AuthorityId == scope.AuthorityId));

    private IQueryable<TRow> Within<TRow>(IQueryable<TRow> rows)
        where TRow : class, IAboutChild
    {
        if (scope.IsEverything)
        {
            return rows;
        }

        var children = Children;
        if (!scope.IsWholeAuthority)
        {
            // Those whom someone holds are few: the database lists them once, and may begin with them.
            var authorityId = scope.AuthorityId;
            return rows.Where(row => row.AuthorityId == authorityId && children.Select(child => child.ChildId).Contains(row.ChildId));
        }

        return rows.Where(row => children.Any(child => child.AuthorityId == row.AuthorityId && child.ChildId == row.ChildId));
    }
}
