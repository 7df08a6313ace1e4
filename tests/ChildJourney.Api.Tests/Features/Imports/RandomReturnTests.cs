using System.Globalization;
using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

/// <summary>Returns made at random over a few weeks, so that their rows often cannot be true together.</summary>
public class RandomReturnTests
{
    private const string Id = "C1";
    private static readonly LocalDate start = new(2025, 3, 20);
    private static readonly Child child = new(Id, new LocalDate(2014, 7, 14), Sex.M);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Importing_again_changes_nothing_whatever_was_there_before(int seed)
    {
        for (var i = 0; i < 1000; i++)
        {
            var random = new Random((seed * 100_000) + i);
            var store = new Store().With(child, RecordedOtherwise(random));
            var recorded = store.Entries[Id].ToArray();
            store.Import(Return(random));
            var files = Return(random);
            var first = store.Import(files);
            var stored = store.Of(Id);
            var second = store.Import(files);

            second.ChildrenChanged.Should().Be(0, $"seed {seed}, return {i}");
            second.Refusals.Should().Equal(first.Refusals, $"seed {seed}, return {i}");
            store.Of(Id).Should().Equal(stored);
            recorded.Should().BeSubsetOf(store.Entries[Id]);
        }
    }

    [Fact]
    public void Within_one_return_nothing_but_refused_rows_is_left_out()
    {
        for (var i = 0; i < 1000; i++)
        {
            var report = new Store().Import(Return(new Random(i)));

            report.Tables.All(table => table.Stored + table.Unchanged + table.Refused == table.Rows && table.Unchanged >= 0).Should().BeTrue($"return {i}");
        }
    }

    private static ReturnFile[] Return(Random random)
    {
        var episodes = new List<string>();
        var day = random.Next(10);
        for (var i = random.Next(6); i > 0; i--)
        {
            var end = day + random.Next(1, 8);
            var goesOn = random.Next(3) > 0;
            var isOpen = random.Next(5) == 0;
            episodes.Add($"{Id},{Day(day)},{"SSSPPLTBU"[random.Next(9)]},{(random.Next(2) == 0 ? "V2" : "C1")},{(random.Next(2) == 0 ? "U6" : "K2")},{(isOpen ? "," : $"{Day(end)},{(goesOn ? "X1" : "E4A")}")}");
            day = random.Next(4) == 0 ? day + random.Next(5) : goesOn ? end : end + random.Next(3);
        }

        string[] reviews = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"{Id},14/07/2014,{Day(random.Next(40))},PN{random.Next(1, 3)}")];
        string[] missing = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"{Id},14/07/2014,{"MA"[random.Next(2)]},{Day(random.Next(3))},{Day(3 + random.Next(3))}")];
        string[] workers = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(20)).Select(from => $"{Id},14/07/2014,SW{random.Next(3)},{Day(from)},{(random.Next(3) == 0 ? "" : Day(from + random.Next(12)))},")];
        ReturnFile[] files = [Header($"{Id},M,14/07/2014,,,,"), Episodes([.. episodes]), Reviews(reviews), Missing(missing), SocialWorkers(workers)];
        return [.. files.Where(_ => random.Next(8) > 0)];
    }

    private static Entry[] RecordedOtherwise(Random random)
    {
        if (random.Next(2) == 0)
        {
            return [];
        }

        var admitted = start.PlusDays(random.Next(12));
        var entries = new List<Entry> { Admission.New(new EntryHead("m1", admitted), LegalStatus.V2) };
        if (random.Next(2) == 0)
        {
            entries.Add(PlacementStart.New(new EntryHead("m2", admitted.PlusDays(random.Next(3))), PlacementType.U6));
        }

        if (random.Next(2) == 0)
        {
            entries.Add(Review.New(new EntryHead("m3", admitted.PlusDays(random.Next(5))), Participation.PN1));
        }

        if (random.Next(2) == 0)
        {
            entries.Add(Discharge.New(new EntryHead("m4", admitted.PlusDays(5 + random.Next(10))), DischargeReason.E4A));
        }

        return [.. entries];
    }

    private static string Day(int number) => start.PlusDays(number).ToString("dd/MM/uuuu", CultureInfo.InvariantCulture);
}
