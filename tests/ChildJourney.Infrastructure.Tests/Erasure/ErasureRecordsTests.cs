using System.Globalization;
using System.Runtime.CompilerServices;
using ChildJourney.Infrastructure.Erasure;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Erasure;

[OnEveryDatabase]
public class ErasureRecordsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Mark = "Zq-erased-qZ";
    private const string Other = "Zq-other-qZ";

    /// <summary>Tables without a row about any child. What is added here has been looked at.</summary>
    private static readonly string[] aboutNoChild =
    [
        "policies", "projections", "day_counts", "calendars", "audit_groups", "change_heads", "import_jobs", "subscriptions", "subscription_secrets", "overwritings",

        // The return as it was handed in, until it has been imported: no child's row, and gone soon.
        "import_pieces",
    ];

    /// <summary>Tables that an erasure leaves as they are.</summary>
    private static readonly string[] kept = ["audit", "audit_children", "erased_children"];

    [Fact]
    public void Every_table_is_erased_from_or_stays_for_a_reason()
    {
        using var db = database.Open();

        db.Model.GetEntityTypes().Select(rows => rows.GetTableName()!).Except(aboutNoChild).Except(kept)
            .Should().BeEquivalentTo(TablesToErase.Of(db.Model).Select(rows => rows.GetTableName()), "a table about children says which one in a column child_id, and is erased from");
        TablesToErase.Of(db.Model).Select(rows => rows.GetTableName()).Should().Contain(["children", "entries", "spans", "obligations", "drift_spans", "review_glances", "changes", "deliveries", "import_findings", "kept_answers"]);
        db.Model.GetEntityTypes().Where(rows => rows.ClrType.IsAssignableTo(typeof(IAboutChild))).Select(rows => rows.GetTableName())
            .Should().BeSubsetOf([.. TablesToErase.Of(db.Model).Select(rows => rows.GetTableName()!), .. kept]);
    }

    [Fact]
    public async Task Nothing_of_the_child_stays_in_any_table_and_nothing_of_another_goes()
    {
        await FillAsync(TestDatabase.Authority, Mark);
        await FillAsync(TestDatabase.Authority, Other);
        await FillAsync("elsewhere", Mark);
        await using var db = database.Open();
        var tables = TablesToErase.Of(db.Model).Select(rows => rows.GetTableName()!).ToList();
        foreach (var table in tables)
        {
            (await CountAsync(table, TestDatabase.Authority, Mark)).Should().Be(1, table);
        }

        await using (var transaction = await db.Database.BeginTransactionAsync())
        {
            await new ErasureRecords(db, database).EraseAsync(TestDatabase.Authority, Mark, "admin", "court-order", CancellationToken.None);
            await transaction.CommitAsync();
        }

        foreach (var table in tables)
        {
            (await CountAsync(table, TestDatabase.Authority, Mark)).Should().Be(0, table);
            (await CountAsync(table, TestDatabase.Authority, Other)).Should().Be(1, table);
            (await CountAsync(table, "elsewhere", Mark)).Should().Be(1, table);
        }

        var left = (await new ErasureRecords(db, database).FindAsync(TestDatabase.Authority, Mark, CancellationToken.None))!;
        (left.ErasedAt, left.ErasedBy, left.Reason).Should().Be((database.Now, "admin", "court-order"));
        (await new ErasureRecords(db, database).FindAsync(TestDatabase.Authority, Other, CancellationToken.None)).Should().BeNull();
        (await new ErasureRecords(db, database).FindManyAsync("elsewhere", [Mark, Other], CancellationToken.None)).Should().BeEmpty();
    }

    private async Task<long> CountAsync(string table, string authority, string childId) => Convert.ToInt64(
        await database.ScalarAsync($"SELECT count(*) FROM {table} WHERE authority_id = '{authority}' AND child_id = '{childId}'"), CultureInfo.InvariantCulture);

    /// <summary>Adds a row about the child to every table that has such rows, whichever they are.</summary>
    private async Task FillAsync(string authority, string childId)
    {
        await using var db = database.Open();
        foreach (var rows in TablesToErase.Of(db.Model))
        {
            var row = RuntimeHelpers.GetUninitializedObject(rows.ClrType);
            foreach (var property in rows.GetProperties())
            {
                property.PropertyInfo!.SetValue(row, ValueOf(property, authority, childId));
            }

            db.Add(row);
        }

        await db.SaveChangesAsync();
    }

    private static object? ValueOf(IProperty property, string authority, string childId)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return property.Name switch
        {
            nameof(IAboutChild.AuthorityId) => authority,
            nameof(IAboutChild.ChildId) => childId,
            _ when type == typeof(string) => childId,
            _ when type == typeof(Instant) => Instant.FromUtc(2026, 11, 22, 9, 0),
            _ when type == typeof(LocalDate) => new LocalDate(2026, 11, 22),
            _ when type == typeof(bool) => true,

            // Of keys that count rows, each child has its own: the two names differ in length.
            _ when type.IsPrimitive => Convert.ChangeType(childId.Length, type, CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
