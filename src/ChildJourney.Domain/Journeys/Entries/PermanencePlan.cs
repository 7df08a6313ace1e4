using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>A plan for a permanent home.</summary>
public sealed class PermanencePlan(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<PermanenceRoute> RouteField = Fields.Code("route", CodeLists.PermanenceRoutes, "Where the plan leads.").Required();

    internal static readonly Field<LocalDate> TargetOnField = Fields.Date("targetOn", "The day by which it is meant to be reached.").Ahead();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("permanence-plan", "Permanence plan made", (head, fields) => new PermanencePlan(head, fields), RouteField, TargetOnField);

    /// <summary>Where the plan leads.</summary>
    public PermanenceRoute Route { get; } = fields.Of(RouteField);

    /// <summary>The day by which it is meant to be reached.</summary>
    public LocalDate? TargetOn => Values.Maybe(TargetOnField);

    /// <inheritdoc/>
    public override string What => $"Permanence plan made: {CodeLists.PermanenceRoutes.TextOf(Route)}";

    /// <summary>Builds a plan whose values are known to fit.</summary>
    public static PermanencePlan New(EntryHead head, PermanenceRoute route, LocalDate? targetOn = null) =>
        (PermanencePlan)Shape.New(head, RouteField.Is(route), new(TargetOnField, targetOn));
}

/// <summary>Where a permanence plan leads.</summary>
public enum PermanenceRoute
{
    /// <summary>Home to parents.</summary>
    ReturnHome,

    /// <summary>To family or friends.</summary>
    Kinship,

    /// <summary>Special guardianship.</summary>
    SpecialGuardianship,

    /// <summary>A child arrangements order.</summary>
    ChildArrangements,

    /// <summary>Adoption.</summary>
    Adoption,

    /// <summary>Long-term fostering.</summary>
    LongTermFostering,

    /// <summary>Residential care.</summary>
    Residential,

    /// <summary>Independence.</summary>
    Independence,
}
