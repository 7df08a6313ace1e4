namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>A child whose every id and reference carries a mark, so that a trace of the child in an answer is found.</summary>
/// <param name="name">The child's name among the tests, part of the mark.</param>
/// <param name="dateOfBirth">The day of birth.</param>
/// <param name="restricted">Whether only those who hold the child may see the record.</param>
public sealed class KnownChild(string name, string dateOfBirth = "2015-05-01", bool restricted = false)
{
    private readonly List<object> entries = [];

    public string Name => name;

    /// <summary>The child's id.</summary>
    public string Id => IdOf(name);

    /// <summary>The ids of the entries, those that are to be corrected and voided last.</summary>
    public IReadOnlyList<string> EntryIds => [.. Enumerable.Range(0, entries.Count).Select(EntryId), Voided];

    public string Corrected => $"{Id}-corrected";

    public string Voided => $"{Id}-voided";

    public static string IdOf(string name) => $"Zq{name}qZ";

    /// <summary>What a batch says of the child at first.</summary>
    public object AsSent => new { childId = Id, child = new { dateOfBirth, restricted }, entries = entries.Append(new { id = Voided, type = "direct-work", on = "2026-11-01", reference = Reference }) };

    /// <summary>What a batch says of the child then.</summary>
    public object AsCorrected => new { childId = Id, entries = new object[] { new { id = EntryId(0), type = "direct-work", on = "2026-11-03", reference = Reference } } };

    private string Reference => $"{Id}/reference";

    /// <summary>Taken into care, and reviewed once; a first entry is one that is corrected later.</summary>
    public KnownChild InCare(string on, string legalStatus = "V2", string placementType = "U6", string? reviewedOn = null)
    {
        Add(id => new { id, type = "direct-work", on = "2026-11-02", reference = Reference });
        Add(id => new { id, type = "admission", on, legalStatus, reference = Reference });
        Add(id => new { id, type = "placement", on, placementType, carer = Id });
        if (reviewedOn is not null)
        {
            Add(id => new { id, type = "review", on = reviewedOn, reference = Reference });
            Add(id => new { id, type = "pep", on = reviewedOn, completedOn = reviewedOn });
            Add(id => new { id, type = "review-booked", on = reviewedOn, bookedFor = "2026-12-01" });
        }

        return this;
    }

    /// <summary>Held by them from a day on; null: by nobody.</summary>
    public KnownChild Held(string on, string? team, string? socialWorker, string? iro)
    {
        Held(on, "team", team);
        Held(on, "social-worker", socialWorker);
        return Held(on, "iro", iro);
    }

    /// <summary>Held in one role from a day on; null: by nobody.</summary>
    public KnownChild Held(string on, string role, string? assignee)
    {
        Add(id => new { id, type = "allocation", on, role, assignee });
        return this;
    }

    public KnownChild Discharged(string on)
    {
        Add(id => new { id, type = "discharge", on, reason = "E4A", reference = Reference });
        return this;
    }

    private string EntryId(int place) => place == 0 ? Corrected : $"{Id}-e{place}";

    private void Add(Func<string, object> entry) => entries.Add(entry(EntryId(entries.Count)));
}
