using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace ChildJourney.Benchmarks.Load;

/// <summary>A statement that the service sent, with its parameters.</summary>
/// <param name="Text">The SQL.</param>
/// <param name="Parameters">The parameters, as texts or whole numbers.</param>
internal sealed record Statement(string Text, IReadOnlyDictionary<string, JsonElement> Parameters);

/// <summary>What the service is measured against: an endpoint that sends the same SQL and writes the rows, and does nothing else.</summary>
internal static class Reference
{
    /// <summary>The word that this project's program is called by to serve it.</summary>
    public const string Verb = "load-reference";

    /// <summary>The settings: the database, and the file with the statements by the name of the list.</summary>
    public const string DatabaseSetting = "LOAD_DATABASE";
    public const string StatementsSetting = "LOAD_STATEMENTS";

    /// <summary>Serves until the process is ended.</summary>
    public static async Task ServeAsync()
    {
        var connectionString = $"Data Source={Environment.GetEnvironmentVariable(DatabaseSetting)}";
        var statements = JsonSerializer.Deserialize<Dictionary<string, Statement[]>>(await File.ReadAllTextAsync(Environment.GetEnvironmentVariable(StatementsSetting)!))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/{list}", (string list, HttpContext http) => AnswerAsync(http, connectionString, statements[list]));
        await app.StartAsync();
        Console.WriteLine($"Now listening on: {app.Urls.First()}");
        await Task.Delay(Timeout.Infinite);
    }

    private static async Task AnswerAsync(HttpContext http, string connectionString, Statement[] statements)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        foreach (var (number, statement) in statements.Index())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement.Text;
            foreach (var (name, value) in statement.Parameters)
            {
                command.Parameters.AddWithValue(name, value.ValueKind == JsonValueKind.Number ? value.GetInt64() : value.GetString());
            }

            json.WriteStartArray(string.Create(CultureInfo.InvariantCulture, $"rows{number}"));
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                WriteRow(json, reader);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, SqliteDataReader reader)
    {
        json.WriteStartObject();
        for (var column = 0; column < reader.FieldCount; column++)
        {
            json.WritePropertyName(reader.GetName(column));
            switch (reader.GetValue(column))
            {
                case string text:
                    json.WriteStringValue(text);
                    break;
                case long number:
                    json.WriteNumberValue(number);
                    break;
                default:
                    json.WriteNullValue();
                    break;
            }
        }

        json.WriteEndObject();
    }
}
