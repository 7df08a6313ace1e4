using System.Text.Json;
using ChildJourney.Domain.Calendar;
using NodaTime;
using NodaTime.Text;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a care application was issued.</summary>
public sealed class Proceedings(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    private const int ExtensionWeeks = 8;

    internal static readonly Field<LocalDate> ConcludedOnField = Fields.Date("concludedOn", "The day proceedings concluded.").NotBeforeEntry();

    internal static readonly Field<Extensions> ExtensionsField = new ExtensionsKind("extensions", "The extensions granted, in order.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("proceedings", "Care proceedings issued", (head, fields) => new Proceedings(head, fields), ConcludedOnField, ExtensionsField);

    /// <summary>The length that the Children Act 1989 allows: 26 weeks beginning with the day of issue.</summary>
    public static Amount Limit { get; } = new(26, Unit.Weeks, FirstDayCounts: true);

    /// <summary>The day proceedings concluded.</summary>
    public LocalDate? ConcludedOn => Values.Maybe(ConcludedOnField);

    /// <summary>The extensions granted, in order.</summary>
    public IReadOnlyList<Extension> Extensions => Values[ExtensionsField] is Extensions given ? given.Granted : [];

    /// <inheritdoc/>
    public override InputProblem? Impossible(Child child)
    {
        var end = Limit.After(On, WorkingDayCalendar.EnglandAndWales);
        for (var i = 0; i < Extensions.Count; i++)
        {
            var (grantedOn, to) = Extensions[i];
            if (grantedOn < On)
            {
                return new InputProblem($"extensions[{i}].grantedOn", "a date on or after the entry's own", Impossible: true);
            }

            if (to <= end || to > end.PlusWeeks(ExtensionWeeks))
            {
                return new InputProblem(
                    $"extensions[{i}].to",
                    $"a date after {PlainEnglish.Date(end)} and at most {ExtensionWeeks} weeks after it, {PlainEnglish.Date(end.PlusWeeks(ExtensionWeeks))}",
                    Impossible: true);
            }

            end = to;
        }

        return null;
    }

    /// <summary>Builds proceedings whose values are known to fit.</summary>
    public static Proceedings New(EntryHead head, LocalDate? concludedOn = null, params IReadOnlyList<Extension> extensions) =>
        (Proceedings)Shape.New(head, new(ConcludedOnField, concludedOn), new(ExtensionsField, extensions.Count > 0 ? new Extensions(extensions) : null));

    private sealed class ExtensionsKind(string name, string summary) : Field<Extensions>(name, summary)
    {
        public override FieldSchema Schema { get; } =
            new("array", "an array of extensions, each with grantedOn and to, dates such as 2026-03-04")
            {
                Items = [("grantedOn", new FieldSchema("string", InputDates.Expectation) { Format = "date" }), ("to", new FieldSchema("string", InputDates.Expectation) { Format = "date" })],
            };

        internal override object? Read(JsonElement json)
        {
            if (json.ValueKind != JsonValueKind.Array)
            {
                return null;
            }

            var granted = new List<Extension>();
            foreach (var item in json.EnumerateArray())
            {
                if (ReadExtension(item) is not { } extension)
                {
                    return null;
                }

                granted.Add(extension);
            }

            return new Extensions(granted);
        }

        /// <summary>The last day on which one was granted; how far they reach may lie in the future.</summary>
        internal override LocalDate? DateOf(object value) =>
            ((Extensions)value).Granted is { Count: > 0 } granted ? granted.Max(extension => extension.GrantedOn) : null;

        internal override void Write(Utf8JsonWriter json, object value)
        {
            json.WriteStartArray(Name);
            foreach (var (grantedOn, to) in ((Extensions)value).Granted)
            {
                json.WriteStartObject();
                json.WriteString("grantedOn", LocalDatePattern.Iso.Format(grantedOn));
                json.WriteString("to", LocalDatePattern.Iso.Format(to));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        private static Extension? ReadExtension(JsonElement json)
        {
            LocalDate? grantedOn = null;
            LocalDate? to = null;
            if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Count() != 2)
            {
                return null;
            }

            foreach (var property in json.EnumerateObject())
            {
                switch (JsonText.NameOf(property))
                {
                    case "grantedOn":
                        grantedOn = InputDates.Read(property.Value);
                        break;
                    case "to":
                        to = InputDates.Read(property.Value);
                        break;
                    default:
                        return null;
                }
            }

            return grantedOn is { } on && to is { } until ? new Extension(on, until) : null;
        }
    }
}

/// <summary>An extension of care proceedings.</summary>
/// <param name="GrantedOn">The day it was granted.</param>
/// <param name="To">The last day it allows.</param>
public sealed record Extension(LocalDate GrantedOn, LocalDate To);

/// <summary>Extensions that are equal when each is.</summary>
/// <param name="Granted">The extensions, in order.</param>
public sealed record Extensions(IReadOnlyList<Extension> Granted)
{
    /// <summary>Whether both hold the same extensions in the same order.</summary>
    public bool Equals(Extensions? other) => other is not null && Granted.SequenceEqual(other.Granted);

    /// <inheritdoc/>
    public override int GetHashCode() => Granted.Count == 0 ? 0 : Granted[^1].GetHashCode();
}
