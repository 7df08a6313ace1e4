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

/// <summary>Under which law a child is looked after.</summary>
public enum LegalStatus
{
    /// <summary>Interim care order.</summary>
    C1,

    /// <summary>Full care order.</summary>
    C2,

    /// <summary>Freeing order.</summary>
    D1,

    /// <summary>Placement order.</summary>
    E1,

    /// <summary>Section 20, a single period of accommodation.</summary>
    V2,

    /// <summary>A series of short breaks, each recorded.</summary>
    V3,

    /// <summary>A series of short breaks, the agreement recorded.</summary>
    V4,

    /// <summary>Police protection.</summary>
    L1,

    /// <summary>Emergency protection order.</summary>
    L2,

    /// <summary>Child assessment order.</summary>
    L3,

    /// <summary>Remand.</summary>
    J1,

    /// <summary>Detention under PACE.</summary>
    J2,

    /// <summary>Youth rehabilitation order with residence.</summary>
    J3,
}

/// <summary>Why a child came to need help.</summary>
public enum CategoryOfNeed
{
    /// <summary>Abuse or neglect.</summary>
    N1,

    /// <summary>The child's disability.</summary>
    N2,

    /// <summary>A parent's illness or disability.</summary>
    N3,

    /// <summary>Family in acute stress.</summary>
    N4,

    /// <summary>Family dysfunction.</summary>
    N5,

    /// <summary>Socially unacceptable behaviour.</summary>
    N6,

    /// <summary>Low income.</summary>
    N7,

    /// <summary>Absent parenting.</summary>
    N8,
}

/// <summary>Where a child lives while looked after.</summary>
public enum PlacementType
{
    /// <summary>Foster care with a relative or friend, long term.</summary>
    U1,

    /// <summary>Foster care with a relative or friend, fostering for adoption.</summary>
    U2,

    /// <summary>Foster care with a relative or friend, other.</summary>
    U3,

    /// <summary>Foster care with another carer, long term.</summary>
    U4,

    /// <summary>Foster care with another carer, fostering for adoption.</summary>
    U5,

    /// <summary>Foster care with another carer, other.</summary>
    U6,

    /// <summary>Placed for adoption with consent, with the current foster carer.</summary>
    A3,

    /// <summary>Placed for adoption with consent, not with the current foster carer.</summary>
    A4,

    /// <summary>Placed for adoption under a placement order, with the current foster carer.</summary>
    A5,

    /// <summary>Placed for adoption under a placement order, not with the current foster carer.</summary>
    A6,

    /// <summary>With parents.</summary>
    P1,

    /// <summary>Independent living.</summary>
    P2,

    /// <summary>Residential employment.</summary>
    P3,

    /// <summary>Semi-independent living.</summary>
    H5,

    /// <summary>Secure children's home.</summary>
    K1,

    /// <summary>Children's home.</summary>
    K2,

    /// <summary>Registered supported accommodation.</summary>
    K3,

    /// <summary>Residential care home.</summary>
    R1,

    /// <summary>NHS or other medical establishment.</summary>
    R2,

    /// <summary>Family centre or mother and baby unit.</summary>
    R3,

    /// <summary>Young offender institution.</summary>
    R5,

    /// <summary>Residential school.</summary>
    S1,

    /// <summary>Any temporary move.</summary>
    T0,

    /// <summary>Temporarily in hospital.</summary>
    T1,

    /// <summary>Temporarily on holiday.</summary>
    T2,

    /// <summary>Temporarily elsewhere while the carer is on holiday.</summary>
    T3,

    /// <summary>Temporarily elsewhere for seven days or fewer.</summary>
    T4,

    /// <summary>Other placement.</summary>
    Z1,

    /// <summary>Other placement, code of 2025-26.</summary>
    Z11,

    /// <summary>Other placement, code of 2025-26.</summary>
    Z12,

    /// <summary>Other placement, code of 2025-26.</summary>
    Z13,

    /// <summary>Other placement, code of 2025-26.</summary>
    Z14,
}

/// <summary>Who provides a placement.</summary>
public enum PlacementProvider
{
    /// <summary>A parent.</summary>
    PR0,

    /// <summary>The authority itself.</summary>
    PR1,

    /// <summary>Another authority.</summary>
    PR2,

