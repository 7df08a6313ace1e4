using NodaTime;

namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child began to live somewhere, or the terms of where the child lives changed.</summary>
public sealed class PlacementStart(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<PlacementType> PlacementTypeField =
        Fields.Code("placementType", CodeLists.PlacementTypes, "The placement type (SSDA903).").Required();

    internal static readonly Field<bool> IntendedToLastTo18Field = Fields.Flag("intendedToLastTo18", "Whether the placement is meant to last to 18.");

    internal static readonly Field<string> CarerField = Fields.Identifier("carer", "The carer's code.");

    internal static readonly Field<PlacementProvider> ProviderField = Fields.Code("provider", CodeLists.PlacementProviders, "Who provides it (SSDA903).");

    internal static readonly Field<string> UrnField = Fields.Identifier("urn", "Ofsted's unique reference number.");

    internal static readonly Field<bool> SameCarerField =
        Fields.Flag("sameCarer", "Whether the carer stays the same, so that only the type or terms change.");

    internal static readonly Field<bool> EmergencyField = Fields.Flag("emergency", "Whether it was made in an emergency.");

    internal static readonly Field<bool> OutsideAuthorityField = Fields.Flag("outsideAuthority", "Whether it lies outside the authority's area.");

    internal static readonly Field<decimal> DistanceMilesField = Fields.Number("distanceMiles", 0, 1000, "Miles from home.");

    internal static readonly Field<bool> SchoolLostField = Fields.Flag("schoolLost", "Whether the move cost the child the school place.");

    internal static readonly Field<LocalDate> ApprovalExtendedOnField =
        Fields.Date("approvalExtendedOn", "The day a temporary approval was extended.").NotBeforeEntry();

    internal static readonly Field<LocalDate> ApprovalExtendedToField =
        Fields.Date("approvalExtendedTo", "The last day of the extended approval.").NotBefore(ApprovalExtendedOnField).Ahead();

    internal static readonly Field<LocalDate> ApprovedOnField = Fields.Date("approvedOn", "The day the carer was fully approved.").NotBeforeEntry();

    internal static readonly Field<PlacementApproval> ApprovalField =
        Fields.Code("approval", CodeLists.PlacementApprovals, "How the carer was approved, or on what terms the placement was made.");

    internal static readonly Field<bool> PendingDecisionReviewField =
        Fields.Flag("pendingDecisionReview", "Whether a review of the decision on approval is pending.");

    internal static readonly Field<bool> RegisteredField = Fields.KnownOrNot("registered", "Whether the provider is registered, where that is known.");

    internal static readonly Field<PlacementSetting> SettingField = Fields.Code("setting", CodeLists.PlacementSettings, "A setting that is not a home.");

    internal static readonly Field<bool> ChildAgreesToFewerVisitsField = Fields.Flag("childAgreesToFewerVisits", "Whether the child agrees to fewer visits.");

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } = new(
        "placement",
        "Placement began",
        (head, fields) => new PlacementStart(head, fields),
        PlacementTypeField,
        IntendedToLastTo18Field,
        ApprovalField,
        EmergencyField,
        CarerField,
        ProviderField,
        UrnField,
        OutsideAuthorityField,
        DistanceMilesField,
        RegisteredField,
        SchoolLostField,
        SameCarerField,
        SettingField,
        ApprovedOnField,
        ApprovalExtendedOnField,
        ApprovalExtendedToField,
        PendingDecisionReviewField,
        ChildAgreesToFewerVisitsField);

    /// <summary>The placement type.</summary>
    public PlacementType PlacementType { get; } = fields.Of(PlacementTypeField);

    /// <summary>The carer's code.</summary>
    public string? Carer => Values.MaybeText(CarerField);

    /// <summary>Who provides it, where recorded.</summary>
    public PlacementProvider? Provider => Values.Maybe(ProviderField);

    /// <summary>Ofsted's unique reference number, where recorded.</summary>
    public string? Urn => Values.MaybeText(UrnField);

    /// <summary>Whether the carer stays the same, so that only the type or terms change.</summary>
    public bool SameCarer => Values.Of(SameCarerField);

    /// <summary>How the carer was approved, or on what terms the placement was made.</summary>
    public PlacementApproval? Approval => Values.Maybe(ApprovalField);

    /// <summary>The day the carer was fully approved.</summary>
    public LocalDate? ApprovedOn => Values.Maybe(ApprovedOnField);

    /// <summary>The day a temporary approval was extended.</summary>
    public LocalDate? ApprovalExtendedOn => Values.Maybe(ApprovalExtendedOnField);

    /// <summary>The last day of the extended approval.</summary>
    public LocalDate? ApprovalExtendedTo => Values.Maybe(ApprovalExtendedToField);

    /// <summary>Whether a review of the decision on approval is pending.</summary>
    public bool PendingDecisionReview => Values.Of(PendingDecisionReviewField);

    /// <summary>Whether the placement is meant to last to 18.</summary>
    public bool IntendedToLastTo18 => Values.Of(IntendedToLastTo18Field);

    /// <summary>Whether the child agrees to fewer visits.</summary>
    public bool ChildAgreesToFewerVisits => Values.Of(ChildAgreesToFewerVisitsField);

    /// <summary>Whether it lies outside the authority's area.</summary>
    public bool OutsideAuthority => Values.Of(OutsideAuthorityField);

    /// <summary>Whether the provider is registered, or null where that is not known.</summary>
    public bool? Registered => Values.Maybe(RegisteredField);

    /// <summary>A setting that is not a home.</summary>
    public PlacementSetting? Setting => Values.Maybe(SettingField);

    /// <summary>Whether the carer is a connected person with a temporary approval; fostering for adoption (U2, U5) is not meant.</summary>
    public bool IsTemporarilyApproved => Approval == PlacementApproval.Temporary && PlacementType is not (PlacementType.U2 or PlacementType.U5);

    /// <summary>Whether it was made in an emergency and cost the child the school place.</summary>
    public bool LosesSchoolInEmergency => Values.Of(EmergencyField) && Values.Of(SchoolLostField);

    /// <summary>Whether the child lives there for a while only (T0 to T4).</summary>
    public bool IsTemporary => PlacementType is PlacementType.T0 or PlacementType.T1 or PlacementType.T2 or PlacementType.T3 or PlacementType.T4;

    /// <summary>Whether the child is placed for adoption (A3 to A6).</summary>
    public bool IsForAdoption => PlacementType is PlacementType.A3 or PlacementType.A4 or PlacementType.A5 or PlacementType.A6;

    /// <inheritdoc/>
    public override string What => SameCarer
        ? $"Placement became {PlacementType} with the same carer"
        : $"Placement {PlacementType} began";

    /// <summary>Builds a placement whose values are known to fit.</summary>
    public static PlacementStart New(
        EntryHead head,
        PlacementType placementType,
        bool sameCarer = false,
        PlacementProvider? provider = null,
        string? urn = null,
        string? carer = null,
        bool intendedToLastTo18 = false,
        bool outsideAuthority = false,
        decimal? distanceMiles = null,
        bool emergency = false,
        bool schoolLost = false) => (PlacementStart)Shape.New(
            head,
            PlacementTypeField.Is(placementType),
            SameCarerField.Is(sameCarer),
            new(ProviderField, provider),
            new(UrnField, urn),
            new(CarerField, carer),
            IntendedToLastTo18Field.Is(intendedToLastTo18),
            OutsideAuthorityField.Is(outsideAuthority),
            new(DistanceMilesField, distanceMiles),
            EmergencyField.Is(emergency),
            SchoolLostField.Is(schoolLost));
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
