using ChildJourney.Domain.Calendar;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Rules;
using NodaTime;

namespace ChildJourney.Api.Features.Rules;

/// <summary>A rule of the catalogue.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Family">The part of the catalogue it belongs to.</param>
/// <param name="Level">What a breach means: law, guidance, or the authority's own standard.</param>
/// <param name="Citation">Where it is written.</param>
/// <param name="ParagraphConfirmed">Whether the paragraph was read in the text itself.</param>
/// <param name="InForceFrom">The first trigger date it governs.</param>
/// <param name="InForceTo">The day from which it governs no trigger, or null.</param>
/// <param name="Trigger">What triggers it.</param>
/// <param name="Due">When it is due.</param>
/// <param name="MetBy">The entry types that meet it.</param>
/// <param name="EndedBy">What ends it unmet.</param>
/// <param name="Counting">How the first and last day are counted.</param>
/// <param name="Versions">Its numbers and citations, each from its date on, oldest first.</param>
/// <param name="Parameters">The numbers an authority may set.</param>
/// <param name="Enabled">Whether it is applied to what is triggered now.</param>
public sealed record RuleView(
    string Id,
    string Title,
    string Family,
    Level Level,
    string Citation,
    bool ParagraphConfirmed,
    LocalDate InForceFrom,
    LocalDate? InForceTo,
    string Trigger,
    string Due,
    IReadOnlyList<string> MetBy,
    string EndedBy,
    string Counting,
    IReadOnlyList<RuleVersionView> Versions,
    IReadOnlyList<RuleParameterView> Parameters,
    bool Enabled)
{
    /// <summary>The view of a rule, as the authority's policy has it for what is triggered on the day.</summary>
    public static RuleView Of(Rule rule, Settings settings, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(settings);
        var (text, current) = (rule.Text, rule.Limits[^1]);
        return new RuleView(
            rule.Id,
            rule.Title,
            rule.Family.ToLowerInvariant(),
            rule.Level,
            current.Citation.ToString(),
            current.Citation.ParagraphConfirmed,
            rule.InForceFrom,
            null,
            text.Trigger,
            text.Due,
            text.MetBy,
            text.EndedBy,
            text.Counting,
            [.. rule.Limits.Select(limit => new RuleVersionView(limit.From, limit.Amount?.ToString(), limit.Citation.ToString(), limit.Relaxed?.ToString()))],
            current.Amount is { } amount
                ? [new RuleParameterView(amount.UnitName, Number(settings.Governing(rule, current, today).Amount!.Value), Number(amount), rule.Level == Level.Local ? "any" : "tighten")]
                : [],
            settings.IsEnabled(rule, today));

        // What is counted back is as many days as what is counted on.
        static int Number(Amount amount) => Math.Abs(amount.Count);
    }
}

/// <summary>A rule's number from a date on.</summary>
/// <param name="From">The first trigger date it governs.</param>
/// <param name="Amount">The number, or null where the rule has none.</param>
/// <param name="Citation">Where it is written.</param>
/// <param name="Relaxed">The law that relaxed it, or null.</param>
public sealed record RuleVersionView(LocalDate From, string? Amount, string Citation, string? Relaxed);

/// <summary>A number of a rule that an authority may set.</summary>
/// <param name="Name">Its name, which is its unit.</param>
/// <param name="Value">The number in force now; for a duty before an event, how long before.</param>
/// <param name="Default">The published number.</param>
/// <param name="Change">How it may be changed: none, tighten, or any.</param>
public sealed record RuleParameterView(string Name, int Value, int Default, string Change);
