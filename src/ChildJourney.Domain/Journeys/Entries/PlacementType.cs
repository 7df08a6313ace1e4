namespace ChildJourney.Domain.Journeys.Entries;

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
