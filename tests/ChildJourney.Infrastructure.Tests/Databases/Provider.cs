namespace ChildJourney.Infrastructure.Tests.Databases;

/// <summary>The databases that the program works with.</summary>
public enum Provider
{
    Sqlite,
    PostgreSql,
}

/// <summary>The database that tests run on at the moment.</summary>
public static class Tested
{
    private static readonly AsyncLocal<Provider> current = new();

    /// <summary>The provider: of the test class that runs, and of what it makes.</summary>
    public static Provider Provider
    {
        get => current.Value;
        set => current.Value = value;
    }

    public static bool OnPostgreSql => Provider == Provider.PostgreSql;
}

/// <summary>Every test of the class runs on SQLite and again on PostgreSQL, where it is reported under the class's name with a suffix.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OnEveryDatabaseAttribute : Attribute;

/// <summary>What the test is about is a matter of one database alone.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnlyOnAttribute(Provider provider) : Attribute
{
    public Provider Provider { get; } = provider;
}
