namespace ChildJourney.Domain.Rules;

/// <summary>Where a rule is written.</summary>
/// <param name="Text">The instrument and the place in it.</param>
/// <param name="ParagraphConfirmed">Whether the paragraph was read in the text itself.</param>
public sealed record Citation(string Text, bool ParagraphConfirmed = true)
{
    /// <inheritdoc/>
    public override string ToString() => ParagraphConfirmed ? Text : $"{Text} (paragraph to be confirmed)";
}
