using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The relaxation of some duties during the pandemic.</summary>
public static class Coronavirus2020
{
    /// <summary>The first day of the relaxation.</summary>
    public static LocalDate From { get; } = new(2020, 4, 24);

    /// <summary>The day on which it had ended.</summary>
    public static LocalDate To { get; } = new(2020, 9, 25);

    /// <summary>The longer temporary approval of a connected person.</summary>
    public static Citation TemporaryApproval { get; } = new(
        "Care Planning, Placement and Case Review (England) Regulations 2010 (SI 2010/959), regulation 24, as amended by the Adoption and Children (Coronavirus) (Amendment) Regulations 2020 (SI 2020/445)");

    /// <summary>What it says.</summary>
    public static Citation Relaxation { get; } = new(
        "Adoption and Children (Coronavirus) (Amendment) Regulations 2020 (SI 2020/445): as soon as reasonably practicable, for triggers from 24 April to 24 September 2020");
}
