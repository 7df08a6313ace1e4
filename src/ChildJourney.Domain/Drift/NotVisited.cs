using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Domain.Drift;

/// <summary>A statutory visit has long been overdue.</summary>
public sealed class NotVisited() : OverdueDrift("not-visited", "Not visited", "A statutory visit is overdue by over 14 days.")
{
    private const string Days = "days";

    /// <inheritdoc/>
    public override IReadOnlyList<DriftThreshold> Thresholds { get; } = [new(Days, 14)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> RestsOn => ["visit"];

    /// <inheritdoc/>
    protected override bool IsAbout(Rule rule) => rule.IsStatutoryVisit;

    /// <inheritdoc/>
    protected override int DaysAllowed(Settings settings) => Threshold(Days, settings);

    /// <inheritdoc/>
    protected override string Sentence(Rule rule, Stage stage) =>
        $"A visit was due by {PlainEnglish.Date(stage.DueOn!.Value)}, {stage.Deadline.Ground}; the child has not been seen on a visit since.";
}
