using System.Net;
using ChildJourney.Infrastructure.Tests.Databases;
using Npgsql;

namespace ChildJourney.Api.Tests.Platform.Stores;

/// <summary>The service does all it does under a role that owns nothing, with the grants that its documentation gives.</summary>
[OnEveryDatabase]
[OnlyOn(Provider.PostgreSql)]
public sealed class RolesTests
{
    [Fact]
    public async Task A_role_that_owns_nothing_serves_and_cannot_touch_what_was_audited()
    {
        var owner = await PostgreSqlServer.CreateAsync();
        var page = await File.ReadAllTextAsync(CheckedIn.File("docs/postgresql.md"));
        var grants = page[page.IndexOf("GRANT USAGE", StringComparison.Ordinal)..];
        await Databases.ExecuteAsync(owner, "DROP ROLE IF EXISTS childjourney_service; CREATE ROLE childjourney_service LOGIN; " + grants[..grants.IndexOf("```", StringComparison.Ordinal)]);
        var role = new NpgsqlConnectionStringBuilder(owner) { Username = "childjourney_service" }.ToString();
        await using (var service = new Service { Connection = role })
        {
            await service.InitializeAsync();
            await service.ChildAsync("C1", new { id = "e1", type = "admission", on = "2026-03-01", legalStatus = "V2" });
            await service.PolicyAsync(new { pepFromAge = 2 });
            (await service.PutAsync("/v1/children/C1/entries/e1", new { type = "admission", on = "2026-03-02", legalStatus = "V2" })).Status.Should().Be(HttpStatusCode.OK);
            (await service.GetAsync("/v1/flags")).Items.Should().NotBeEmpty();
            foreach (var sql in new[] { "UPDATE audit SET by = 'x'", "DELETE FROM audit_groups", "TRUNCATE audit_children", "DROP TRIGGER audit_no_update ON audit", "UPDATE policies SET body = '{}'" })
            {
                (await FluentActions.Awaiting(() => service.ExecuteAsync(sql)).Should().ThrowAsync<PostgresException>(sql)).Which.SqlState.Should().Be(PostgresErrorCodes.InsufficientPrivilege, sql);
            }
        }

        await Databases.ExecuteAsync(owner, "DROP OWNED BY childjourney_service; DROP ROLE childjourney_service");
        await PostgreSqlServer.DropAsync(owner);
    }
}
