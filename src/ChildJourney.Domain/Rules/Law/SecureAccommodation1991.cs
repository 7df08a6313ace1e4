using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Children (Secure Accommodation) Regulations 1991.</summary>
public static class SecureAccommodation1991
{
    /// <summary>The first trigger date they govern: they came into force with the Children Act 1989.</summary>
    public static LocalDate InForceFrom { get; } = ChildrenAct1989.InForceFrom;

    /// <summary>A regulation of them.</summary>
    public static Citation Regulation(string number) => new($"Children (Secure Accommodation) Regulations 1991 (SI 1991/1505), regulation {number}");
}
