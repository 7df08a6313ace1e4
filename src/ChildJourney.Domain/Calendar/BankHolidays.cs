using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Calendar;

/// <summary>The bank holidays of England and Wales: the published list, and computed days for the years beyond it.</summary>
public sealed class BankHolidays
{
    private const string ListName = "ChildJourney.Domain.Calendar.bank-holidays-england-and-wales.json";
    private const int FingerprintLength = 12;

    private readonly FrozenDictionary<LocalDate, string> published;

    /// <summary>The holidays by a published list.</summary>
    internal BankHolidays(IEnumerable<KeyValuePair<LocalDate, string>> list)
    {
        published = list.ToFrozenDictionary();
        FirstPublishedYear = published.Keys.Min(day => day.Year);
        LastPublishedYear = published.Keys.Max(day => day.Year);
        var days = string.Join('\n', published.Keys.Order().Select(LocalDatePattern.Iso.Format));
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(days)))[..FingerprintLength];
    }

    /// <summary>The list that the program carries.</summary>
    public static BankHolidays EnglandAndWales { get; } = ReadPublishedList();

    /// <summary>The first year whose holidays are on the published list.</summary>
    public int FirstPublishedYear { get; }

    /// <summary>The last year whose holidays are on the published list.</summary>
    public int LastPublishedYear { get; }

    /// <summary>Stands for the days that are on the published list, whatever they are called there: of another list it is another.</summary>
    public string Fingerprint { get; }

    /// <summary>Whether that year's holidays are on the published list; otherwise they are computed and may change.</summary>
    public bool IsPublished(int year) => year >= FirstPublishedYear && year <= LastPublishedYear;

    /// <summary>The year's bank holidays with their titles.</summary>
    public IEnumerable<(LocalDate On, string Title)> In(int year) =>
        IsPublished(year)
            ? published.Where(holiday => holiday.Key.Year == year).Select(holiday => (holiday.Key, holiday.Value))
            : Computed(year);

    /// <summary>The holidays that law and custom fix: Easter, first and last Mondays, Christmas and their substitutes.</summary>
    internal static IEnumerable<(LocalDate On, string Title)> Computed(int year)
    {
        var easter = Easter.SundayIn(year);
        yield return Substituted(new LocalDate(year, 1, 1), "New Year's Day", daysTaken: 0);
        yield return (easter.PlusDays(-2), "Good Friday");
        yield return (easter.PlusDays(1), "Easter Monday");
        yield return (new LocalDate(year, 4, 30).Next(IsoDayOfWeek.Monday), "Early May bank holiday");
        yield return (new LocalDate(year, 6, 1).Previous(IsoDayOfWeek.Monday), "Spring bank holiday");
        yield return (new LocalDate(year, 9, 1).Previous(IsoDayOfWeek.Monday), "Summer bank holiday");

        // A Christmas Day on a Sunday moves past Boxing Day, which is on the Monday in its own right.
        var christmas = new LocalDate(year, 12, 25);
        yield return Substituted(christmas, "Christmas Day", daysTaken: christmas.DayOfWeek == IsoDayOfWeek.Sunday ? 1 : 0);
        yield return Substituted(christmas.PlusDays(1), "Boxing Day", daysTaken: christmas.DayOfWeek == IsoDayOfWeek.Saturday ? 1 : 0);
    }

    private static (LocalDate On, string Title) Substituted(LocalDate day, string title, int daysTaken) =>
        day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
            ? (day.Next(IsoDayOfWeek.Monday).PlusDays(daysTaken), title + " (substitute day)")
            : (day, title);

    private static BankHolidays ReadPublishedList()
    {
        using var list = typeof(BankHolidays).Assembly.GetManifestResourceStream(ListName)
            ?? throw new InvalidOperationException($"The program lacks its list of bank holidays, {ListName}.");
        using var json = JsonDocument.Parse(list);
        return new BankHolidays(json.RootElement.EnumerateArray().ToDictionary(
            holiday => LocalDatePattern.Iso.Parse(holiday.GetProperty("date").GetString()!).Value,
            holiday => holiday.GetProperty("title").GetString()!));
    }
}
