using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes a stay in care: who came in how, what became of it, and all that happened in between.</summary>
internal static class DemoCare
{
    private const int CameBackIntoCare = 10;

    /// <summary>Writes a stay, the earlier one of a child who came back, and what follows after care.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        if (stay.Path == DemoPath.ShortBreakSeries)
        {
            DemoShortBreaks.WriteSeries(life, stay);
            return;
        }

        var stays = new List<DemoStay> { stay };
        if (stay.Path is DemoPath.Section20 or DemoPath.Section20ThenOrders && life.Dice.Percent(CameBackIntoCare) && DemoStays.Earlier(life.Dice, stay) is { } earlier)
        {
            stays.Insert(0, earlier);
        }

        foreach (var each in stays)
        {
            WriteStay(life, each);
        }

        DemoWorkers.WriteAfterCare(life, stay);
        DemoLeavingCare.Write(life, stays);
    }

    /// <summary>Writes that the child came into care, or to a short break.</summary>
    public static void WriteEntry(DemoLife life, DemoStay stay, LocalDate on)
    {
        var status = stay.Path switch
        {
            DemoPath.Proceedings => LegalStatus.C1,
            DemoPath.PoliceProtection => LegalStatus.L1,
            DemoPath.EmergencyProtection => LegalStatus.L2,
            DemoPath.Remand => LegalStatus.J1,
            DemoPath.ShortBreakSeries => LegalStatus.V3,
            DemoPath.ShortBreakAgreement => LegalStatus.V4,
            _ => LegalStatus.V2,
        };
        var need = DemoPaths.Need(life.Dice, stay);
        life.Add(on, head => Admission.New(head, status, need, stay.Path == DemoPath.Unaccompanied));
    }

    /// <summary>Writes that the child left care, or went home from a short break.</summary>
    public static void WriteLeaving(DemoLife life, DemoStay stay, LocalDate on)
    {
        var reason = DemoPaths.Reason(life.Dice, stay);
        life.Add(on, head => Discharge.New(head, reason));
    }

    private static void WriteStay(DemoLife life, DemoStay stay)
    {
        WriteEntry(life, stay, stay.From);
        WriteOrders(life, stay);
        DemoCourt.Write(life, stay);
        var placements = DemoPlacements.Write(life, stay);
        var officers = DemoWorkers.Write(life, stay);
        var reviews = DemoReviews.Write(life, stay, officers, placements);
        if (stay.IsShortBreaks)
        {
            DemoShortBreaks.WriteAgreement(life, stay);
        }
        else
        {
            WriteFullCare(life, stay, placements, reviews);
        }

        WriteLeaving(life, stay, stay.To);
    }

    private static void WriteFullCare(DemoLife life, DemoStay stay, IReadOnlyList<DemoPlacement> placements, IReadOnlyList<LocalDate> reviews)
    {
        DemoPlans.Write(life, stay, placements, reviews);
        DemoSchool.Write(life, stay, reviews);
        DemoEvents.Write(life, stay);
        DemoPapers.Write(life, stay, placements);
        DemoVisits.Write(life, stay, placements, reviews);
        DemoHealth.Write(life, stay, reviews);
        DemoParents.Write(life, placements);
        DemoSecure.Write(life, placements);
        DemoAdoption.Write(life, stay, reviews);
        DemoPractice.Write(life, stay);
    }

    private static void WriteOrders(DemoLife life, DemoStay stay)
    {
        Add(stay.InterimOrderOn, LegalStatus.C1);
        Add(stay.CareOrderOn, LegalStatus.C2);
        Add(stay.PlacementOrderOn, LegalStatus.E1);

        void Add(LocalDate? on, LegalStatus status)
        {
            if (on is { } day)
            {
                life.Add(stay, day, head => LegalStatusChange.New(head, status));
            }
        }
    }
}
