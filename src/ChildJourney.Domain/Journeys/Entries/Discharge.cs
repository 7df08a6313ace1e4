namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day the child ceased to be looked after.</summary>
public sealed class Discharge(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<DischargeReason> ReasonField =
        Fields.Code("reason", CodeLists.DischargeReasons, "Why the child ceased to be looked after (SSDA903 REC).").Required();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("discharge", "Ceased to be looked after", (head, fields) => new Discharge(head, fields), ReasonField);

    /// <summary>Why the child ceased to be looked after.</summary>
    public DischargeReason Reason { get; } = fields.Of(ReasonField);

    /// <summary>Builds a discharge whose values are known to fit.</summary>
    public static Discharge New(EntryHead head, DischargeReason reason) => (Discharge)Shape.New(head, ReasonField.Is(reason));
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
