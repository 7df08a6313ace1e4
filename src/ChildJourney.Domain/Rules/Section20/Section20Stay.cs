using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.Reviews;
using NodaTime;

namespace ChildJourney.Domain.Rules.Section20;

/// <summary>An unbroken stretch under Section 20 within a period of care, and the plans for return home in force during it.</summary>
public sealed class Section20Stay
{
    private readonly Entry beganBy;

    private Section20Stay(PeriodOfCare period, DateSpan<LegalStatus> span, Entry beganBy, IReadOnlyList<DateSpan<Entry>> plans, FirstReviewDates? firstReview)
    {
        this.beganBy = beganBy;
        Period = period;
        From = span.From;
        To = span.To!.Value;
        Plans = plans;
        FirstReview = firstReview;
    }

    /// <summary>The period of care.</summary>
    public PeriodOfCare Period { get; }

    /// <summary>The first day under Section 20.</summary>
    public LocalDate From { get; }

    /// <summary>The day it had ended.</summary>
    public LocalDate To { get; }

    /// <summary>When and why Section 20 ends.</summary>
    public Ending? Ending => To < Period.To ? new Ending(To, "Section 20 ended", Recorded: true) : null;

    /// <summary>Whether it began before recording did, so that its own first day is not known.</summary>
    public bool BeganUnrecorded => Period.BeganUnrecorded(From);

    /// <summary>Whether the child is an unaccompanied asylum-seeking child.</summary>
    public bool Unaccompanied => Period.Admission.Unaccompanied;

    /// <summary>When the first review of the period was due and held; null where that lies before recording began.</summary>
    public FirstReviewDates? FirstReview { get; }

    /// <summary>The day of the first review, or its due date where that is earlier; null where it lies before recording began.</summary>
    public LocalDate? FirstReviewOn => DateSpans.Earlier(FirstReview?.HeldOn, FirstReview?.DueOn);

    /// <summary>That day in words.</summary>
    public string FirstReviewInWords => FirstReview?.HeldOn == FirstReviewOn ? "the day of the first review" : "the day by which the first review was due";

    /// <summary>The plans for return home in force, each until it was given up, another route was chosen, or Section 20 ended.</summary>
    public IReadOnlyList<DateSpan<Entry>> Plans { get; }

    /// <summary>The stretches of a journey.</summary>
    public static IReadOnlyList<Section20Stay> ReadFrom(Journey journey, Settings settings)
    {
        ArgumentNullException.ThrowIfNull(journey);
        return journey.Derived<Section20Stay[], Settings>(settings, static (read, with) => [.. Read(read, with)]);
    }

    /// <summary>The entry that triggers what opens on the day: the first review or, where it fell due unheld, the admission; otherwise what began Section 20.</summary>
    public Entry TriggerOn(LocalDate day) =>
        day != FirstReviewOn ? beganBy
        : FirstReview?.Held is { } held && held.On == day ? held
        : Period.Admission;

    /// <summary>The plan in force on the day, or the first to come into force after it during Section 20, or null.</summary>
    public DateSpan<Entry>? PlanInForceFrom(LocalDate day)
    {
        foreach (var plan in Plans)
        {
            if (plan.Holds(day) || (plan.From > day && plan.From < To))
            {
                return plan;
            }
        }

        return null;
    }

    private static IEnumerable<Section20Stay> Read(Journey journey, Settings settings)
    {
        foreach (var period in journey.PeriodsOfCare)
        {
            IReadOnlyList<DateSpan<Entry>>? plans = null;
            foreach (var span in period.LegalStatuses)
            {
                if (span.Value == LegalStatus.V2)
                {
                    plans ??= ReadPlans(journey, period);
                    yield return new Section20Stay(period, span, BeganBy(journey, period, span.From), plans, FirstReviewDates.Of(period, settings));
                }
            }
        }
    }

    private static List<DateSpan<Entry>> ReadPlans(Journey journey, PeriodOfCare period)
    {
        var plans = new List<DateSpan<Entry>>();
        foreach (var entry in journey.Entries)
        {
            if (!period.Holds(entry.On))
            {
                continue;
            }

            if (entry is PermanencePlan)
            {
                EndBy(entry.On);
            }

            var endsOn = EndOfSection20(period, entry.On);
            if (entry is ReturnHomePlan plan)
            {
                EndBy(entry.On);
                Add(entry, DateSpans.Earlier(plan.EndedOn, endsOn));
            }
            else if (entry is PermanencePlan { Route: PermanenceRoute.ReturnHome })
            {
                Add(entry, endsOn);
            }
        }

        return plans;

        void EndBy(LocalDate on)
        {
            if (plans.Count == 0 || plans[^1].To <= on)
            {
                return;
            }

            if (plans[^1].From == on)
            {
                plans.RemoveAt(plans.Count - 1);
            }
            else
            {
                plans[^1] = plans[^1] with { To = on };
            }
        }

        void Add(Entry entry, LocalDate? to)
        {
            if (!(to <= entry.On))
            {
                plans.Add(new DateSpan<Entry>(entry.On, to, entry));
            }
        }
    }

    private static Entry BeganBy(Journey journey, PeriodOfCare period, LocalDate on)
    {
        foreach (var change in journey.All<LegalStatusChange>())
        {
            if (change.On == on && on > period.From)
            {
                return change;
            }
        }

        return period.Admission;
    }

    private static LocalDate EndOfSection20(PeriodOfCare period, LocalDate from)
    {
        foreach (var span in period.LegalStatuses)
        {
            if (span.Value == LegalStatus.V2 && span.To > from)
            {
                return span.To.Value;
            }
        }

        return period.To;
    }
}
