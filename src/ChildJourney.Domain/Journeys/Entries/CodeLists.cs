namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The lists of codes, most of them the DfE's SSDA903 codes.</summary>
public static class CodeLists
{
    /// <summary>SSDA903 legal statuses (LS).</summary>
    public static Codes<LegalStatus> LegalStatuses { get; } = Codes.AsNamed<LegalStatus>();

    /// <summary>SSDA903 categories of need (CIN).</summary>
    public static Codes<CategoryOfNeed> CategoriesOfNeed { get; } = Codes.AsNamed<CategoryOfNeed>();

    /// <summary>SSDA903 placement types (PLACE) of every collection year.</summary>
    public static Codes<PlacementType> PlacementTypes { get; } = Codes.AsNamed<PlacementType>();

    /// <summary>SSDA903 placement providers (PLACE_PROVIDER).</summary>
    public static Codes<PlacementProvider> PlacementProviders { get; } = Codes.AsNamed<PlacementProvider>();

    /// <summary>SSDA903 reasons for an episode's end (REC) that end a period of care.</summary>
    public static Codes<DischargeReason> DischargeReasons { get; } = Codes.AsNamed<DischargeReason>();

    /// <summary>SSDA903 participation in a review (REVIEW_CODE).</summary>
    public static Codes<Participation> Participations { get; } = Codes.AsNamed<Participation>();

    /// <summary>How a carer was approved, or on what terms a placement was made.</summary>
    public static Codes<PlacementApproval> PlacementApprovals { get; } = Codes.Hyphenated<PlacementApproval>();

    /// <summary>Settings that are not a home.</summary>
    public static Codes<PlacementSetting> PlacementSettings { get; } = Codes.Hyphenated<PlacementSetting>();

    /// <summary>Who holds a child's case.</summary>
    public static Codes<AllocationRole> AllocationRoles { get; } = Codes.Hyphenated<AllocationRole>();

    /// <summary>How a review was held.</summary>
    public static Codes<ReviewFormat> ReviewFormats { get; } = Codes.Hyphenated<ReviewFormat>();

    /// <summary>Where a permanence plan leads.</summary>
    public static Codes<PermanenceRoute> PermanenceRoutes { get; } = Codes.Hyphenated<PermanenceRoute>();

    /// <summary>Missing, or away without authorisation.</summary>
    public static Codes<MissingKind> MissingKinds { get; } = Codes.Hyphenated<MissingKind>();

    /// <summary>Sex as SSDA903 has it.</summary>
    public static Codes<Sex> Sexes { get; } = Codes.AsNamed<Sex>();
}
