namespace ChildJourney.Domain.Journeys.Entries;

/// <summary>The day a team or a worker took over the child's case; it lasts until the next of its role.</summary>
public sealed class Allocation(EntryHead head, FieldValues fields) : Entry(head, fields)
{
    internal static readonly Field<AllocationRole> RoleField = Fields.Code("role", CodeLists.AllocationRoles, "In which role.").Required();

    internal static readonly Field<string> AssigneeField =
        Fields.Identifier("assignee", "Who took over: a code, not a name; null where no one did.").RequiredOrNull();

    /// <summary>The type's shape.</summary>
    public static new EntryShape Shape { get; } =
        new("allocation", "Case allocated", (head, fields) => new Allocation(head, fields), RoleField, AssigneeField);

    /// <summary>In which role.</summary>
    public AllocationRole Role { get; } = fields.Of(RoleField);

    /// <summary>Who took over, or null where no one did.</summary>
    public string? Assignee { get; } = fields.MaybeText(AssigneeField);

    /// <inheritdoc/>
    public override string What => Assignee is null ? $"No {RoleInWords} allocated" : $"{char.ToUpperInvariant(RoleInWords[0])}{RoleInWords[1..]} allocated: {Assignee}";

    private string RoleInWords => Role switch
    {
        AllocationRole.Team => "team",
        AllocationRole.SocialWorker => "social worker",
        AllocationRole.Iro => "independent reviewing officer",
        _ => "personal adviser",
    };

    /// <summary>Builds an allocation whose values are known to fit.</summary>
    public static Allocation New(EntryHead head, AllocationRole role, string? assignee) =>
        (Allocation)Shape.New(head, RoleField.Is(role), new(AssigneeField, assignee));
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
