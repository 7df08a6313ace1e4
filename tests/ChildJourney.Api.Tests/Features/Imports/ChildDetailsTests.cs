using ChildJourney.Api.Features.Imports;
using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;
using static ChildJourney.Api.Tests.Features.Imports.Returns;

namespace ChildJourney.Api.Tests.Features.Imports;

public class ChildDetailsTests
{
    private readonly Store store = new();

    [Fact]
    public void A_child_no_table_gives_a_date_of_birth_of_is_refused()
    {
        var report = store.Import(Episodes("C1,01/02/2025,S,V2,U6,,"));

        Shown(report.Refusals).Should().Equal("episodes.csv:2 CHILD C1");
        store.Children.Should().BeEmpty();
    }

    [Fact]
    public void Without_a_header_row_the_date_of_birth_comes_from_another_table()
    {
        store.Import(Episodes("C1,01/02/2025,S,V2,U6,,"), Reviews("C1,14/07/2014,13/03/2025,PN1")).Refusals.Should().BeEmpty();

        store.Children["C1"].DateOfBirth.Should().Be(new LocalDate(2014, 7, 14));
        store.Of("C1").Should().HaveCount(3);
    }

    [Fact]
    public void Even_from_a_table_that_makes_no_entry()
    {
        store.Import(Episodes("C1,01/02/2025,S,V2,U6,,"), File("oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,14/07/2014,YES,F1,B1\nC9,14/07/2004,YES,F1,B1\n"));

        store.Children.Keys.Should().Equal("C1");
        store.Of("C1").Should().HaveCount(2);
    }

    [Fact]
    public void Without_a_header_row_a_known_child_is_known()
    {
        store.With(new Child("C1", new LocalDate(2014, 7, 14), Sex.F, "UN5", Restricted: true)).Import(Episodes("C1,01/02/2025,S,V2,U6,,")).Refusals.Should().BeEmpty();

        store.Children["C1"].Restricted.Should().BeTrue();
    }

    [Fact]
    public void A_row_with_another_date_of_birth_than_the_header_is_refused()
    {
        var report = store.Import(Reviews("C1,14/07/2015,13/03/2025,PN1", "C1,14/07/2014,13/04/2025,PN1"), Episodes("C1,01/02/2025,S,V2,U6,,"), Header("C1,M,14/07/2014,,,,"));

        Shown(report.Refusals).Should().Equal("reviews.csv:2 DOB 14/07/2015");
        report.Refusals[0].Expected.Should().Contain("14/07/2014");
        store.Of("C1").Should().Contain("903-review-2025-04-13 PN1").And.HaveCount(3);
    }

    [Theory]
    [InlineData("C1,7,14/07/2014,,UN5,,", "SEX 7")]
    [InlineData("C1,M,14/07/2014,,UN9,,", "UPN UN9")]
    public void A_header_row_that_is_refused_still_tells_the_date_of_birth(string row, string expected)
    {
        var report = store.Import(Header(row), Episodes("C1,01/02/2025,S,V2,U6,,"));

        Shown(report.Refusals).Should().Equal($"header.csv:2 {expected}");
        store.Children["C1"].Should().Be(new Child("C1", new LocalDate(2014, 7, 14)));
        store.Of("C1").Should().HaveCount(2);
    }

    [Theory]
    [InlineData("1", Sex.M)]
    [InlineData("2", Sex.F)]
    [InlineData("m", Sex.M)]
    [InlineData("U", Sex.U)]
    [InlineData("", null)]
    public void Sex_is_read_in_the_codes_of_either_time(string code, Sex? expected)
    {
        store.Import(Header($"C1,{code},14/07/2014,,,,")).Refusals.Should().BeEmpty();

        store.Children["C1"].Sex.Should().Be(expected);
    }

    [Theory]
    [InlineData("C 1")]
    [InlineData("-C1")]
    [InlineData("C..1")]
    [InlineData("C/1")]
    [InlineData("1234567890123456789012345678901234567")]
    [InlineData("Zoë")]
    public void An_identifier_that_no_URL_could_hold_is_refused(string child)
    {
        var report = store.Import(Header($"{child},M,14/07/2014,,,,"));

        Shown(report.Refusals).Should().Equal($"header.csv:2 CHILD {child}");
        store.Children.Should().BeEmpty();
    }

    [Fact]
    public void Two_header_rows_must_agree_on_the_date_of_birth()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,UN5,,", "C1,M,14/07/2015,,,,", "C1,,14/07/2014,,UN2,,"));

        Shown(report.Refusals).Should().Equal("header.csv:3 DOB 14/07/2015");
        store.Children["C1"].Should().Be(new Child("C1", new LocalDate(2014, 7, 14), Sex.M, "UN2"));
    }

    [Fact]
    public void A_corrected_date_of_birth_is_stored()
    {
        store.Import(Header("C1,M,14/07/2014,,,,"), Episodes("C1,01/02/2025,S,V2,U6,,"));
        store.Import(Header("C1,M,14/07/2013,,,,"), Episodes("C1,01/02/2025,S,V2,U6,,")).Refusals.Should().BeEmpty();

        store.Children["C1"].DateOfBirth.Should().Be(new LocalDate(2013, 7, 14));
    }

    [Fact]
    public void A_date_of_birth_that_what_is_recorded_cannot_be_true_of_is_refused()
    {
        var child = new Child("C1", new LocalDate(2014, 7, 14));
        store.With(child, Admission.New(new EntryHead("a1", new LocalDate(2020, 5, 1)), LegalStatus.V2));

        var report = store.Import(Header("C1,M,14/07/2021,,,,"));

        Shown(report.Refusals).Should().Equal("header.csv:2 DOB 14/07/2021");
        store.Children["C1"].Should().Be(child);
    }

    [Fact]
    public void A_child_without_episodes_is_stored_and_its_reviews_are_refused()
    {
        var report = store.Import(Header("C1,M,14/07/2014,,,,"), Reviews("C1,14/07/2014,13/03/2025,PN1"));

        Shown(report.Refusals).Should().Equal("reviews.csv:2 REVIEW 13/03/2025");
        report.Warnings.Should().ContainSingle().Which.Should().Be(new ImportWarning("C1", "no episode of care"));
        store.Children.Should().ContainKey("C1");
    }
}
