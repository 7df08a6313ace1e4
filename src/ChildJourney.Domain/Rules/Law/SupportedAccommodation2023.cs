using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Supported Accommodation (England) Regulations 2023.</summary>
public static class SupportedAccommodation2023
{
    /// <summary>The day from which supported accommodation has to be registered.</summary>
    public static LocalDate InForceFrom { get; } = new(2023, 10, 28);

    /// <summary>What they say.</summary>
    public static Citation Registration { get; } = new($"Supported Accommodation (England) Regulations 2023 (SI 2023/416), with {CarePlanning2010.Regulation("27C").Text}");
}
