using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using NodaTime;

namespace ChildJourney.Infrastructure.Access;

/// <summary>Who holds a child, as far as access goes: of a child who has left care, whoever held the child last.</summary>
/// <param name="Team">The team.</param>
/// <param name="SocialWorker">The social worker.</param>
/// <param name="Iro">The independent reviewing officer.</param>
/// <param name="PersonalAdviser">The personal adviser.</param>
internal sealed record CurrentHolders(string? Team, string? SocialWorker, string? Iro, string? PersonalAdviser)
{
    /// <summary>The holders on a day.</summary>
    public static CurrentHolders Of(Journey journey, LocalDate today)
    {
        var isLookedAfter = journey.PeriodOn(today) is not null;
        return new CurrentHolders(Of(AllocationRole.Team), Of(AllocationRole.SocialWorker), Of(AllocationRole.Iro), Of(AllocationRole.PersonalAdviser));

        string? Of(AllocationRole role)
        {
            var spans = journey.Allocations(role);
            for (var i = spans.Count - 1; i >= 0; i--)
            {
                if (spans[i].Value.Assignee is { } assignee)
                {
                    return assignee;
                }

                if (isLookedAfter)
                {
                    return null;
                }
            }

            return null;
        }
    }
}
