using NodaTime;

namespace ChildJourney.Domain.Rules.Law;

/// <summary>What the Care Planning Regulations have said of remanded children since the Legal Aid, Sentencing and Punishment of Offenders Act 2012.</summary>
public static class RemandedChildren2013
{
    /// <summary>The first trigger date it governs.</summary>
    public static LocalDate InForceFrom { get; } = new(2013, 4, 19);

    /// <summary>A regulation, whose paragraph is to be confirmed.</summary>
    public static Citation Regulation(string number) => CarePlanning2010.Regulation(number) with { ParagraphConfirmed = false };
}
