using ChildJourney.Api.Features.Imports;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>Whole returns, where a folder of shared data stands beside the project.</summary>
public class SharedDataTests
{
    [SharedDataFact("caseload-300")]
    public void A_plausible_return_is_stored_whole_and_again_changes_nothing()
    {
        var store = new Store();
        using var files = ReturnFiles.FromPath(SharedDataFactAttribute.Find("caseload-300")!)!;
        ImportReportText.RefusalLines(store.Import([.. files.All])).Should().BeEmpty();
        store.Children.Should().HaveCount(300);

        store.Import([.. files.All]).ChildrenChanged.Should().Be(0);
    }

    [SharedDataFact("ssda903-random")]
    public void A_random_return_is_stored_as_far_as_it_can_be_and_again_changes_nothing()
    {
        var store = new Store();
        using var files = ReturnFiles.FromPath(SharedDataFactAttribute.Find("ssda903-random")!)!;
        var first = store.Import([.. files.All]);
        first.Files.Should().OnlyContain(file => file.Fault == null);
        first.Tables.Should().OnlyContain(table => table.Stored + table.Unchanged + table.Refused == table.Rows);

        var second = store.Import([.. files.All]);
        second.ChildrenChanged.Should().Be(0);
        second.Refusals.Should().Equal(first.Refusals);
    }
}

/// <summary>A test over a folder of shared data, skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string folder)
    {
        if (Find(folder) is null)
        {
            Skip = $"no folder shared/data/{folder} beside the project";
        }
    }

    /// <summary>The folder of that name, or null.</summary>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var found = Path.Combine(at.FullName, "shared", "data", folder);
            if (Directory.Exists(found))
            {
                return found;
            }
        }

        return null;
    }
}
