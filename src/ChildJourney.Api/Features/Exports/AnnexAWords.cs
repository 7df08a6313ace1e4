using ChildJourney.Domain.Journeys;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Rules.LeavingCare;

namespace ChildJourney.Api.Features.Exports;

/// <summary>Categories as Annex A writes them.</summary>
internal static class AnnexAWords
{
    public const string Unknown = "c) Unknown";
    private const string Yes = "a) Yes";
    private const string No = "b) No";
    private const string OtherPlan = "g) Other";

    public static string Of(bool isSo) => isSo ? Yes : No;

    public static string Of(Sex? sex) => sex switch
    {
        Sex.M => "a) Male",
        Sex.F => "b) Female",
        _ => "c) Not stated/recorded",
    };

    public static string Of(CategoryOfNeed? need) => need switch
    {
        CategoryOfNeed.N1 => "a) Abuse or neglect",
        CategoryOfNeed.N2 => "b) Child's disability",
        CategoryOfNeed.N3 => "c) Parental illness or disability",
        CategoryOfNeed.N4 => "d) Family in acute stress",
        CategoryOfNeed.N5 => "e) Family dysfunction",
        CategoryOfNeed.N6 => "f) Socially unacceptable behaviour",
        CategoryOfNeed.N7 => "g) Low income",
        CategoryOfNeed.N8 => "h) Absent parenting",
        _ => "j) Not stated",
    };

    /// <summary>The legal status; null for short breaks, which the list does not hold.</summary>
    public static string? Of(LegalStatus status) => status switch
    {
        LegalStatus.C1 => "a) Interim care orders",
        LegalStatus.C2 => "b) Full care orders",
        LegalStatus.D1 => "c) Freed for Adoption",
        LegalStatus.E1 => "d) Placement order granted",
        LegalStatus.V2 => "e) Accommodated under S20",
        LegalStatus.L1 or LegalStatus.L2 or LegalStatus.L3 => "f) Detained on child protection grounds in LA accommodation",
        LegalStatus.J1 or LegalStatus.J2 or LegalStatus.J3 => "g) Youth justice legal Statuses",
        _ => null,
    };

    /// <summary>The plan; several at once that lead to different places are another, that of planning for both.</summary>
    public static string? Of(IReadOnlyCollection<PermanenceRoute> routes) =>
        routes.Select(Of).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [] => null,
            [var one] => one,
            _ => OtherPlan,
        };

    /// <summary>The placement type. Registered supported accommodation took the place of accommodation outside the regulations for children's homes.</summary>
    public static string Of(PlacementType type) => type switch
    {
        PlacementType.U1 or PlacementType.U2 or PlacementType.U3 or PlacementType.U4 or PlacementType.U5 or PlacementType.U6 => "a) Foster placement",
        PlacementType.A3 or PlacementType.A4 or PlacementType.A5 or PlacementType.A6 => "b) Placed for adoption",
        PlacementType.P1 => "c) Placed with parents",
        PlacementType.P2 => "d) Independent living",
        PlacementType.P3 => "e) Residential employment",
        PlacementType.H5 or PlacementType.K3 => "f) Residential accommodation",
        PlacementType.K1 => "g) Secure Children's Homes",
        PlacementType.K2 => "h) Children's Homes",
        PlacementType.R1 => "i) Residential Care Home",
        PlacementType.R2 => "j) NHS/Health Trust",
        PlacementType.R3 => "k) Family Centre or Mother and Baby Unit",
        PlacementType.R5 => "l) Young Offender Institution",
        PlacementType.S1 => "m) Residential school",
        PlacementType.T0 or PlacementType.T1 or PlacementType.T2 or PlacementType.T3 or PlacementType.T4 => "o) Temporary placement",
        _ => "n) Other placements",
    };

    public static string Of(PlacementProvider provider) => provider switch
    {
        PlacementProvider.PR1 => "a) Own LA",
        PlacementProvider.PR4 => "b) Private",
        _ => "c) Other",
    };

    public static string Location(bool isOutsideAuthority) => isOutsideAuthority ? "b) Out" : "a) In";

    public static string Of(DischargeReason reason) => reason switch
    {
        DischargeReason.E11 or DischargeReason.E12 => "a) Adopted",
        DischargeReason.E2 => "b) Died",
        DischargeReason.E3 => "c) Care taken by another LA",
        DischargeReason.E4A or DischargeReason.E4B => "d) Returned home to live with parents or relatives",
        DischargeReason.E13 or DischargeReason.E17 => "e) Left care to live with parents, relatives or other person with no parental responsibility",
        DischargeReason.E41 => "f) Residence order granted",
        DischargeReason.E43 or DischargeReason.E44 or DischargeReason.E45 or DischargeReason.E46 or DischargeReason.E47 or DischargeReason.E48 => "g) Special Guardianship Orders",
        DischargeReason.E5 or DischargeReason.E6 => "h) Moved into independent living",
        DischargeReason.E7 => "i) Transferred to residential care funded by adult social services",
        DischargeReason.E9 => "j) Sentenced to custody",
        DischargeReason.E14 => "k) Accommodation on remand ended",
        DischargeReason.E15 => "l) Age assessment determined child was 18 or over",
        DischargeReason.E16 => "m) Child moved abroad",
        _ => "n) Care ceased for any other reason",
    };

    public static string Of(LeavingCareCategory category) => category switch
    {
        LeavingCareCategory.Relevant => "a) Relevant child",
        LeavingCareCategory.FormerRelevant => "b) Former relevant child",
        LeavingCareCategory.Qualifying => "c) Qualifying care leaver",
        _ => "d) Eligible child",
    };

    private static string Of(PermanenceRoute route) => route switch
    {
        PermanenceRoute.ReturnHome => "a) Return to family",
        PermanenceRoute.Adoption => "b) Adoption",
        PermanenceRoute.SpecialGuardianship or PermanenceRoute.ChildArrangements => "c) SGO/CAO",
        PermanenceRoute.Independence => "d) Supported living in the community",
        PermanenceRoute.Residential => "e) Long-term residential placement",
        PermanenceRoute.LongTermFostering => "f) Long-term fostering",
        _ => OtherPlan,
    };
}
