using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Infrastructure.Access;
using NodaTime;

namespace ChildJourney.Infrastructure.Tests.Access;

public class CurrentHoldersTests
{
    private static readonly LocalDate today = new(2026, 11, 22);
    private static readonly Admission admission = Admission.New(new EntryHead("in", new LocalDate(2026, 1, 10)), LegalStatus.C2);
    private static readonly Discharge discharge = Discharge.New(new EntryHead("out", new LocalDate(2026, 8, 1)), DischargeReason.E4A);

    [Fact]
    public void Nobody_holds_a_child_whom_nobody_was_given()
    {
        Of(admission).Should().Be(new CurrentHolders(null, null, null, null));
        Of().Should().Be(new CurrentHolders(null, null, null, null));
    }

    [Fact]
    public void Each_role_is_held_by_whoever_took_over_last() =>
        Of(
            admission,
            On(2, AllocationRole.Team, "T1"),
            On(3, AllocationRole.Team, "T2"),
            On(2, AllocationRole.SocialWorker, "S1"),
            On(4, AllocationRole.Iro, "I1"),
            On(5, AllocationRole.PersonalAdviser, "P1"),
            On(6, AllocationRole.PersonalAdviser, "P2")).Should().Be(new CurrentHolders("T2", "S1", "I1", "P2"));

    [Fact]
    public void The_order_in_which_it_was_recorded_does_not_matter() =>
        Of(On(9, AllocationRole.Team, "T2"), On(2, AllocationRole.Team, "T1"), admission).Team.Should().Be("T2");

    [Fact]
    public void A_child_in_care_who_was_taken_from_someone_and_given_to_nobody_is_held_by_nobody()
    {
        Of(admission, On(2, AllocationRole.Team, "T1"), On(9, AllocationRole.Team, null)).Team.Should().BeNull();
        Of(admission, On(2, AllocationRole.SocialWorker, "S1"), On(9, AllocationRole.Team, null)).SocialWorker.Should().Be("S1", "each role is held by itself");
    }

    [Fact]
    public void A_child_who_has_left_care_is_held_by_whoever_held_the_child_last()
    {
        Of(admission, On(2, AllocationRole.Team, "T1"), discharge).Team.Should().Be("T1");
        Of(admission, On(2, AllocationRole.Team, "T1"), On(3, AllocationRole.Team, "T2"), discharge, On(8, AllocationRole.Team, null)).Team.Should().Be("T2");
        Of(admission, On(2, AllocationRole.Team, "T1"), On(3, AllocationRole.Team, null), discharge).Team.Should().Be("T1");
        Of(admission, On(2, AllocationRole.Team, "T1"), discharge, On(9, AllocationRole.Team, "T3")).Team.Should().Be("T3", "a care leaver may come to another team");
        Of(admission, On(3, AllocationRole.Team, null), discharge).Team.Should().BeNull();
    }

    [Fact]
    public void So_is_one_who_has_come_of_age_and_one_who_has_died()
    {
        var held = new Entry[] { admission, On(2, AllocationRole.Iro, "I1"), On(3, AllocationRole.Iro, null) };

        CurrentHolders.Of(Journey.Of(new Child("C1", today.PlusYears(-18)), held), today).Iro.Should().Be("I1");
        CurrentHolders.Of(Journey.Of(new Child("C1", today.PlusYears(-18).PlusDays(1)), held), today).Iro.Should().BeNull();
        Of([.. held, Discharge.New(new EntryHead("died", new LocalDate(2026, 8, 1)), DischargeReason.E2)]).Iro.Should().Be("I1");
    }

    [Fact]
    public void One_who_has_come_back_into_care_is_held_by_whoever_holds_the_child_now()
    {
        var again = Admission.New(new EntryHead("again", new LocalDate(2026, 10, 1)), LegalStatus.V2);
        var before = new Entry[] { admission, On(2, AllocationRole.SocialWorker, "S1"), discharge };

        Of([.. before, On(8, AllocationRole.SocialWorker, null), again]).SocialWorker.Should().BeNull();
        Of([.. before, again]).SocialWorker.Should().Be("S1", "nobody has taken over since");
        Of([.. before, again, On(11, AllocationRole.SocialWorker, "S2")]).SocialWorker.Should().Be("S2");
    }

    [Fact]
    public void The_day_of_discharge_is_the_first_on_which_the_child_has_left_care()
    {
        var entries = new Entry[] { admission, On(2, AllocationRole.Team, "T1"), On(3, AllocationRole.Team, null), Discharge.New(new EntryHead("out", today), DischargeReason.E4A) };

        Of(entries).Team.Should().Be("T1");
        Of([.. entries[..3], Discharge.New(new EntryHead("out", today.PlusDays(1)), DischargeReason.E4A)]).Team.Should().BeNull();
    }

    private static CurrentHolders Of(params Entry[] entries) => CurrentHolders.Of(Journey.Of(new Child("C1", new LocalDate(2015, 5, 1)), entries), today);

    private static Allocation On(int month, AllocationRole role, string? assignee) =>
        Allocation.New(new EntryHead($"{role}-{month}", new LocalDate(2026, month, 15)), role, assignee);
}
