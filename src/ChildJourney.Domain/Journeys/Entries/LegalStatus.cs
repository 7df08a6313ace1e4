namespace ChildJourney.Domain.Journeys.Entries;

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

/// <summary>Legal statuses as a sentence says them.</summary>
public static class LegalStatusWords
{
    /// <summary>The status in words.</summary>
    public static string Of(LegalStatus status) => status switch
    {
        LegalStatus.C1 => "an interim care order",
        LegalStatus.C2 => "a care order",
        LegalStatus.D1 => "a freeing order",
        LegalStatus.E1 => "a placement order",
        LegalStatus.V2 => "Section 20",
        LegalStatus.V3 => "a series of short breaks",
        LegalStatus.V4 => "a short-breaks agreement",
        LegalStatus.L1 => "police protection",
        LegalStatus.L2 => "an emergency protection order",
        LegalStatus.L3 => "a child assessment order",
        LegalStatus.J1 => "remand",
        LegalStatus.J2 => "detention under PACE",
        _ => "a youth rehabilitation order",
    };
}
