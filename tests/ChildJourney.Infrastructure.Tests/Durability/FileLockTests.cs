using ChildJourney.Infrastructure.Durability;

namespace ChildJourney.Infrastructure.Tests.Durability;

public sealed class FileLockTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("childjourney-tests-");

    private string Lock => Path.Combine(folder.FullName, "lock");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Many_share_it_and_while_they_do_nobody_takes_it_alone()
    {
        using (FileLock.TryShare(Lock))
        using (FileLock.TryShare(Lock))
        {
            FileLock.TryTake(Lock).Should().BeNull();
        }

        using var alone = FileLock.TryTake(Lock);
        alone.Should().NotBeNull();
    }

    [Fact]
    public void While_one_has_it_alone_nobody_else_has_it()
    {
        using (FileLock.TryTake(Lock))
        {
            FileLock.TryShare(Lock).Should().BeNull();
            FileLock.TryTake(Lock).Should().BeNull();
        }

        using var shared = FileLock.TryShare(Lock);
        shared.Should().NotBeNull();
    }

    [Fact]
    public void Where_it_cannot_be_made_that_is_said()
    {
        var taking = () => FileLock.TryShare(Path.Combine(folder.FullName, "nowhere", "lock"));

        taking.Should().Throw<DatabaseUnusableException>().WithMessage("*nowhere*");
    }
}
