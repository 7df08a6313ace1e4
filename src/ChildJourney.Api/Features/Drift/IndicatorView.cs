using System.Text.Json;
using ChildJourney.Infrastructure.Mapping;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Api.Features.Drift;

/// <summary>A sign that a child drifts, true on the day asked about.</summary>
/// <param name="Id">The indicator's id.</param>
/// <param name="Since">The first day of the unbroken stretch in which it has been true.</param>
/// <param name="Severity">red, or amber.</param>
/// <param name="Because">The reason, in one sentence.</param>
/// <param name="Figures">The numbers behind it, on the day.</param>
public sealed record IndicatorView(string Id, LocalDate Since, string Severity, string Because, IReadOnlyDictionary<string, int> Figures)
{
    /// <summary>The view of a stored indicator that is true on the day.</summary>
    public static IndicatorView Of(DriftRow row, LocalDate asOf) => Of(row.Indicator, row.SinceOn, row.Severity, row.Because, row.Figures, asOf);

    /// <summary>The view of one of which no more was read than it shows.</summary>
    internal static IndicatorView Of(string indicator, LocalDate since, string severity, string because, string figures, LocalDate asOf) =>
        new(indicator, since, severity, because, FiguresOf(figures, asOf));

    private static Dictionary<string, int> FiguresOf(string stored, LocalDate asOf)
    {
        using var json = JsonDocument.Parse(stored);
        return json.RootElement.EnumerateObject().ToDictionary(
            figure => figure.Name,
            figure => figure.Value.ValueKind == JsonValueKind.Number
                ? figure.Value.GetInt32()
                : Period.DaysBetween(LocalDatePattern.Iso.Parse(figure.Value.GetString()!).Value, asOf),
            StringComparer.Ordinal);
    }
}