    /// <summary>Another public body.</summary>
    PR3,

    /// <summary>A private provider.</summary>
    PR4,

    /// <summary>A voluntary provider.</summary>
    PR5,
}

/// <summary>Why a child stopped being looked after.</summary>
public enum DischargeReason
{
    /// <summary>Adopted, unopposed.</summary>
    E11,

    /// <summary>Adopted, consent dispensed with.</summary>
    E12,

    /// <summary>Left to live with a person without parental responsibility.</summary>
    E13,

    /// <summary>Remand ended.</summary>
    E14,

    /// <summary>Age assessment found 18 or over.</summary>
    E15,

    /// <summary>Moved abroad.</summary>
    E16,

    /// <summary>Aged 18 or over and stayed with carers.</summary>
    E17,

    /// <summary>Died.</summary>
    E2,

    /// <summary>Care taken over by another authority.</summary>
    E3,

    /// <summary>Residence or child arrangements order.</summary>
    E41,

    /// <summary>Special guardianship to a former foster carer, code before 2019.</summary>
    E43,

    /// <summary>Special guardianship to another carer, code before 2019.</summary>
    E44,

    /// <summary>Special guardianship to a relative who was the foster carer.</summary>
    E45,

    /// <summary>Special guardianship to another former foster carer.</summary>
    E46,

    /// <summary>Special guardianship to a relative who was not the foster carer.</summary>
    E47,

    /// <summary>Special guardianship to another carer.</summary>
    E48,

    /// <summary>Returned home as planned.</summary>
    E4A,

    /// <summary>Returned home, not as planned.</summary>
    E4B,

    /// <summary>Independent living with formal support.</summary>
    E5,

    /// <summary>Independent living without formal support.</summary>
    E6,

    /// <summary>To adult residential care.</summary>
    E7,

    /// <summary>Any other reason.</summary>
    E8,

    /// <summary>Sentenced to custody.</summary>
    E9,
}

/// <summary>How a child took part in a review.</summary>
public enum Participation
{
    /// <summary>Under four at the review.</summary>
    PN0,

    /// <summary>Attended and spoke.</summary>
    PN1,

    /// <summary>Attended, an advocate spoke.</summary>
    PN2,

    /// <summary>Attended and conveyed views without speech.</summary>
    PN3,

    /// <summary>Attended without contributing.</summary>
    PN4,

    /// <summary>Did not attend, briefed an advocate.</summary>
    PN5,

    /// <summary>Did not attend, conveyed views by other means.</summary>
    PN6,

    /// <summary>Did not attend nor convey views.</summary>
    PN7,
}

/// <summary>How a carer was approved, or on what terms a placement was made.</summary>
public enum PlacementApproval
{
    /// <summary>Fully approved.</summary>
    Full,

    /// <summary>A connected person, temporarily approved.</summary>
    Temporary,

    /// <summary>A carer used outside the terms of approval in an emergency.</summary>
    Emergency,

    /// <summary>With parents before they are assessed.</summary>
    ParentBeforeAssessment,
}

/// <summary>A setting that is not a home.</summary>
public enum PlacementSetting
{
    /// <summary>Bed and breakfast.</summary>
    BedAndBreakfast,

    /// <summary>A hotel.</summary>
    Hotel,

    /// <summary>A caravan, a boat or the like.</summary>
    Mobile,
}

/// <summary>Who holds a child's case.</summary>
public enum AllocationRole
{
    /// <summary>The team.</summary>
    Team,

    /// <summary>The social worker.</summary>
    SocialWorker,

    /// <summary>The independent reviewing officer.</summary>
    Iro,

    /// <summary>The personal adviser of a care leaver.</summary>
    PersonalAdviser,
}

/// <summary>How a review was held.</summary>
public enum ReviewFormat
{
    /// <summary>As a meeting, or a series of them.</summary>
    Meeting,

    /// <summary>On paper.</summary>
    Paper,
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

/// <summary>Missing, or away without authorisation.</summary>
public enum MissingKind
{
    /// <summary>Where the child was is not known (SSDA903 M).</summary>
    Missing,

    /// <summary>Where the child was is known, but not agreed (SSDA903 A).</summary>
    AwayWithoutAuthorisation,
}
