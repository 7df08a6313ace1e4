using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public class MergeTests
{
    private static readonly Child child = new("C1", new LocalDate(2014, 7, 14), Sex.M);

    private readonly Store store = new();
    private readonly ReturnFile header = Header("C1,M,14/07/2014,,,,");

    [Fact]
    public void Importing_twice_changes_nothing()
    {
        ReturnFile[] files =
        [
            header,
            Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,S,C1,K2,,", "C1,05/03/2025,P,V2,K2,01/06/2025,E4A", "C1,01/07/2025,P,V2,K2,,"),
            Reviews("C1,14/07/2014,13/03/2025,PN1", "C1,14/07/2014,13/03/2024,PN1"),
            Missing("C1,14/07/2014,M,05/03/2025,", "C1,14/07/2014,A,05/03/2025,06/03/2025"),
            SocialWorkers("C1,14/07/2014,SW1,01/02/2025,01/04/2025,"),
            Outcomes("C1,14/07/2014,33,1,1"),
        ];
        var first = store.Import(files);
        var stored = store.Of("C1");
        var second = store.Import(files);

        second.ChildrenChanged.Should().Be(0);
        second.EntriesStored.Should().Be(0);
        second.EntriesVoided.Should().Be(0);
        second.Refusals.Should().Equal(first.Refusals).And.NotBeEmpty();
        store.Of("C1").Should().Equal(stored);
        second.Tables.Sum(table => table.Stored).Should().Be(0);
    }

    [Fact]
    public void A_row_gone_from_the_file_voids_its_entry_within_the_span()
    {
        store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,P,V2,K2,01/04/2025,X1", "C1,01/04/2025,L,C1,K2,,"), Reviews("C1,14/07/2014,13/03/2025,PN1", "C1,14/07/2014,13/05/2025,PN1"));
        var report = store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,01/04/2025,X1", "C1,01/04/2025,L,C1,K2,,"), Reviews("C1,14/07/2014,13/03/2025,PN1"));

        report.EntriesVoided.Should().Be(2);
        report.EntriesStored.Should().Be(0);
        store.Of("C1").Should().Equal("903-admission-2025-02-01 V2", "903-placement-2025-02-01 U6", "903-review-2025-03-13 PN1", "903-legal-status-2025-04-01 C1");
    }

    [Fact]
    public void A_table_that_is_not_in_the_files_voids_nothing()
    {
        store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,13/03/2025,PN1"), SocialWorkers("C1,14/07/2014,SW1,01/02/2025,,"));
        var report = store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,,"));

        report.ChildrenChanged.Should().Be(0);
        store.Of("C1").Should().HaveCount(4);
    }

    [Theory]
    [InlineData("05/05/2025")]
    [InlineData("27/04/2025")]
    public void A_corrected_day_of_admission_replaces_the_wrong_one(string corrected)
    {
        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,,"));
        var report = store.Import(header, Episodes($"C1,{corrected},S,V2,U6,,"));

        report.Refusals.Should().BeEmpty();
        report.EntriesVoided.Should().Be(2);
        store.Of("C1").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("05/09/2025")]
    [InlineData("27/08/2025")]
    public void A_corrected_day_of_discharge_replaces_the_wrong_one(string corrected)
    {
        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,01/09/2025,E4A"));
        var report = store.Import(header, Episodes($"C1,01/05/2025,S,V2,U6,{corrected},E4A"));

        report.Refusals.Should().BeEmpty();
        report.EntriesVoided.Should().Be(1);
        store.Of("C1").Should().HaveCount(3);
    }

    [Fact]
    public void A_corrected_code_is_a_new_revision_that_keeps_what_was_added_by_hand()
    {
        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,13/05/2025,PN1"));
        var review = store.Entries["C1"].OfType<Review>().Single();
        store.Entries["C1"].Remove(review);
        var chair = Review.Shape.Fields.Single(field => field.Name == "chair");
        store.Entries["C1"].Add(Review.Shape.New(
            new EntryHead(review.Id, review.On, "R7"),
            new FieldValue(Review.Shape.Fields.Single(field => field.Name == "participation"), Participation.PN1),
            new FieldValue(chair, "IRO2")));

        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,13/05/2025,PN1")).ChildrenChanged.Should().Be(0);
        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,13/05/2025,PN2")).EntriesStored.Should().Be(1);

        var corrected = store.Entries["C1"].OfType<Review>().Single();
        corrected.Participation.Should().Be(Participation.PN2);
        corrected.Values[chair].Should().Be("IRO2");
        corrected.Reference.Should().Be("R7");
    }

    [Fact]
    public void An_entry_recorded_otherwise_that_says_the_same_is_taken_as_the_row()
    {
        store.With(
            child,
            Admission.New(new EntryHead("a1", new LocalDate(2025, 5, 1)), LegalStatus.V2),
            PlacementStart.New(new EntryHead("p1", new LocalDate(2025, 5, 1)), PlacementType.U6, provider: PlacementProvider.PR1),
            Review.New(new EntryHead("r1", new LocalDate(2025, 5, 20)), Participation.PN1));

        var report = store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,20/05/2025,PN1"));

        report.ChildrenChanged.Should().Be(0);
        report.Refusals.Should().BeEmpty();
        store.Of("C1").Should().Equal("a1 V2", "p1 U6", "r1 PN1");
    }

    [Fact]
    public void A_row_that_contradicts_what_was_recorded_otherwise_is_refused()
    {
        store.With(child, Admission.New(new EntryHead("a1", new LocalDate(2025, 5, 1)), LegalStatus.V2), Review.New(new EntryHead("r1", new LocalDate(2025, 5, 20)), Participation.PN1));

        var report = store.Import(header, Episodes("C1,01/05/2025,S,C1,U6,,", "C1,04/05/2025,P,V2,U6,05/05/2025,E4A", "C1,01/06/2025,P,V2,K2,,"), Reviews("C1,14/07/2014,20/05/2025,PN3"));

        Shown(report.Refusals).Should().Equal("episodes.csv:2 DECOM 01/05/2025", "episodes.csv:3 DEC 05/05/2025", "reviews.csv:2 REVIEW 20/05/2025");
        store.Of("C1").Should().Equal("a1 V2", "r1 PN1", "903-placement-2025-06-01 K2");
    }

    [Fact]
    public void An_entry_that_something_recorded_otherwise_rests_on_is_not_voided()
    {
        store.Import(header, Episodes("C1,01/05/2025,S,V2,U6,01/06/2025,E4A", "C1,01/07/2025,S,V2,U6,,"));
        store.Entries["C1"].Add(Review.New(new EntryHead("r1", new LocalDate(2025, 5, 20))));

        var report = store.Import(header, Episodes("C1,01/04/2025,S,V2,K2,02/04/2025,E4A", "C1,01/07/2025,S,V2,U6,,"));

        report.Refusals.Should().BeEmpty();
        store.Of("C1").Should().Contain("903-admission-2025-05-01 V2").And.Contain("r1 ").And.HaveCount(9);
    }

    [Fact]
    public void A_row_that_can_no_longer_be_read_voids_nothing()
    {
        store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,P,V2,K2,01/04/2025,X1", "C1,01/04/2025,L,C1,K2,,"));
        var stored = store.Of("C1");
        var report = store.Import(header, Episodes("C1,01/02/2025,S,V2,U6,01/03/2025,X1", "C1,01/03/2025,P,V2,K22,01/04/2025,X1", "C1,01/04/2025,L,C1,K2,,"));

        Shown(report.Refusals).Should().Equal("episodes.csv:3 PLACE K22");
        store.Of("C1").Should().Equal(stored);
        report.Notes.Should().Contain("Entries of an earlier import that were kept, as rows of their table were refused: 1");
    }

    [Fact]
    public void The_next_year_repeats_the_open_episode_and_goes_on_from_it()
    {
        store.Import(header, Episodes("C1,01/06/2024,S,V2,U6,01/09/2024,X1", "C1,01/09/2024,P,V2,K2,,"), Reviews("C1,14/07/2014,28/06/2024,PN1", "C1,14/07/2014,20/12/2024,PN1"));
        var report = store.Import(header, Episodes("C1,01/09/2024,P,V2,K2,01/06/2025,X1", "C1,01/06/2025,L,C2,K2,01/02/2026,E4A"), Reviews("C1,14/07/2014,20/06/2025,PN2"));

        report.Year.ToString().Should().Be("2025-26");
        report.Refusals.Should().BeEmpty();
        report.EntriesVoided.Should().Be(0);
        store.Of("C1").Should().Equal(
            "903-admission-2024-06-01 V2",
            "903-placement-2024-06-01 U6",
            "903-review-2024-06-28 PN1",
            "903-placement-2024-09-01 K2",
            "903-review-2024-12-20 PN1",
            "903-legal-status-2025-06-01 C2",
            "903-review-2025-06-20 PN2",
            "903-discharge-2026-02-01 E4A");
        Journey.Of(store.Children["C1"], store.Entries["C1"]).PeriodsOfCare.Should().ContainSingle();
    }

    [Theory]
    [InlineData("C1,01/06/2025,P,V2,K2,,", "903-placement-2025-06-01 K2")]
    [InlineData("C1,01/06/2025,P,C2,K2,,", "903-legal-status-2025-06-01 C2", "903-placement-2025-06-01 K2")]
    [InlineData("C1,01/06/2025,L,C2,U6,,", "903-legal-status-2025-06-01 C2")]
    [InlineData("C1,01/06/2025,L,C2,K2,,", "903-legal-status-2025-06-01 C2", "903-placement-2025-06-01 K2")]
    public void A_later_beginning_of_the_next_year_continues_the_period_of_care(string row, params string[] added)
    {
        store.Import(header, Episodes("C1,01/06/2024,S,V2,U6,,"));
        ReturnFile[] files = [header, Episodes(row)];
        store.Import(files).Refusals.Should().BeEmpty();
        store.Import(files).ChildrenChanged.Should().Be(0);

        store.Of("C1").Should().Equal(["903-admission-2024-06-01 V2", "903-placement-2024-06-01 U6", .. added]);
    }

    [Fact]
    public void The_years_may_come_in_the_wrong_order()
    {
        ReturnFile[] earlier = [header, Episodes("C1,01/06/2024,S,V2,U6,01/09/2024,X1", "C1,01/09/2024,P,V2,K2,,")];
        ReturnFile[] later = [header, Episodes("C1,01/09/2024,P,V2,K2,01/06/2025,X1", "C1,01/06/2025,L,C2,K2,,")];
        store.Import(later);
        store.Of("C1").Should().Contain("903-admission-2024-09-01 V2 from 2024-09-01");
        store.Import(earlier).Refusals.Should().BeEmpty();

        store.Of("C1").Should().Equal("903-admission-2024-06-01 V2", "903-placement-2024-06-01 U6", "903-placement-2024-09-01 K2", "903-legal-status-2025-06-01 C2");
        store.Import(later).ChildrenChanged.Should().Be(0);
    }

    [Fact]
    public void Both_years_at_once_are_one_journey()
    {
        var report = store.Import(
            header,
            File("a.csv", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\nC1,01/06/2024,S,V2,U6,01/09/2024,X1\nC1,01/09/2024,P,V2,K2,,\n"),
            File("b.csv", "CHILD,DECOM,RNE,LS,PLACE,DEC,REC\nC1,01/09/2024,P,V2,K2,01/06/2025,E4A\n"));

        report.Refusals.Should().BeEmpty();
        store.Of("C1").Should().HaveCount(4);
    }

    [Fact]
    public void A_new_period_while_the_stored_one_is_open_is_refused()
    {
        store.Import(header, Episodes("C1,01/06/2024,S,V2,U6,,"));
        var report = store.Import(header, Episodes("C1,01/06/2025,S,V2,U6,,"));

        Shown(report.Refusals).Should().Equal("episodes.csv:2 DECOM 01/06/2025");
        store.Of("C1").Should().HaveCount(2);
    }
}
