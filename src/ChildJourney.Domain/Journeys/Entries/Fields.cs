using System.Text.Json;
using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The kinds of field that entry types are made of.</summary>
public static class Fields
{
    /// <summary>One of a closed list of codes.</summary>
    public static Field<T> Code<T>(string name, Codes<T> codes, string summary)
        where T : struct, Enum => new CodeField<T>(name, codes, summary);

    /// <summary>A date.</summary>
    public static Field<LocalDate> Date(string name, string summary) => new DateField(name, summary);

    /// <summary>A local date-time, or a date where the time was not recorded.</summary>
    public static Field<LocalMoment> Moment(string name, string summary) => new MomentField(name, summary);

    /// <summary>True or false; false where it is left out.</summary>
    public static Field<bool> Flag(string name, string summary) => new FlagField(name, summary).Otherwise(false);

    /// <summary>True or false; neither where it is left out.</summary>
    public static Field<bool> KnownOrNot(string name, string summary) => new FlagField(name, summary);

    /// <summary>A whole number between two bounds.</summary>
    public static Field<int> Whole(string name, int least, int most, string summary) => new WholeField(name, least, most, summary);

    /// <summary>A number with a fraction, between two bounds.</summary>
    public static Field<decimal> Number(string name, decimal least, decimal most, string summary) => new NumberField(name, least, most, summary);

    /// <summary>A code of the authority's own, such as a worker's: 1 to 64 characters, no spaces, never a name.</summary>
    public static Field<string> Identifier(string name, string summary) => new IdentifierField(name, summary);

    /// <summary>The id of another entry of the child.</summary>
    public static Field<string> EntryId(string name, string summary) => new EntryIdField(name, summary);

    private sealed class CodeField<T>(string name, Codes<T> codes, string summary) : Field<T>(name, summary)
        where T : struct, Enum
    {
        public override FieldSchema Schema { get; } = new("string", codes.Expectation) { Codes = codes.Texts };

        internal override object? Read(JsonElement json) => json.ValueKind == JsonValueKind.String ? codes.Find(JsonText.Of(json)) : null;

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteString(Name, codes.TextOf((T)value));
    }

    private sealed class DateField(string name, string summary) : Field<LocalDate>(name, summary)
    {
        public override FieldSchema Schema { get; } = new("string", InputDates.Expectation) { Format = "date" };

        internal override object? Read(JsonElement json) => InputDates.Read(json);

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteString(Name, LocalDatePattern.Iso.Format((LocalDate)value));

        internal override LocalDate? DateOf(object value) => (LocalDate)value;
    }

    private sealed class MomentField(string name, string summary) : Field<LocalMoment>(name, summary)
    {
        public override FieldSchema Schema { get; } =
            new("string", "a local date-time such as 2026-03-02T14:30, without an offset, or a date such as 2026-03-02")
            {
                Pattern = @"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$",
            };

        internal override object? Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String ? LocalMoment.Parse(JsonText.Of(json)) : null;

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteString(Name, ((LocalMoment)value).ToString());

        internal override LocalDate? DateOf(object value) => ((LocalMoment)value).Date;

        internal override LocalDateTime? TimeOf(object value) => ((LocalMoment)value).Time;

        internal override string? Impossible(object value) =>
            ((LocalMoment)value).Time is { } time && LondonTime.IsSkipped(time)
                ? "a time that exists: the clocks go forward over this one"
                : null;
    }

    private sealed class FlagField(string name, string summary) : Field<bool>(name, summary)
    {
        private static readonly object yes = true;
        private static readonly object no = false;

        public override FieldSchema Schema { get; } = new("boolean", "true or false");

        internal override object? Read(JsonElement json) => json.ValueKind switch
        {
            JsonValueKind.True => yes,
            JsonValueKind.False => no,
            _ => null,
        };

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteBoolean(Name, (bool)value);
    }

    private sealed class WholeField(string name, int least, int most, string summary) : Field<int>(name, summary)
    {
        public override FieldSchema Schema { get; } =
            new("integer", $"a whole number from {PlainEnglish.Number(least)} to {PlainEnglish.Number(most)}") { Minimum = least, Maximum = most };

        internal override object? Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out var number) && number >= least && number <= most ? number : null;

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteNumber(Name, (int)value);
    }

    private sealed class NumberField(string name, decimal least, decimal most, string summary) : Field<decimal>(name, summary)
    {
        public override FieldSchema Schema { get; } =
            new("number", FormattableString.Invariant($"a number from {least} to {most}")) { Minimum = least, Maximum = most };

        internal override object? Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.Number && json.TryGetDecimal(out var number) && number >= least && number <= most ? number : null;

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteNumber(Name, (decimal)value);
    }

    private abstract class TextField(string name, string summary, FieldSchema schema, Func<string, bool> fits) : Field<string>(name, summary)
    {
        public override FieldSchema Schema { get; } = schema;

        internal override object? Read(JsonElement json) =>
            json.ValueKind == JsonValueKind.String && JsonText.Of(json) is var text && fits(text) ? text : null;

        internal override void Write(Utf8JsonWriter json, object value) => json.WriteString(Name, (string)value);
    }

    private sealed class IdentifierField(string name, string summary)
        : TextField(name, summary, new("string", Identifiers.CodeExpectation) { Pattern = Identifiers.CodePattern }, Identifiers.IsCode);

    private sealed class EntryIdField(string name, string summary)
        : TextField(name, summary, new("string", Identifiers.EntryExpectation) { Pattern = Identifiers.EntryPattern }, Identifiers.IsEntry);
}
