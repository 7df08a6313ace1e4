using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Who holds a child's case: team, social worker and independent reviewing officer, their changes and their gaps.</summary>
internal static class DemoWorkers
{
    private const int ToLeavingTeam = 75;
    private const int GapBetweenSocialWorkers = 10;
    private const int NoSocialWorkerToday = 4;
    private const int NoOfficerToday = 2;
    private const int OfficerAppointedLate = 8;
    private const int LeavingTeamAge = 16;
    private const int AdultAge = 18;

    private static readonly Spread untilSocialWorker = new(0, 2);
    private static readonly Spread socialWorkerStays = new(120, 900);
    private static readonly Spread gap = new(7, 30);
    private static readonly Spread goneSince = new(2, 40);
    private static readonly Spread untilOfficer = new(0, 4);
    private static readonly Spread untilLateOfficer = new(9, 25);
    private static readonly Spread officerStays = new(600, 1800);
    private static readonly Spread untilLeavingTeam = new(7, 60);

    private static readonly WorkingDayCalendar calendar = WorkingDayCalendar.EnglandAndWales;

    /// <summary>Writes the allocations, and gives those of the reviewing officers.</summary>
    public static IReadOnlyList<(LocalDate On, string? Officer)> Write(DemoLife life, DemoStay stay)
    {
        var areaTeam = DemoStaff.AreaTeam(life.Dice);
        var leavingOn = LeavingTeamOn(life, stay);
        Allocate(life, stay, stay.From, AllocationRole.Team, leavingOn == stay.From ? DemoStaff.LeavingTeam : areaTeam);
        if (leavingOn is { } on && on > stay.From)
        {
            Allocate(life, stay, on, AllocationRole.Team, DemoStaff.LeavingTeam);
        }

        WriteSocialWorkers(life, stay, areaTeam, leavingOn);
        return WriteOfficers(life, stay);
    }

    /// <summary>Writes the personal adviser of a young person who stayed in care until 18.</summary>
    public static void WriteAfterCare(DemoLife life, DemoStay stay)
    {
        if (stay.To == stay.Child.Birthday(AdultAge))
        {
            life.Add(stay.To, head => Allocation.New(head, AllocationRole.PersonalAdviser, DemoStaff.PersonalAdviser(life.Turn)));
        }
    }

    private static LocalDate? LeavingTeamOn(DemoLife life, DemoStay stay)
    {
        if (stay.IsShortBreaks || !life.Dice.Percent(ToLeavingTeam))
        {
            return null;
        }

        var from16 = stay.Child.Birthday(LeavingTeamAge);
        return from16 <= stay.From ? stay.From : After(life, from16, untilLeavingTeam);
    }

    private static void WriteSocialWorkers(DemoLife life, DemoStay stay, string areaTeam, LocalDate? leavingOn)
    {
        var last = stay.From;
        var on = stay.From.PlusDays(life.Dice.Draw(untilSocialWorker));
        while (on < stay.To && on <= life.Today)
        {
            last = on;
            var worker = life.Staff.SocialWorker(on >= leavingOn ? DemoStaff.LeavingTeam : areaTeam, life.Dice);
            Allocate(life, stay, on, AllocationRole.SocialWorker, worker);
            var next = After(life, on, socialWorkerStays);
            next = leavingOn > on && leavingOn < next ? leavingOn.Value : next;
            if (life.Dice.Percent(GapBetweenSocialWorkers))
            {
                Allocate(life, stay, next, AllocationRole.SocialWorker, null);
                last = next;
                next = After(life, next, gap);
            }

            on = next;
        }

        WriteGone(life, stay, AllocationRole.SocialWorker, last, NoSocialWorkerToday);
    }

    private static List<(LocalDate On, string? Officer)> WriteOfficers(DemoLife life, DemoStay stay)
    {
        var days = new List<LocalDate>();
        var on = stay.From.PlusDays(life.Dice.Draw(life.Dice.Percent(OfficerAppointedLate) ? untilLateOfficer : untilOfficer));
        while (on < stay.To && on <= life.Today)
        {
            days.Add(on);
            on = After(life, on, officerStays);
        }

        // Counted from the last, so that those who hold children today do so turn by turn.
        var officers = new List<(LocalDate On, string? Officer)>();
        foreach (var day in days)
        {
            var officer = life.Staff.Officer(life.Turn + days.Count - officers.Count);
            Allocate(life, stay, day, AllocationRole.Iro, officer);
            officers.Add((day, officer));
        }

        if (officers.Count > 0 && WriteGone(life, stay, AllocationRole.Iro, officers[^1].On, NoOfficerToday) is { } goneOn)
        {
            officers.Add((goneOn, null));
        }

        return officers;
    }

    /// <summary>For a few of those in care today, the last one in the role has gone and nobody has followed.</summary>
    private static LocalDate? WriteGone(DemoLife life, DemoStay stay, AllocationRole role, LocalDate last, int share)
    {
        var on = life.Today.PlusDays(-life.Dice.Draw(goneSince));
        if (!life.Dice.Percent(share) || on <= last || !stay.Holds(life.Today))
        {
            return null;
        }

        Allocate(life, stay, on, role, null);
        return on;
    }

    /// <summary>A working day some time later.</summary>
    private static LocalDate After(DemoLife life, LocalDate on, Spread days) => calendar.LastOnOrBefore(on.PlusDays(life.Dice.Draw(days)));

    private static void Allocate(DemoLife life, DemoStay stay, LocalDate on, AllocationRole role, string? assignee) =>
        life.Add(stay, on, head => Allocation.New(head, role, assignee));
}
