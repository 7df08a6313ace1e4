using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Api.Features.Demo;

/// <summary>Writes what happens to some children in care: going missing, in clusters, exclusions from school, and the yearly questionnaire.</summary>
internal static class DemoEvents
{
    private const int GoesMissing = 28;
    private const int GoesMissingFromAge = 12;
    private const int AwayKnownWhere = 25;
    private const int OfLate = 40;
    private const int OfLateDays = 70;
    private const int InterviewWanted = 62;
    private const int SdqScored = 94;
    private const int SdqFromAge = 4;
    private const int SdqToAge = 16;
    private const int LastDayOfMarch = 31;

    private static readonly Spread clusters = new(1, 2);
    private static readonly Spread episodes = new(1, 5);
    private static readonly Spread daysBetweenEpisodes = new(3, 21);
    private static readonly Spread hourGone = new(16, 23);
    private static readonly Spread hourBack = new(6, 15);
    private static readonly Spread interviewHour = new(16, 18);
    private static readonly Spread quarters = new(0, 3);
    private static readonly (int, Spread)[] daysUntilInterview = [(88, new(0, 2)), (12, new(4, 7))];
    private static readonly (int, int)[] nightsAway = [(70, 1), (18, 2), (9, 3), (3, 9)];
    private static readonly (int, Spread)[] sdqScores = [(45, new(3, 13)), (20, new(14, 16)), (35, new(17, 33))];

    /// <summary>Writes the events of a stay.</summary>
    public static void Write(DemoLife life, DemoStay stay)
    {
        if (stay.IsShortBreaks)
        {
            return;
        }

        WriteQuestionnaires(life, stay);
        DemoSchoolLost.WriteExclusions(life, stay);
        if (life.Dice.Percent(GoesMissing))
        {
            WriteMissing(life, stay);
        }
    }

    private static void WriteQuestionnaires(DemoLife life, DemoStay stay)
    {
        for (var year = stay.From.Year + 1; year <= life.Today.Year; year++)
        {
            var on = new LocalDate(year, 3, life.Dice.Between(1, LastDayOfMarch));
            if (stay.AgeOn(on) is >= SdqFromAge and <= SdqToAge && life.Dice.Percent(SdqScored))
            {
                var score = life.Dice.Draw(life.Dice.Pick<Spread>(sdqScores));
                life.Add(stay, on, head => Sdq.New(head, score));
            }
        }
    }

    private static void WriteMissing(DemoLife life, DemoStay stay)
    {
        var first = LocalDate.Max(stay.From.PlusDays(1), stay.Child.Birthday(GoesMissingFromAge));
        var last = LocalDate.Min(stay.To, life.Today).PlusDays(-1);
        if (first >= last)
        {
            return;
        }

        var on = life.Dice.Percent(OfLate) ? LocalDate.Max(first, last.PlusDays(-OfLateDays)) : first.PlusDays(life.Dice.Between(0, Period.DaysBetween(first, last)));
        for (var cluster = life.Dice.Draw(clusters); cluster > 0; cluster--)
        {
            for (var episode = life.Dice.Draw(episodes); episode > 0; episode--)
            {
                on = on.PlusDays(life.Dice.Draw(daysBetweenEpisodes));
                on = WriteEpisode(life, stay, on);
            }

            on = on.PlusDays(OfLateDays);
        }
    }

    /// <summary>Writes an episode, and gives the day the child came back.</summary>
    private static LocalDate WriteEpisode(DemoLife life, DemoStay stay, LocalDate on)
    {
        var dice = life.Dice;
        var back = on.PlusDays(dice.Pick<int>(nightsAway));
        var interviewOn = back.PlusDays(dice.Draw(dice.Pick<Spread>(daysUntilInterview)));
        var isBack = back <= life.Today;
        var offered = isBack && life.IsDone(back);
        var wanted = dice.Percent(InterviewWanted);
        var returned = At(back, hourBack);
        var kind = dice.Percent(AwayKnownWhere) ? MissingKind.AwayWithoutAuthorisation : MissingKind.Missing;
        var from = At(on, hourGone);
        LocalMoment? interviewAt = offered && wanted && interviewOn <= life.Today ? At(interviewOn, interviewHour) : null;
        life.Add(stay, on, head => Missing.New(head, kind, from, isBack ? returned : null, offered ? returned : null, interviewAt, offered && !wanted));
        return back;

        LocalMoment At(LocalDate day, Spread hours) =>
            new(day, day.At(new LocalTime(dice.Draw(hours), 15 * dice.Draw(quarters))));
    }
}
