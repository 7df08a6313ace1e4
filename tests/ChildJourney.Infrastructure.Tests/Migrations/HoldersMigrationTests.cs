using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ChildJourney.Infrastructure.Tests.Migrations;

/// <summary>Children whom an earlier version of the program has stored are held by whoever holds them, or held them last.</summary>
[OnEveryDatabase]
public class HoldersMigrationTests
{
    [Theory]
    [InlineData("held", "('care', '2026-01-10', '2033-05-01', NULL), ('team', '2026-01-10', NULL, 'T1')", "T1")]
    [InlineData("passed on", "('care', '2026-01-10', '2033-05-01', NULL), ('team', '2026-01-10', '2026-03-01', 'T1'), ('team', '2026-03-01', NULL, 'T2')", "T2")]
    [InlineData("held by nobody since", "('care', '2026-01-10', '2033-05-01', NULL), ('team', '2026-01-10', '2026-03-01', 'T1'), ('team', '2026-03-01', NULL, NULL)", null)]
    [InlineData("never held", "('care', '2026-01-10', '2033-05-01', NULL), ('social-worker', '2026-01-10', NULL, 'S1')", null)]
    [InlineData("left care", "('care', '2020-01-10', '2021-05-01', NULL), ('team', '2020-01-10', NULL, 'T1')", "T1")]
    [InlineData("left care, and given to nobody", "('care', '2020-01-10', '2021-05-01', NULL), ('team', '2020-01-10', '2020-06-01', 'T1'), ('team', '2020-06-01', '2021-05-01', 'T2'), ('team', '2021-05-01', NULL, NULL)", "T2")]
    [InlineData("left care once and is back", "('care', '2020-01-10', '2021-05-01', NULL), ('care', '2026-01-10', '2033-05-01', NULL), ('team', '2020-01-10', '2021-05-01', 'T1'), ('team', '2021-05-01', NULL, NULL)", null)]
    public async Task Who_holds_a_child_follows_from_what_was_stored(string what, string spans, string? team)
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var db = database.Db;
        await db.GetService<IMigrator>().MigrateAsync("20261122030000_Audit");
#pragma warning disable EF1002 // The test's own rows.
        await db.Database.ExecuteSqlRawAsync($"""
            INSERT INTO children (authority_id, child_id, date_of_birth, restricted, version, recorded_at, changed_at) VALUES
                ('A', 'C1', '2015-05-01', false, 1, '2026-11-22 09:00:00Z', '2026-11-22 09:00:00Z'), ('B', 'C1', '2015-05-01', false, 1, '2026-11-22 09:00:00Z', '2026-11-22 09:00:00Z');
            INSERT INTO spans (authority_id, child_id, kind, from_on, to_on, value) VALUES {spans.Replace("(", "('A', 'C1', ", StringComparison.Ordinal)};
            INSERT INTO spans (authority_id, child_id, kind, from_on, to_on, value) VALUES ('B', 'C1', 'team', '2026-02-01', NULL, 'theirs'), ('A', 'C2', 'team', '2026-02-01', NULL, 'another');
            """);
#pragma warning restore EF1002

        await db.Database.MigrateAsync();

        (await db.Children.SingleAsync(row => row.AuthorityId == "A")).Team.Should().Be(team, what);
        (await db.Children.SingleAsync(row => row.AuthorityId == "B")).Team.Should().Be("theirs");
    }
}
