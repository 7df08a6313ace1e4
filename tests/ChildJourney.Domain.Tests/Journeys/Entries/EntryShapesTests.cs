using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace ChildJourney.Domain.Tests.Journeys.Entries;

public sealed class EntryShapesTests
{
    private const string ADate = InputDates.Expectation;

    public static TheoryData<string> Types() => [.. EntryShapes.All.Select(shape => shape.Type)];

    [Fact]
    public void Every_entry_class_of_the_assembly_is_a_type()
    {
        var classes = typeof(Entry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Entry)) && !type.IsAbstract).ToArray();

        classes.Should().NotBeEmpty();
        EntryShapes.All.Should().HaveCount(classes.Length);
        EntryShapes.All.Select(shape => shape.Type).Should().OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_is_described_field_by_field(string type)
    {
        var shape = EntryShapes.Find(type)!;
        string[] head = ["id", "type", "on", "reference"];

        type.Should().MatchRegex("^[a-z0-9]+(-[a-z0-9]+)*$");
        shape.Title.Should().MatchRegex("^[A-Z].*[^. ]$");
        shape.Fields.Select(field => field.Name).Should().OnlyHaveUniqueItems().And.NotIntersectWith(head);
        shape.Fields.Select(field => field.Index).Should().Equal(Enumerable.Range(0, shape.Fields.Count), "a field belongs to one shape");
        foreach (var field in shape.Fields)
        {
            field.Name.Should().MatchRegex("^[a-z][A-Za-z0-9]*$");
            field.Summary.Should().MatchRegex(@"^[A-Z].*[^. ]\.$", $"{type}.{field.Name} has a sentence");
            field.Schema.Expected.Should().NotBeEmpty();
            field.Schema.Type.Should().BeOneOf("string", "integer", "number", "boolean", "array");
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_class_is_named_on_the_entries_it_reads(string type)
    {
        var shape = EntryShapes.Find(type)!;

        shape.New(new EntryHead("e1", new LocalDate(2026, 1, 1)), [.. shape.Fields.Where(field => field.IsRequired && !field.AcceptsNull).Select(AnyValue)])
            .Shape.Should().BeSameAs(shape);
    }

    [Fact]
    public void An_entry_is_read_with_all_it_says()
    {
        var entry = Read(
            """
            { "id": "e1", "type": "placement", "on": "2026-03-02", "reference": "LCS/4711", "placementType": "U6", "distanceMiles": 12.5,
              "emergency": true, "carer": "F-12", "approvedOn": "2026-03-20", "setting": "bed-and-breakfast" }
            """).Should().BeOfType<PlacementStart>().Subject;

        entry.Id.Should().Be("e1");
        entry.On.Should().Be(Make.Day("2026-03-02"));
        entry.Reference.Should().Be("LCS/4711");
        entry.PlacementType.Should().Be(PlacementType.U6);
        entry.Carer.Should().Be("F-12");
        entry.SameCarer.Should().BeFalse("an optional flag left out means no");
        entry.Values.Maybe(PlacementStart.ProviderField).Should().BeNull();
    }

    [Fact]
    public void An_entry_without_an_id_is_given_one()
    {
        Read("""{ "type": "review", "on": "2026-03-02" }""").Id.Should().Be("made");
        Read("""{ "type": "review", "on": "2026-03-02", "id": null, "reference": null }""").Id.Should().Be("made");
    }

    [Theory]
    [InlineData("""{ "type": "review", "on": "2026-03-02" }""", true)]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "countsTowardsCycle": null }""", true)]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "countsTowardsCycle": true }""", true)]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "countsTowardsCycle": false }""", false)]
    public void A_review_counts_towards_the_cycle_unless_it_says_otherwise(string json, bool counts) =>
        ((Review)Read(json)).CountsTowardsCycle.Should().Be(counts);

    [Fact]
    public void An_allocation_may_name_no_one_but_must_say_so()
    {
        ((Allocation)Read("""{ "type": "allocation", "on": "2026-03-02", "role": "iro", "assignee": null }""")).Assignee.Should().BeNull();
        ((Allocation)Read("""{ "type": "allocation", "on": "2026-03-02", "role": "social-worker", "assignee": "SW7" }""")).Assignee.Should().Be("SW7");
        Problems("""{ "type": "allocation", "on": "2026-03-02", "role": "iro" }""")
            .Should().ContainSingle().Which.Should().Match<InputProblem>(problem => problem.Field == "assignee" && problem.Expected.Contains("every allocation has one"));
    }

    [Fact]
    public void All_problems_of_an_entry_are_reported_at_once_under_their_paths()
    {
        var problems = Problems(
            """
            { "id": "..", "type": "admission", "on": "2026-02-30", "reference": "two words", "legalStatus": "V9", "categoryOfNeed": 7, "unaccompanied": "yes", "historyFrom": "1899-12-31", "legalstatus": "C1" }
            """,
            "entries[3]");

        problems.Select(problem => problem.Field).Should().Equal(
            "entries[3].id",
            "entries[3].on",
            "entries[3].reference",
            "entries[3].legalStatus",
            "entries[3].categoryOfNeed",
            "entries[3].unaccompanied",
            "entries[3].historyFrom",
            "entries[3].legalstatus");
        problems.Select(problem => problem.Expected).Should().Equal(
            Identifiers.EntryExpectation,
            ADate,
            Identifiers.CodeExpectation,
            "one of C1, C2, D1, E1, V2, V3, V4, L1, L2, L3, J1, J2, J3",
            "one of N1, N2, N3, N4, N5, N6, N7, N8",
            "true or false",
            ADate,
            "no such field: admission has id, type, on, reference, legalStatus, categoryOfNeed, unaccompanied, historyFrom");
        problems.Should().OnlyContain(problem => !problem.Impossible, "none of it fits the schema");
    }

    [Fact]
    public void What_is_missing_is_reported_beside_what_is_wrong() =>
        Problems("""{ "type": "missing", "kind": "away" }""").Should().Equal(
            new InputProblem("kind", "one of missing, away-without-authorisation"),
            new InputProblem("on", ADate),
            new InputProblem("from", "a local date-time such as 2026-03-02T14:30, without an offset, or a date such as 2026-03-02; every missing has one"));

    [Theory]
    [InlineData("""{ "on": "2026-03-02" }""")]
    [InlineData("""{ "type": null, "on": "2026-03-02" }""")]
    [InlineData("""{ "type": 3, "on": "2026-03-02" }""")]
    [InlineData("""{ "type": "Review", "on": "2026-03-02" }""")]
    [InlineData("""{ "type": "reviewed", "on": "2026-03-02", "what": 1 }""")]
    [InlineData("""{ "type": "\ud800", "on": "2026-03-02" }""")]
    public void An_unknown_type_is_told_the_known_ones(string json)
    {
        var problem = Problems(json).Should().ContainSingle().Which;

        problem.Field.Should().Be("type");
        problem.Expected.Should().StartWith("one of ").And.Contain("admission").And.Contain("review").And.Contain("placement");
    }

    [Fact]
    public void The_head_is_read_even_where_the_type_is_unknown() =>
        Problems("""{ "type": "reviewed", "on": "yesterday", "id": "" }""").Select(problem => problem.Field).Should().Equal("type", "on", "id");

    [Theory]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"review\"")]
    public void An_entry_is_an_object(string json) =>
        Problems(json, "entries[0]").Should().ContainSingle().Which.Field.Should().Be("entries[0]");

    [Theory]
    [InlineData("\"2026-02-30\"")]
    [InlineData("\"2027-02-29\"")]
    [InlineData("\"1899-12-31\"")]
    [InlineData("\"2200-01-01\"")]
    [InlineData("\"2026-3-2\"")]
    [InlineData("\"2026-03-02T00:00:00\"")]
    [InlineData("\"02/03/2026\"")]
    [InlineData("\" 2026-03-02\"")]
    [InlineData("\"\"")]
    [InlineData("\"\\udc00\"")]
    [InlineData("20260302")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    public void A_date_that_does_not_exist_is_refused(string on) =>
        Problems($$"""{ "type": "review", "on": {{on}} }""").Should().Equal(new InputProblem("on", ADate));

    [Theory]
    [InlineData("1900-01-01")]
    [InlineData("2028-02-29")]
    [InlineData("2199-12-31")]
    public void Dates_reach_from_1900_to_2199(string on) =>
        Read($$"""{ "type": "review", "on": "{{on}}" }""").On.Should().Be(Make.Day(on));

    [Theory]
    [InlineData("""{ "type": "discharge", "on": "2026-03-02", "reason": null }""", "reason")]
    [InlineData("""{ "type": "discharge", "on": "2026-03-02", "reason": true }""", "reason")]
    [InlineData("""{ "type": "discharge", "on": "2026-03-02", "reason": ["E4A"] }""", "reason")]
    [InlineData("""{ "type": "discharge", "on": "2026-03-02", "reason": "e4a" }""", "reason")]
    [InlineData("""{ "type": "discharge", "on": "2026-03-02", "reason": "0" }""", "reason")] // a member's number is not its code
    [InlineData("""{ "type": "discharge", "on": "2026-03-02" }""", "reason")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": null }""", "score")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": 41 }""", "score")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": -1 }""", "score")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": 12.5 }""", "score")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": "12" }""", "score")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": 1e99 }""", "score")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U6", "distanceMiles": -0.1 }""", "distanceMiles")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U6", "distanceMiles": "3" }""", "distanceMiles")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U6", "emergency": 1 }""", "emergency")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U6", "carer": "Mrs Smith" }""", "carer")]
    [InlineData("""{ "type": "placement", "on": "2026-03-02", "placementType": "U6", "carer": "" }""", "carer")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "chair": 12 }""", "chair")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "recordOn": "2026-02-30" }""", "recordOn")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "placementType": "U6" }""", "placementType")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "ON": "2026-03-02" }""", "ON")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "\ud800": 1 }""", "")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "id": "a..b" }""", "id")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "id": 7 }""", "id")]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "reference": "a b" }""", "reference")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": {} }""", "extensions")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": [ 3 ] }""", "extensions")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": [ { "grantedOn": "2026-08-03" } ] }""", "extensions")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": [ { "grantedOn": "2026-08-03", "to": "2026-02-30" } ] }""", "extensions")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": [ { "grantedOn": "2026-08-03", "to": "2026-09-01", "by": 1 } ] }""", "extensions")]
    [InlineData("""{ "type": "proceedings", "on": "2026-03-02", "extensions": [ { "\ud800": "2026-08-03", "to": "2026-09-01" } ] }""", "extensions")]
    public void A_value_that_does_not_fit_is_refused_by_name(string json, string field) =>
        Problems(json).Should().ContainSingle().Which.Should().Match<InputProblem>(problem => problem.Field == field && !problem.Impossible);

    [Theory]
    [InlineData("""{ "type": "review", "on": "2026-03-02", "on": "2026-03-02" }""", "on")]
    [InlineData("""{ "type": "review", "type": "review", "on": "2026-03-02" }""", "type")]
    [InlineData("""{ "type": "sdq", "on": "2026-03-02", "score": 3, "score": 4 }""", "score")]
    [InlineData("""{ "type": "review", "id": "a", "on": "2026-03-02", "id": "b" }""", "id")]
    public void A_property_given_twice_is_refused(string json, string field) =>
        Problems(json).Should().Contain(new InputProblem(field, "given once, not several times"));

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-02T14:30")]
    [InlineData("2026-03-02T14:30:05")]
    [InlineData("2026-03-29T01:30")] // skipped by the clocks: it fits, and is impossible
    public void A_moment_is_a_local_time_or_a_day(string from)
    {
        var missing = (Missing)Read($$"""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "{{from}}" }""");

        missing.From.ToString().Should().Be(from);
    }

    [Theory]
    [InlineData("2026-03-02T14:30Z")]
    [InlineData("2026-03-02T14:30+01:00")]
    [InlineData("2026-03-02T24:00")]
    [InlineData("2026-03-02T14:60")]
    [InlineData("2026-03-02T1:30")]
    [InlineData("2026-03-02 14:30")]
    [InlineData("2026-02-30T14:30")]
    [InlineData("1899-12-31T14:30")]
    [InlineData("2026-03-02T14:30:05.5")]
    [InlineData("14:30")]
    public void A_moment_has_no_offset_and_exists_on_the_clock_face(string from) =>
        Problems($$"""{ "type": "missing", "on": "2026-03-02", "kind": "missing", "from": "{{from}}" }""")
            .Should().ContainSingle().Which.Field.Should().Be("from");

    [Theory]
    [MemberData(nameof(Types))]
    public void Whatever_is_read_is_written_and_restored_the_same(string type)
    {
        var shape = EntryShapes.Find(type)!;

        Properties.Hold(EntriesOf(shape), RoundTrip, 200);

        void RoundTrip(string json)
        {
            var entry = Read(json);
            var written = Write(entry);
            var restored = EntryShapes.Restore(type, new EntryHead(entry.Id, entry.On, entry.Reference), Make.Json(written));

            restored.Should().BeOfType(entry.GetType());
            restored.Id.Should().Be(entry.Id);
            restored.On.Should().Be(entry.On);
            restored.Values.SameAs(entry.Values).Should().BeTrue();
            Write(restored).Should().Be(written);
            foreach (var field in shape.Fields)
            {
                Said(json, field).Should().Be(Said(written, field), $"{type}.{field.Name} says what was sent");
            }
        }
    }

    [Fact]
    public void Values_that_differ_are_not_the_same()
    {
        var early = Make.ReturnPlanned("2026-01-05");
        var ended = Make.ReturnPlanned("2026-01-05", endedOn: "2026-02-01");

        early.Values.SameAs(ended.Values).Should().BeFalse();
        early.Values.SameAs(Make.ReturnPlanned("2026-01-05").Values).Should().BeTrue();
        Make.Reviewed("2026-01-05").Values.SameAs(early.Values).Should().BeFalse();
    }

    [Fact]
    public void A_stored_field_that_no_longer_exists_is_not_passed_over_in_silence()
    {
        var act = () => EntryShapes.Restore("sdq", new EntryHead("e1", Make.Day("2026-01-05")), Make.Json("""{ "score": 3, "mood": 4 }"""));

        act.Should().Throw<JsonException>().WithMessage("*e1*mood*");
    }

    private static Entry Read(string json)
    {
        var problems = new List<InputProblem>();
        var entry = EntryShapes.Read(Make.Json(json), "", () => "made", problems);
        problems.Should().BeEmpty();
        return entry!;
    }

    private static List<InputProblem> Problems(string json, string path = "")
    {
        var problems = new List<InputProblem>();
        EntryShapes.Read(Make.Json(json), path, () => "made", problems).Should().BeNull();
        return problems;
    }

    private static string Write(Entry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            entry.Shape.Write(json, entry.Values);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>The value of a field in JSON; its default where it is left out.</summary>
    private static string Said(string json, Field field) =>
        Make.Json(json).TryGetProperty(field.Name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString()
            : field.Default?.ToString() ?? "";

    private static FieldValue AnyValue(Field field) => new(field, field.Read(Make.Json(Values(field.Schema).Sample(1).Single())));

    private static Gen<string> EntriesOf(EntryShape shape) =>
        from date in Dates
        from properties in Gen.CollectToArray(shape.Fields, PropertyOf)
        select $$"""{ "type": "{{shape.Type}}", "on": {{date}}{{string.Concat(properties)}} }""";

    private static Gen<string> PropertyOf(Field field)
    {
        var given = Values(field.Schema).Select(value => $", \"{field.Name}\": {value}");
        var isNull = Gen.Constant($", \"{field.Name}\": null");
        return field.IsRequired
            ? field.AcceptsNull ? Gen.Frequency((4, given), (1, isNull)) : given
            : Gen.Frequency((4, given), (1, isNull), (3, Gen.Constant("")));
    }

    private static Gen<string> Values(FieldSchema schema) => schema switch
    {
        { Type: "array", Items: { } items } => Gen.CollectToArray(items, item => Values(item.Schema).Select(value => $"\"{item.Name}\":{value}"))
            .Select(properties => $"{{{string.Join(',', properties)}}}").ListOf().Select(list => $"[{string.Join(',', list)}]"),
        { Type: "boolean" } => Gen.Elements("true", "false"),
        { Type: "integer", Minimum: { } least, Maximum: { } most } => Gen.Choose((int)least, (int)most).Select(number => $"{number}"),
        { Type: "number", Minimum: { } least, Maximum: { } most } => Gen.Choose((int)least * 100, (int)most * 100).Select(number => $"{number / 100m}"),
        { Codes: { } codes } => Gen.Elements(codes.ToArray()).Select(code => $"\"{code}\""),
        { Format: "date" } => Dates,
        { Pattern: Identifiers.EntryPattern } => Gen.Elements("e1", "903-placement-2026-03-02", new string('z', 64)).Select(id => $"\"{id}\""),
        { Pattern: Identifiers.CodePattern } => Gen.Elements("SW7", "a/b", "1", "_x-9.y", new string('z', 64)).Select(code => $"\"{code}\""),
        { Pattern: { } pattern } when new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1)).IsMatch("2026-03-02T14:30") => Moments,
        _ => throw new NotSupportedException($"No values are known for {schema}."),
    };

    private static Gen<string> Dates =>
        Gen.Choose(0, Period.DaysBetween(InputDates.First, InputDates.Last)).Select(days => $"\"{InputDates.First.PlusDays(days).ToString("uuuu-MM-dd", null)}\"");

    private static Gen<string> Moments =>
        from date in Dates
        from minute in Gen.Choose(0, (24 * 60) - 1)
        from second in Gen.Choose(1, 59)
        from kind in Gen.Choose(0, 2)
        let time = $"{date[..^1]}T{minute / 60:00}:{minute % 60:00}"
        select kind switch
        {
            0 => date,
            1 => $"{time}\"",
            _ => $"{time}:{second:00}\"",
        };
}
