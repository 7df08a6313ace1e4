using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>The Children's Homes and Looked after Children (Miscellaneous Amendments) (England) Regulations 2013.</summary>
public static class OutOfAreaPlacements2013
{
    /// <summary>The day from which the authority of the area has to be told.</summary>
    public static LocalDate InForceFrom { get; } = new(2014, 1, 27);

    /// <summary>The regulation of 2010 as they amended it.</summary>
    public static Citation Regulation(string number) => new($"{CarePlanning2010.Regulation(number).Text}, as amended by SI 2013/3239");
}
