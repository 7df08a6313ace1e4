using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes the loss of a school, by exclusion or by a move in an emergency, and what was found instead.</summary>
internal static class DemoSchoolLost
{
    private const int OldEnoughToBeExcluded = 9;
    private const int Suspended = 14;
    private const int ExcludedForGood = 7;
    private const int ProvisionFound = 92;
    private const int WithinDays = 540;

    private static readonly Spread suspensions = new(1, 3);
    private static readonly (int, Spread)[] schoolDaysUntilProvision = [(40, new(1, 1)), (42, new(2, 6)), (18, new(7, 18))];
    private static readonly (int, Spread)[] schoolDaysUntilPlace = [(80, new(4, 20)), (20, new(21, 34))];

    /// <summary>Writes the exclusions of a stay.</summary>
    public static void WriteExclusions(DemoLife life, DemoStay stay)
    {
        var dice = life.Dice;
        if (dice.Percent(Suspended))
        {
            for (var left = dice.Draw(suspensions); left > 0; left--)
            {
                WriteExclusion(life, stay, ExclusionKind.Suspension);
            }
        }

        if (dice.Percent(ExcludedForGood))
        {
            WriteExclusion(life, stay, ExclusionKind.Permanent);
        }
    }

    /// <summary>Writes the new school place after a move that cost the old one.</summary>
    public static void WriteNewPlace(DemoLife life, DemoStay stay, LocalDate movedOn)
    {
        var days = life.Dice.Draw(life.Dice.Pick<Spread>(schoolDaysUntilPlace));
        if (life.IsDone(movedOn) && life.SchoolDayAfter(movedOn, days) is { } on)
        {
            life.Add(stay, on, head => SchoolPlace.Shape.New(head));
        }
    }

    private static void WriteExclusion(DemoLife life, DemoStay stay, ExclusionKind kind)
    {
        var dice = life.Dice;
        var last = LocalDate.Min(stay.To.PlusDays(-1), life.Today);
        var first = LocalDate.Max(LocalDate.Max(stay.From, stay.Child.Birthday(OldEnoughToBeExcluded)), last.PlusDays(-WithinDays));
        if (first >= last || life.SchoolDayAfter(first.PlusDays(dice.Between(0, Period.DaysBetween(first, last))), 1) is not { } on)
        {
            return;
        }

        var provision = life.SchoolDayAfter(on, dice.Draw(dice.Pick<Spread>(schoolDaysUntilProvision)));
        var found = kind == ExclusionKind.Permanent && provision is { } day && dice.Percent(ProvisionFound) ? life.IfPast(day) : null;
        life.Add(stay, on, head => Exclusion.New(head, kind, found));
    }
}
