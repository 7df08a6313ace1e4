using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Infrastructure.Tests.Databases;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Tests;

/// <summary>The program itself, on a free port of this machine, over a database of its own, with a clock that the tests set.</summary>
public sealed class Service : WebApplicationFactory<Program>, IAsyncLifetime
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(60);

    private readonly bool isOnPostgreSql = Tested.OnPostgreSql;
    private string? connection;

    public Service() => UseKestrel(port: 0);

    /// <summary>The folder of the database: one of its own, or one that another service has worked in.</summary>
    public string Folder { get; init; } = Directory.CreateTempSubdirectory("childjourney-tests-").FullName;

    /// <summary>How the work in the background is spread out.</summary>
    public RebuildPace Pace { get; init; } = RebuildPace.Default;

    /// <summary>What else the service is configured with.</summary>
    public IReadOnlyList<(string Key, string Value)> Settings { get; init; } = [];

    /// <summary>What else is put in place of its parts.</summary>
    public Action<IServiceCollection> Parts { get; init; } = _ => { };

    /// <summary>The clock, which stands until it is set: at first at nine in the morning of 22 November 2026.</summary>
    public SettableClock Clock { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    /// <summary>How the database is opened: one of its own, on the provider that is being tested, or one that another service has worked in.</summary>
    public string Connection
    {
        get => connection ?? throw new InvalidOperationException("The service has no database yet.");
        init => connection = value;
    }

    public async Task InitializeAsync()
    {
        connection ??= isOnPostgreSql ? await PostgreSqlServer.CreateAsync() : await SqliteAsync();
        StartServer();
        Http = CreateClient();
    }

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PutAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, body, headers);

    public Task<Answer> PostAsync(string path, object body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Sends a request; a body that is a text is sent as it is, any other as JSON.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = value.Length == 0 ? null : MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
            }
        }

        using var response = await Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    /// <summary>Records a child, born on 1 May 2015 unless said otherwise, with entries; every one of them must be taken.</summary>
    public async Task<string> ChildAsync(string childId, string dateOfBirth, params object[] entries)
    {
        (await PutAsync($"/v1/children/{childId}", new { dateOfBirth })).Status.Should().Be(HttpStatusCode.Created);
        foreach (var entry in entries)
        {
            var answer = await PostAsync($"/v1/children/{childId}/entries", entry);
            answer.Status.Should().Be(HttpStatusCode.Created, "{0}", answer.Text);
        }

        return $"/v1/children/{childId}";
    }

    /// <inheritdoc cref="ChildAsync(string, string, object[])"/>
    public Task<string> ChildAsync(string childId, params object[] entries) => ChildAsync(childId, "2015-05-01", entries);

    /// <summary>Replaces the policy, and waits until answers rest on it.</summary>
    public async Task<Answer> PolicyAsync(object policy)
    {
        var answer = await ReplacePolicyAsync(policy);
        await RebuiltAsync();
        return answer;
    }

    /// <summary>Replaces the policy; what follows from it may take a while.</summary>
    public async Task<Answer> ReplacePolicyAsync(object policy)
    {
        var answer = await PutAsync("/v1/policy", policy, ("If-Match", (await GetAsync("/v1/policy")).Tag!));
        answer.Status.Should().Be(HttpStatusCode.OK, "{0}", answer.Text);
        return answer;
    }

    /// <summary>Waits until answers rest on the newest policy.</summary>
    public Task RebuiltAsync() => UntilAsync(async () => (await GetAsync("/v1/policy"))["rebuild"].ValueKind == JsonValueKind.Null);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSoAsync)
    {
        using var deadline = new CancellationTokenSource(limit);
        while (!await isSoAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), deadline.Token);
        }
    }

    /// <summary>Runs statements of SQL in the service's database, beside the service.</summary>
    public Task ExecuteAsync(string sql) => Databases.ExecuteAsync(Connection, sql);

    /// <inheritdoc cref="Databases.BreakAsync"/>
    public Task BreakAsync(string table, string? condition = null) => Databases.BreakAsync(Connection, table, condition);

    /// <inheritdoc cref="Databases.MendAsync"/>
    public Task MendAsync(string table) => Databases.MendAsync(Connection, table);

    private async Task<string> SqliteAsync()
    {
        var file = Path.Combine(Folder, "childjourney.db");
        if (!File.Exists(file))
        {
            await SqliteTemplate.CopyToAsync(file);
        }

        return $"Data Source={file}";
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        Http?.Dispose();
        await DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (connection is not null && Databases.IsPostgreSql(connection))
        {
            await PostgreSqlServer.DropAsync(connection);
        }

        Directory.Delete(Folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:ChildJourney", Connection);
        builder.UseSetting("Database:Provider", Databases.ProviderOf(Connection));
        foreach (var (key, value) in Settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => services.AddSingleton<IClock>(Clock).AddSingleton(Pace));
        builder.ConfigureTestServices(Parts);
    }
}

/// <summary>What the service answered.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers, those of the body too.</param>
/// <param name="Text">The body.</param>
/// <param name="Json">The body as JSON; undefined where it is not.</param>
public sealed record Answer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Text, JsonElement Json)
{
    public string? Tag => Headers.GetValueOrDefault("ETag");

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonElement> Items => [.. Json.GetProperty("items").EnumerateArray()];

    /// <summary>The part of the body at a path of property names and places in arrays.</summary>
    public JsonElement this[params ReadOnlySpan<object> path]
    {
        get
        {
            var at = Json;
            foreach (var part in path)
            {
                at = part is int place ? at[place] : at.GetProperty((string)part);
            }

            return at;
        }
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var text = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true || text.Length == 0)
        {
            return new Answer(response.StatusCode, headers, text, default);
        }

        using var json = JsonDocument.Parse(text);
        return new Answer(response.StatusCode, headers, text, json.RootElement.Clone());
    }
}

/// <summary>A clock that stands until it is set.</summary>
public sealed class SettableClock : IClock
{
    private Instant now = At("2026-11-22T09:00:00Z");

    public Instant GetCurrentInstant() => now;

    public void Set(string instant) => now = At(instant);

    private static Instant At(string instant) => InstantPattern.ExtendedIso.Parse(instant).Value;
}
