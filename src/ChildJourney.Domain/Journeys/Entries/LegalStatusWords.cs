namespace ChildJourney.Domain.Journeys.Entries;

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
