using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Platform.Logs;

/// <summary>The log, an object of JSON a line; on a terminal, lines to be read.</summary>
/// <remarks>Scopes stay out: the server's own hold the address that was asked.</remarks>
internal sealed class LogLines(IClock clock) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";

    private static readonly JsonWriterOptions relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool isOnTerminal = !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var at = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant());
        var message = logEntry.Formatter(logEntry.State, null);
        var trace = Activity.Current?.TraceId.ToHexString();
        var fault = logEntry.Exception is { } exception ? FaultText.Of(exception) : null;
        if (isOnTerminal)
        {
            textWriter.WriteLine(Harmless($"{at} {logEntry.LogLevel} {logEntry.Category}: {message}{(trace is null ? "" : $" [{trace}]")}"));
            textWriter.Write(fault);
            return;
        }

        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, relaxed))
        {
            json.WriteStartObject();
            json.WriteString("at", at);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", message);
            WriteText(json, "traceId", trace);
            WriteText(json, "fault", fault);
            if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> values)
            {
                json.WriteStartObject("values");
                foreach (var (name, value) in values.Where(given => given.Key != "{OriginalFormat}"))
                {
                    json.WriteString(name, value?.ToString());
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>The text without what would begin a line or steer a terminal.</summary>
    private static string Harmless(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
}

/// <summary>Makes the log.</summary>
internal static class LogLinesSetup
{
    /// <summary>Writes the log in this form, unless the configuration names another.</summary>
    public static ILoggingBuilder AddLogLines(this ILoggingBuilder logging)
    {
        logging.AddConsole().AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();
        logging.Services.PostConfigure<ConsoleLoggerOptions>(options => options.FormatterName ??= LogLines.FormatterName);
        return logging;
    }
}
