namespace ChildJourney.Domain.Rules.Law;

/// <summary>The regulations on reviews before 1 April 2011.</summary>
public static class ReviewOfCases1991
{
    /// <summary>A regulation of it.</summary>
    public static Citation Regulation(string number) =>
        new($"Review of Children's Cases Regulations 1991 (SI 1991/895), regulation {number}");
}
