using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Records;

public sealed class ProjectionVerificationTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();

    public Task InitializeAsync() => database.InitializeAsync();

    public Task DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Whatever_was_recorded_what_is_stored_follows_from_it()
    {
        foreach (var journey in RandomJourneys.Of(120))
        {
            var half = journey.Entries.Count / 2;
            await database.StoreAsync(journey.Child, [.. journey.Entries.Take(half)]);
            await database.StoreAsync(journey.Child, [.. journey.Entries.Skip(half)]);
            await database.StoreAsync(new ChildChange(journey.Child, [.. journey.Entries], []), "another");
        }

        var found = await RunAsync(repair: false);

        found.Differences.Should().BeEmpty();
        found.Children.Should().BeGreaterThan(200);
    }

    [Fact]
    public async Task Any_column_of_any_row_that_was_altered_is_found_by_name_and_set_right()
    {
        await StoreOneAsync();
        var before = await StateAsync();
        foreach (var (table, column, value) in Columns())
        {
            var row = $"rowid = (SELECT rowid FROM {table} WHERE child_id = 'M7' ORDER BY rowid LIMIT 1)";
            (await ChangesAsync($"UPDATE {table} SET {column} = {value} WHERE {row}")).Should().Be(1, "{0} of {1}", column, table);

            var found = await RunAsync(repair: true);

            found.Differences.Should().NotBeEmpty("{0} of {1} was altered", column, table);
            found.Differences.Should().OnlyContain(line => line.StartsWith("Authority local, child M7: ", StringComparison.Ordinal));
            found.Differing.Should().Be(1);
            (await StateAsync()).Should().Equal(before, "{0} of {1} is set right", column, table);
            (await RunAsync(repair: false)).Differences.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task What_has_ended_since_it_was_stored_is_no_difference()
    {
        var journeys = RandomJourneys.Of(60);
        database.Now = Instant.FromUtc(2026, 11, 22, 9, 0);
        foreach (var journey in journeys)
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries]);
        }

        var before = await StateAsync();
        database.Now = Instant.FromUtc(2046, 3, 1, 9, 0);

        (await RunAsync(repair: true)).Differences.Should().BeEmpty();
        (await StateAsync()).Should().Equal(before);
        foreach (var journey in journeys)
        {
            await database.StoreAsync(journey.Child with { Upn = "UN1" });
        }

        (await StateAsync()).Should().NotEqual(before, "by then it has ended");
        (await RunAsync(repair: false)).Differences.Should().BeEmpty();
    }

    [Fact]
    public async Task What_another_writer_stores_meanwhile_is_no_difference()
    {
        var journeys = RandomJourneys.Of(60);
        foreach (var journey in journeys)
        {
            await database.StoreAsync(journey.Child, [.. journey.Entries.Take(journey.Entries.Count / 2)]);
        }

        var writing = Task.Run(async () =>
        {
            foreach (var journey in journeys)
            {
                await database.StoreAsync(journey.Child, [.. journey.Entries.Skip(journey.Entries.Count / 2)]);
            }
        });
        while (!writing.IsCompleted)
        {
            (await RunAsync(repair: false)).Differences.Should().BeEmpty();
        }

        await writing;
    }

    [Theory]
    [InlineData("catalogue_version = catalogue_version - 1")]
    [InlineData("bank_holidays = 'another'")]
    public async Task What_earlier_rules_or_other_holidays_have_made_is_not_compared_with_what_these_make(string others)
    {
        await StoreOneAsync();
        await ChangesAsync("UPDATE projections SET " + others);
        await ChangesAsync("DELETE FROM obligations");

        var found = await RunAsync(repair: false);

        (found.Differences.Count, string.Join(' ', found.Outdated)).Should().Be((0, TestDatabase.Authority));
    }

    private async Task StoreOneAsync()
    {
        foreach (var (child, entries) in MadeJourneys.Make(12))
        {
            await database.StoreAsync(child, [.. entries]);
        }

        (await StateAsync()).Should().Contain(line => line.Contains("DriftRow", StringComparison.Ordinal) || line.Contains("Indicator=", StringComparison.Ordinal));
    }

    /// <summary>Every column that is derived, with another value for it.</summary>
    private List<(string Table, string Column, string Value)> Columns()
    {
        using var db = database.Open();
        return
        [
            .. from type in new[] { typeof(SpanRow), typeof(ObligationRow), typeof(DriftRow), typeof(ReviewGlanceRow) }
               let entity = db.Model.FindEntityType(type)!
               from property in entity.GetProperties()
               let column = property.GetColumnName()
               where column is not ("authority_id" or "child_id" or "generation")
               select (entity.GetTableName()!, column, Other(property)),
        ];
    }

    private static string Other(IProperty property)
    {
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        var column = property.GetColumnName();
        return (type == typeof(LocalDate) ? type : property.GetTypeMapping().Converter?.ProviderClrType ?? type) switch
        {
            var t when t == typeof(LocalDate) => "'2199-12-31'",
            var t when t == typeof(DateTime) => "'2199-12-31 00:00:00'",
            var t when t == typeof(bool) => $"NOT coalesce({column}, 0)",
            var t when t == typeof(string) => "'altered'",
            _ => $"coalesce({column}, 0) + 1000",
        };
    }

    private async Task<ProjectionFindings> RunAsync(bool repair)
    {
        await using var db = database.Open();
        await using var generations = database.Generations(db);
        await using var records = new ChildRecords(db, database, generations);
        return await new ProjectionVerification(db, records, generations).RunAsync(repair, _ => new Progress<int>(), CancellationToken.None);
    }

    private async Task<int> ChangesAsync(string sql)
    {
        await using var db = database.Open();
#pragma warning disable EF1002, EF1003 // Names of this file alone.
        return await db.Database.ExecuteSqlRawAsync(sql);
#pragma warning restore EF1002, EF1003
    }

    private async Task<List<string>> StateAsync()
    {
        await using var db = database.Open();
        IEnumerable<string> lines =
        [
            .. (await db.Spans.AsNoTracking().ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ObligationRow>().AsNoTracking().ToListAsync()).Select(Rows.Line),
            .. (await db.Set<DriftRow>().AsNoTracking().ToListAsync()).Select(Rows.Line),
            .. (await db.Set<ReviewGlanceRow>().AsNoTracking().ToListAsync()).Select(Rows.Line),
        ];
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
