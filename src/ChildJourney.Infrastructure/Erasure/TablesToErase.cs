using ChildJourney.Infrastructure.Mapping;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ChildJourney.Infrastructure.Erasure;

/// <summary>The tables that rows about a child are erased from: all that say which child a row is about, so that a new one is never forgotten.</summary>
internal static class TablesToErase
{
    /// <summary>The column that says which child a row is about.</summary>
    public const string Column = nameof(IAboutChild.ChildId);

    /// <summary>What stays: who used the record, which the audit log must be able to tell of, and that there was one.</summary>
    private static readonly HashSet<Type> kept = [typeof(AuditChildRow), typeof(ErasedChildRow)];

    /// <summary>Their rows, as the model has them.</summary>
    public static IEnumerable<IEntityType> Of(IModel model) =>
        model.GetEntityTypes().Where(type => type.FindProperty(Column) is not null && !kept.Contains(type.ClrType));
}
