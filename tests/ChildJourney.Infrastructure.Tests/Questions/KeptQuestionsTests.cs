using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using ChildJourney.Infrastructure.Mapping;
using ChildJourney.Infrastructure.Projection;
using ChildJourney.Infrastructure.Questions;
using ChildJourney.Infrastructure.Tests.Databases;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Questions;

[OnEveryDatabase]
public class KeptQuestionsTests(KeptQuestionsTests.Caseload caseload) : IClassFixture<KeptQuestionsTests.Caseload>
{
    private static readonly LocalDate admitted = new(2024, 2, 29);

    private readonly TestDatabase database = caseload.Database;

    [Fact]
    public async Task Each_time_it_is_asked_with_the_values_of_that_time()
    {
        foreach (var (day, most, expected) in new[] { (admitted, 5, "A B"), (admitted.PlusDays(-1), 5, ""), (admitted, 1, "A"), (admitted.PlusYears(1), 5, "A B") })
        {
            (await AskAsync(nameof(Each_time_it_is_asked_with_the_values_of_that_time), Given.Day(day), most)).Should().Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task Rows_may_be_of_children_who_are_others_each_time()
    {
        foreach (var ids in new[] { "A B", "B", "", "nobody", "A" })
        {
            var children = Given.Children(ids.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            await using var db = database.Open();
            var (visible, generation) = await VisibleAsync(db);
            var found = await visible.ReadAsync(
                visible.KeptAs(nameof(Rows_may_be_of_children_who_are_others_each_time), generation, children),
                () => visible.Obligations(generation, children).Select(row => row.ChildId).Distinct(),
                CancellationToken.None);
            found.Order(StringComparer.Ordinal).Should().Equal(children.Value.Where(id => id != "nobody"));
        }
    }

    [Fact]
    public async Task A_value_without_a_name_is_refused_as_is_one_that_stands_there_as_it_is()
    {
        await RefusesAsync("*no name*", visible => visible.SpansOn(admitted, SpanKinds.Care));
        var (day, id) = (admitted.PlusDays(1), "A");
        await RefusesAsync("*no name*", visible => visible.Children.Where(row => row.DateOfBirth < day));
        await RefusesAsync("*no name*", visible => visible.Children.Where(row => row.ChildId == id));
    }

    [Fact]
    public async Task Two_days_that_are_equal_by_chance_are_not_one()
    {
        await RefusesAsync("*two values by the name of day*", visible =>
        {
            var (ones, others) = (visible.SpansOn(Given.Day(admitted), SpanKinds.Care), visible.SpansOn(Given.Day(admitted), SpanKinds.Team));
            return ones.Where(span => others.Any(other => other.ChildId == span.ChildId));
        });
    }

    [Fact]
    public async Task What_it_needs_has_to_be_given()
    {
        await RefusesAsync("*asked without its day*", visible => visible.SpansOn(Given.Day(admitted), SpanKinds.Care));
    }

    [Fact]
    public async Task A_key_under_which_two_questions_are_asked_is_found_out()
    {
        const string Key = nameof(A_key_under_which_two_questions_are_asked_is_found_out);
        await AskAsync(Key, Given.Day(admitted), 2);
        var askAsync = () => AskAsync(Key, Given.Day(admitted), 2, SpanKinds.Team);
        await askAsync.Should().ThrowAsync<InvalidOperationException>().WithMessage("*not the one that was kept*");
    }

    [Fact]
    public async Task Asked_at_once_by_many_it_is_the_same_to_each()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() =>
            AskAsync(nameof(Asked_at_once_by_many_it_is_the_same_to_each), Given.Day(admitted.PlusDays((number % 2) - 1)), 5))));

        answers.Select((answer, number) => (answer.Count, number % 2)).Should().OnlyContain(answer => answer.Count == (answer.Item2 == 0 ? 0 : 2));
    }

    private async Task<IReadOnlyList<string>> AskAsync(string key, Given<LocalDate> day, int most, string kind = SpanKinds.Care)
    {
        await using var db = database.Open();
        var (visible, generation) = await VisibleAsync(db);
        return await visible.ReadAsync(
            visible.KeptAs(key, generation, day, Given.Most(most)),
            () => visible.SpansOn(day, kind).OrderBy(span => span.ChildId).Select(span => span.ChildId).Take(most),
            CancellationToken.None);
    }

    private async Task RefusesAsync<T>(string because, Func<Visible, IQueryable<T>> compose)
    {
        await using var db = database.Open();
        var (visible, generation) = await VisibleAsync(db);
        var askAsync = () => visible.ReadAsync(visible.KeptAs(Guid.NewGuid(), generation), () => compose(visible), CancellationToken.None);
        await askAsync.Should().ThrowAsync<InvalidOperationException>().WithMessage(because);
    }

    private async Task<(Visible Visible, Generation Generation)> VisibleAsync(JourneyDb db)
    {
        await using var generations = database.Generations(db);
        return (new Visible(db, ChildScope.Everything(TestDatabase.Authority)), (await generations.LiveAsync(TestDatabase.Authority, CancellationToken.None)).Current);
    }

    /// <summary>Two children who are looked after from a leap day on.</summary>
    public sealed class Caseload : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            foreach (var id in new[] { "A", "B" })
            {
                await Database.StoreAsync(new Child(id, new LocalDate(2015, 5, 1)), Admission.New(new EntryHead("in", admitted), LegalStatus.V2));
            }
        }

        public Task DisposeAsync() => Database.DisposeAsync();
    }
}
