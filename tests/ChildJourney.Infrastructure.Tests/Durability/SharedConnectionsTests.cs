using System.Data;
using System.Globalization;
using ChildJourney.Infrastructure.Durability;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ChildJourney.Infrastructure.Tests.Durability;

/// <summary>On SQLite, as a service has its contexts: many, which take a connection each time they open one.</summary>
public sealed class SharedConnectionsTests : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        services = new ServiceCollection()
            .AddSingleton<SharedConnections>()
            .AddDbContextPool<JourneyDb>(options => options.UseJourneySqlite($"Data Source={database.File}"))
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        SqliteFile.At(database.File).CloseIdle();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task What_one_has_let_go_of_the_next_uses()
    {
        await using var one = services.CreateAsyncScope();
        await using var other = services.CreateAsyncScope();

        (await HandleAsync(other)).Should().NotBeNull().And.BeSameAs(await HandleAsync(one));
    }

    [Fact]
    public async Task Two_that_use_one_at_once_have_two_and_the_last_to_come_back_is_used_first()
    {
        await using var one = services.CreateAsyncScope();
        await using var other = services.CreateAsyncScope();
        var first = await OpenAsync(one);
        var second = await OpenAsync(other);
        first.Should().NotBeSameAs(second);

        await Db(other).Database.CloseConnectionAsync();
        await Db(one).Database.CloseConnectionAsync();

        await using var third = services.CreateAsyncScope();
        (await OpenAsync(third)).Should().BeSameAs(first);
        (await OpenAsync(one)).Should().BeSameAs(second);
    }

    [Fact]
    public async Task It_is_one_s_own_for_as_long_as_it_is_open()
    {
        await using var one = services.CreateAsyncScope();
        await using var other = services.CreateAsyncScope();
        await using var transaction = await Db(one).Database.BeginTransactionAsync();
        await Db(one).Database.ExecuteSqlRawAsync("CREATE TABLE halves (name TEXT)");

        (await TablesAsync(other)).Should().Be(0, "it is not committed");
        await transaction.CommitAsync();
        (await TablesAsync(other)).Should().Be(1);
    }

    [Fact]
    public async Task What_was_left_open_goes_no_further()
    {
        await using var next = services.CreateAsyncScope();
        await using (var careless = services.CreateAsyncScope())
        {
            await Db(careless).Database.OpenConnectionAsync();
            await Db(careless).Database.ExecuteSqlRawAsync("BEGIN");
            await Db(careless).Database.ExecuteSqlRawAsync("CREATE TABLE left_open (name TEXT)");
        }

        Db(next).Database.GetDbConnection().State.Should().Be(ConnectionState.Closed);
        (await TablesAsync(next)).Should().Be(0);
        await Db(next).Database.ExecuteSqlRawAsync("CREATE TABLE written (name TEXT)");
        (await TablesAsync(next)).Should().Be(1);
    }

    [Fact]
    public async Task One_that_could_not_be_opened_is_opened_by_the_next()
    {
        await using var one = services.CreateAsyncScope();
        await using var other = services.CreateAsyncScope();
        await HandleAsync(one);
        SqliteFile.At(database.File).CloseIdle();
        File.Move(database.File, database.File + ".aside");

        var open = () => Db(one).Database.OpenConnectionAsync();
        await open.Should().ThrowAsync<SqliteException>();
        await open.Should().ThrowAsync<SqliteException>();

        File.Move(database.File + ".aside", database.File);
        (await HandleAsync(other)).Should().NotBeNull().And.BeSameAs(await HandleAsync(one));
    }

    [Fact]
    public async Task A_command_that_is_let_go_of_late_disturbs_nobody_who_uses_the_connection_by_then()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            var wrong = 0;
            for (var round = 0; round < 300; round++)
            {
                await using var scope = services.CreateAsyncScope();
                var db = Db(scope);
                await db.Database.OpenConnectionAsync();
                var late = db.Database.GetDbConnection().CreateCommand();
                late.CommandText = "VALUES (1), (2)";
                (await late.ExecuteScalarAsync()).Should().Be(1L);
                await db.Database.CloseConnectionAsync();
                var number = (worker * 1000) + round;
                var answer = await db.Database.SqlQueryRaw<int>(string.Create(CultureInfo.InvariantCulture, $"SELECT {number % 50} + 1 AS \"Value\"")).ToListAsync();
                wrong += answer is [var only] && only == (number % 50) + 1 ? 0 : 1;
                await late.DisposeAsync();
            }

            return wrong;
        })));

        answers.Should().OnlyContain(wrong => wrong == 0);
    }

    private static JourneyDb Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<JourneyDb>();

    private static Task<int> TablesAsync(AsyncServiceScope scope) =>
        Db(scope).Database.SqlQueryRaw<int>("SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name IN ('halves', 'left_open', 'written')").SingleAsync();

    private static async Task<object?> OpenAsync(AsyncServiceScope scope)
    {
        await Db(scope).Database.OpenConnectionAsync();
        return ((SqliteConnection)Db(scope).Database.GetDbConnection()).Handle;
    }

    /// <summary>The handle of what it used, which is closed again.</summary>
    private static async Task<object?> HandleAsync(AsyncServiceScope scope)
    {
        var handle = await OpenAsync(scope);
        await Db(scope).Database.CloseConnectionAsync();
        return handle;
    }
}
