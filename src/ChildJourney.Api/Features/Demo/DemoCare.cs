using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes a stay in care: who came in how, what became of it, and all that happened in between.</summary>
internal static class DemoCare
{
    private const int CameBackIntoCare = 10;

    private static readonly Spread betweenShortBreaks = new(21, 42);
    private static readonly Spread shortBreakDays = new(2, 4);

    /// <summary>Writes a stay, and the earlier one of a child who came back.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        if (stay.Path == DemoPath.ShortBreakSeries)
        {
            WriteSeries(life, stay);
            return;
        }

        if (stay.Path is DemoPath.Section20 or DemoPath.Section20ThenOrders && life.Dice.Percent(CameBackIntoCare) && DemoStays.Earlier(life.Dice, stay) is { } earlier)
        {
            WriteStay(life, earlier);
        }

        WriteStay(life, stay);
        DemoWorkers.WriteAfterCare(life, stay);
    }

    private static void WriteStay(DemoLife life, DemoStay stay)
    {
        WriteEntry(life, stay, stay.From);
        WriteOrders(life, stay);
        DemoCourt.Write(life, stay);
        DemoPlacements.Write(life, stay);
        var officers = DemoWorkers.Write(life, stay);
        var reviews = DemoReviews.Write(life, stay, officers);
        DemoPlans.Write(life, stay, reviews);
        DemoSchool.Write(life, stay, reviews);
        DemoEvents.Write(life, stay);
        WriteLeaving(life, stay, stay.To);
    }

    private static void WriteEntry(DemoLife life, DemoStay stay, LocalDate on)
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

    private static void WriteLeaving(DemoLife life, DemoStay stay, LocalDate on)
    {
        var reason = DemoPaths.Reason(life.Dice, stay);
        life.Add(on, head => Discharge.New(head, reason));
    }

    /// <summary>Short breaks one after another; a child who is looked after today is away on one.</summary>
    private static void WriteSeries(DemoLife life, DemoStay stay)
    {
        DemoWorkers.Write(life, stay);
        var home = DemoPlacements.ShortBreakHome(life.Dice);
        var last = LocalDate.Min(stay.To, life.Today.PlusDays(1)).PlusDays(-1);
        var nextReviewOn = stay.From.PlusMonths(3);
        for (var on = stay.From; on <= last;)
        {
            var to = on.PlusDays(life.Dice.Draw(shortBreakDays));
            var next = to.PlusDays(life.Dice.Draw(betweenShortBreaks));
            if (next > last && stay.Holds(life.Today))
            {
                on = LocalDate.Max(on, life.Today);
                to = on.PlusDays(shortBreakDays.Least);
            }

            WriteEntry(life, stay, on);
            life.Add(on, home);
            if (on >= nextReviewOn)
            {
                life.Add(on, head => Review.New(head, Participation.PN6));
                nextReviewOn = on.PlusMonths(6);
            }

            WriteLeaving(life, stay, LocalDate.Min(to, stay.To));
            on = next;
        }
    }
}
