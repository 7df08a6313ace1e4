using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Migrations;

/// <summary>What an earlier version of the program has stored is there in the first generation.</summary>
[OnEveryDatabase]
public class GenerationsMigrationTests
{
    [Fact]
    public async Task What_was_stored_becomes_the_first_generation_of_each_authority()
    {
        await using var database = await EmptyDatabase.CreateAsync();
        var db = database.Db;
        await db.GetService<IMigrator>().MigrateAsync("20261122010000_Policies");
        await db.Database.ExecuteSqlRawAsync(
            """
            INSERT INTO children (authority_id, child_id, date_of_birth, restricted, version, recorded_at, changed_at) VALUES
                ('A', 'C1', '2015-05-01', false, 1, '2026-11-22 09:00:00Z', '2026-11-22 09:00:00Z'), ('B', 'C1', '2015-05-01', false, 1, '2026-11-22 09:00:00Z', '2026-11-22 09:00:00Z');
            INSERT INTO policies (authority_id, version, body, recorded_at, recorded_by) VALUES
                ('A', 1, '{{}}', '2026-11-22 09:00:00Z', 'x'), ('A', 2, '{{}}', '2026-11-22 09:00:00Z', 'x'), ('D', 1, '{{}}', '2026-11-22 09:00:00Z', 'x');
            INSERT INTO obligations (authority_id, child_id, obligation_id, stage, rule, level, opens_on, due_on, due_at, due_day, met_in_time, days_late, settled, provisional, ground, team, catalogue_version) VALUES
                ('A', 'C1', 'o1', 0, 'r', 'local', '2026-06-01', '2026-06-08', '2026-06-08 10:30:00Z', 20612, true, 3, true, false, 'five working days', 'T1', 2),
                ('A', 'C1', 'o1', 1, 'r', 'local', '2026-06-05', NULL, NULL, NULL, NULL, 0, false, true, 'ground', NULL, 1);
            INSERT INTO drift_spans (authority_id, child_id, number, indicator, since_on, from_on, severity, because, figures, catalogue_version) VALUES
                ('A', 'C1', 0, 'unallocated', '2026-06-02', '2026-06-03', 'red', 'nobody', '{{"days":3}}', 1);
            """);

        await db.Database.MigrateAsync();

        (await db.Projections.OrderBy(row => row.AuthorityId).ToListAsync()).Select(row => (row.AuthorityId, row.Generation, row.PolicyVersion, row.CatalogueVersion, row.State))
            .Should().Equal(("A", 0, 2, 1, "current"), ("B", 0, 0, 0, "current"), ("D", 0, 1, 0, "current"));
        var current = new Generation(await db.Projections.SingleAsync(row => row.AuthorityId == "A"), Domain.Rules.Settings.Default);
        var obligations = await db.Obligations(current).OrderBy(row => row.Stage).ToListAsync();
        obligations.Should().HaveCount(2);
        obligations[0].Should().BeEquivalentTo(new ObligationRow
        {
            AuthorityId = "A",
            ChildId = "C1",
            ObligationId = "o1",
            Rule = "r",
            Level = "local",
            OpensOn = new LocalDate(2026, 6, 1),
            DueOn = new LocalDate(2026, 6, 8),
            DueAt = Instant.FromUtc(2026, 6, 8, 10, 30),
            DueDay = 20612,
            OutcomeDay = int.MaxValue,
            MetInTime = true,
            DaysLate = 3,
            Settled = true,
            Ground = "five working days",
            Team = "T1",
            CatalogueVersion = 2,
        });
        (await db.Drift(current).SingleAsync()).Should().Match<DriftRow>(row =>
            row.Indicator == "unallocated" && row.SinceOn == new LocalDate(2026, 6, 2) && row.FromOn == new LocalDate(2026, 6, 3) && row.ToOn == null && row.Figures == "{\"days\":3}");
    }
}
