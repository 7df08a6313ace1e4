namespace ChildJourney.Api.Tests.Features.Durability;

/// <summary>What is stored beside the entries can be worked out from them again, and is found where it was altered.</summary>
public sealed class RebuildVerbTests : IDisposable
{
    private readonly RealProgram program = new();

    public void Dispose() => program.Dispose();

    [Fact]
    public async Task What_is_as_it_should_be_is_not_changed()
    {
        await FillAsync();
        var before = await StateAsync();

        var outcome = await program.RunAsync("rebuild");

        (outcome.ExitCode, outcome.Output[^1]).Should().Be((0, "Nothing had to be changed. Children: 2."));
        (await StateAsync()).Should().Equal(before);
    }

    [Theory]
    [InlineData("UPDATE obligations SET due_on = '2031-01-01', ground = 'none' WHERE child_id = 'C1' AND obligation_id = 'review-first:2026-06-01'", "Authority local, child C1: obligation review-first:2026-06-01 (rule review-first), stage 0 differs in due_on, ground")]
    [InlineData("DELETE FROM obligations WHERE child_id = 'C1' AND obligation_id = 'review-first:2026-06-01'", "Authority local, child C1: obligation review-first:2026-06-01 (rule review-first), stage 0 is missing")]
    [InlineData("UPDATE obligations SET obligation_id = 'made-up' WHERE child_id = 'C1' AND obligation_id = 'review-first:2026-06-01'", "Authority local, child C1: obligation made-up (rule review-first), stage 0 does not follow from the entries")]
    [InlineData("UPDATE spans SET value = 'T2' WHERE child_id = 'C2' AND kind = 'team'", "Authority local, child C2: span team from 2026-06-02 differs in value")]
    [InlineData("UPDATE drift_spans SET severity = 'none' WHERE child_id = 'C1' AND number = 0", "Authority local, child C1: sign of drift 0 (indicator ")]
    [InlineData("UPDATE review_glances SET body = replace(body, '2026', '2025') WHERE child_id = 'C1'", "Authority local, child C1: what stands beside the next review differs in body")]
    [InlineData("INSERT INTO spans SELECT authority_id, 'C9', kind, from_on, to_on, value FROM spans WHERE child_id = 'C2'", "Authority local, child C9: has spans, obligations or signs of drift, and is not there")]
    public async Task What_was_altered_is_found_and_set_right(string alteration, string line)
    {
        await FillAsync();
        var before = await StateAsync();
        await program.ExecuteAsync(alteration);
        (await StateAsync()).Should().NotEqual(before);

        var verified = await program.RunAsync("verify");
        var rebuilt = await program.RunAsync("rebuild");

        foreach (var outcome in new[] { verified, rebuilt })
        {
            outcome.ExitCode.Should().Be(1);
            outcome.Output.Should().Contain(said => said.StartsWith(line, StringComparison.Ordinal));
        }

        rebuilt.Output[^1].Should().Be("Changed, where the entries allow it, what is stored of 1 of 2 children.");
        (await StateAsync()).Should().Equal(before);
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("UPDATE entries SET fields = '{' WHERE child_id = 'C1' AND entry_id = 'e1'", "Authority local, child C1: an entry cannot be read")]
    [InlineData("UPDATE entries SET type = 'nonsense' WHERE child_id = 'C1' AND entry_id = 'e1'", "Authority local, child C1: an entry cannot be read")]
    [InlineData("UPDATE entries SET superseded_at = recorded_at WHERE child_id = 'C1' AND entry_id = 'e1'", "Authority local, child C1: entry e1 has revisions that do not follow one another")]
    [InlineData("DELETE FROM children WHERE child_id = 'C1'", "Authority local, child C1: has entries, and is not there")]
    public async Task What_was_altered_of_the_entries_themselves_is_found(string alteration, string line)
    {
        await FillAsync();
        await program.ExecuteAsync(alteration);

        var outcome = await program.RunAsync("verify");

        outcome.ExitCode.Should().Be(1);
        outcome.Output.Should().Contain(line);
        outcome.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task A_policy_that_the_service_has_not_come_to_is_worked_out_first()
    {
        await FillAsync();
        await program.ExecuteAsync("UPDATE projections SET catalogue_version = catalogue_version - 1 WHERE state = 'current'");
        (await program.RunAsync("verify")).Output.Should().Contain(line => line.StartsWith("Authority local: its obligations were made by earlier rules", StringComparison.Ordinal));

        var outcome = await program.RunAsync("rebuild");

        (outcome.ExitCode, outcome.Output[0]).Should().Be((0, "100% 2 of 2 children of authority local moved to the newest policy and rules"));
        (await program.QueryAsync("SELECT generation FROM projections WHERE state = 'current'")).Should().Equal("1");
        (await program.RunAsync("verify")).ExitCode.Should().Be(0);
    }

    private async Task FillAsync()
    {
        using var service = await program.ServeAsync();
        var answer = await service.PostAsync("/v1/batches", new object[]
        {
            new
            {
                childId = "C1",
                child = new { dateOfBirth = "2015-05-01" },
                entries = new object[] { new { id = "e1", type = "admission", on = "2026-06-01", legalStatus = "V2" } },
            },
            new
            {
                childId = "C2",
                child = new { dateOfBirth = "2015-05-01" },
                entries = new object[] { new { id = "e1", type = "allocation", on = "2026-06-02", role = "team", assignee = "T1" } },
            },
        });
        answer.Json.EnumerateArray().Should().OnlyContain(line => line.GetProperty("status").GetString() == "stored");
        await service.StopAsync();
    }

    private async Task<string[]> StateAsync() =>
    [
        .. await program.QueryAsync("SELECT * FROM children ORDER BY 1, 2"),
        .. await program.QueryAsync("SELECT * FROM spans ORDER BY 1, 2, 3, 4"),
        .. await program.QueryAsync("SELECT * FROM obligations ORDER BY 1, 2, 3, 4, 5"),
        .. await program.QueryAsync("SELECT * FROM drift_spans ORDER BY 1, 2, 3, 4"),
        .. await program.QueryAsync("SELECT * FROM review_glances ORDER BY 1, 2, 3"),
    ];
}
