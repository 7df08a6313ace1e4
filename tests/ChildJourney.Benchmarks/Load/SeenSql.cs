using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ChildJourney.Benchmarks.Load;

/// <summary>Overhears the SQL with which the service answers a request.</summary>
internal sealed class SeenSql : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly TimeSpan untilStarted = TimeSpan.FromSeconds(1);

    private readonly List<Statement> seen = [];

    /// <summary>The statements of each of the lists, by its name: those about rows of children, not those that find out which generation of them is current.</summary>
    public static async Task<IReadOnlyDictionary<string, Statement[]>> OfAsync(string database, IReadOnlyList<(string Name, string Value)> settings, IEnumerable<(string List, string Path)> lists, string token)
    {
        var sql = new SeenSql();
        using var all = DiagnosticListener.AllListeners.Subscribe(sql);
        await using var app = ServiceWithoutAudit.Make(
            ["--urls", "http://127.0.0.1:0", "--ConnectionStrings:ChildJourney", $"Data Source={database}", .. settings.SelectMany(setting => new[] { "--" + setting.Name.Replace("__", ":", StringComparison.Ordinal), setting.Value })]);
        await app.StartAsync();
        await Task.Delay(untilStarted);
        var server = new Uri(app.Urls.First());
        var statements = new Dictionary<string, Statement[]>();
        foreach (var (list, path) in lists)
        {
            // What is read once, such as the policy, is not part of it.
            await LoadClient.OnceAsync(server, Prepared.Get(server, path, token));
            sql.seen.Clear();
            var (status, text) = await LoadClient.OnceAsync(server, Prepared.Get(server, path, token));
            statements[list] = status == 200
                ? [.. sql.seen.Where(statement => !statement.Text.Contains("PolicyRecordedAt", StringComparison.Ordinal) && statement.Text.Contains("SELECT", StringComparison.Ordinal))]
                : throw new InvalidOperationException(text);
        }

        await app.StopAsync();
        return statements;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData executing && value.Key == RelationalEventId.CommandExecuting.Name)
        {
            seen.Add(new Statement(executing.Command.CommandText, executing.Command.Parameters.Cast<DbParameter>().ToDictionary(parameter => parameter.ParameterName, parameter => ValueOf(parameter.Value))));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>The value as SQLite is given it.</summary>
    private static JsonElement ValueOf(object? value) => JsonSerializer.SerializeToElement<object?>(value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool flag => flag ? 1 : 0,
        _ => value,
    });
}
