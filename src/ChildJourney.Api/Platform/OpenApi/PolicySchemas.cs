using System.Globalization;
using ChildJourney.Api.Features.Policies;
using ChildJourney.Domain.Drift;
using ChildJourney.Domain.Journeys.Entries;
using ChildJourney.Domain.Obligations;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using Microsoft.OpenApi;

namespace ChildJourney.Api.Platform.OpenApi;

/// <summary>The schemas of a policy, written from the catalogues of rules, indicators and entry types that it is read by.</summary>
internal static class PolicySchemas
{
    private const string RecordedFrom = "PolicyRecordedFrom";
    private const string Term = "PolicyTerm";
    private const string Targets = "PolicyTargets";
    private const string Rules = "PolicyRules";
    private const string Drift = "PolicyDrift";

    /// <summary>Adds the schemas of a policy as it is sent and as it is answered.</summary>
    public static void AddTo(OpenApiDocument document, IDictionary<string, IOpenApiSchema> schemas)
    {
        schemas[RecordedFrom] = ObjectOf(
            "From when an entry type is recorded here; null, not at all; left out, always. What only such an entry could meet, triggered before, is cannot-determine.",
            EntryShapes.All.Select(shape => (shape.Type, Schemas.Of(PolicySchema.Date, shape.Title + ".", nullable: true))));
        schemas[Term] = TermSchema();
        schemas[Targets] = ObjectOf(
            "The on-time rate, in per cent, that a rule is meant to reach; null, none.",
            RuleCatalogue.All.Select(rule => (rule.Id, Schemas.Of(PolicySchema.Target, rule.Title + ".", nullable: true))));
        schemas[Rules] = ObjectOf(
            "What is set for single rules. A number of law or guidance may be tightened, never loosened; only a local rule is turned on or off.",
            RuleCatalogue.All.Select(rule => (rule.Id, RuleSchema(rule))));
        schemas[Drift] = ObjectOf("What is set for single drift indicators.", DriftCatalogue.All.Select(indicator => (indicator.Id, IndicatorSchema(indicator))));
        schemas[RequestBodies.Policy] = PolicyOf(document, answered: false);
        schemas["PolicyView"] = PolicyOf(document, answered: true);
    }

    private static OpenApiSchema PolicyOf(OpenApiDocument document, bool answered)
    {
        var policy = ObjectOf(
            answered ? "The authority's own settings, all of them." : "The authority's own settings; what is left out stands at the published default.",
            [
                ("version", Schemas.Of(PolicySchema.Version, answered ? "The version: 0 for the published defaults." : "May be sent back as it was given; If-Match says which version is replaced.")),
                ("dueSoonDays", Schemas.Of(PolicySchema.DueSoonDays, "Within how many days of its due date an obligation counts as due soon.")),
                ("pepFromAge", Schemas.Of(PolicySchema.PepFromAge, "The age from which a child in an early-years setting has a personal education plan.")),
            ]);
        policy.Properties!["recordedFrom"] = new OpenApiSchemaReference(RecordedFrom, document);
        policy.Properties["terms"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            MaxItems = PolicySchema.MostTerms,
            Items = new OpenApiSchemaReference(Term, document),
            Description = "The school terms, in any order; they do not overlap.",
        };
        policy.Properties["targets"] = new OpenApiSchemaReference(Targets, document);
        policy.Properties["rules"] = new OpenApiSchemaReference(Rules, document);
        policy.Properties["drift"] = new OpenApiSchemaReference(Drift, document);
        policy.Properties[PolicyBody.Rebuild] = RebuildSchema(document);
        if (answered)
        {
            policy.Required = new HashSet<string>(policy.Properties.Keys);
        }

        return policy;
    }

    private static OpenApiSchema RebuildSchema(OpenApiDocument document) => new()
    {
        OneOf = [new OpenApiSchemaReference(nameof(RebuildView), document), new OpenApiSchema { Type = JsonSchemaType.Null }],
        Description = "How far obligations have been worked out afresh, while all other answers still rest on an earlier version; null once they rest on this one. It may be sent back as it was given, and then counts for nothing.",
        ReadOnly = true,
    };

    private static OpenApiSchema TermSchema()
    {
        var term = ObjectOf(
            "A school term.",
            [
                ("name", Schemas.Of(PolicySchema.TermName, "Its name, which no other term has: autumn-2026.")),
                ("firstDay", Schemas.Of(PolicySchema.Date, "Its first day.")),
                ("lastDay", Schemas.Of(PolicySchema.Date, "Its last day.")),
                ("closures", new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = PolicySchema.MostTerms, Items = Schemas.Of(PolicySchema.Date), Description = "Days within it on which schools are closed." }),
            ]);
        term.Required = new HashSet<string> { "name", "firstDay", "lastDay" };
        return term;
    }

    private static OpenApiSchema RuleSchema(Rule rule)
    {
        var properties = new List<(string Name, OpenApiSchema Schema)>();
        if (rule.Level == Level.Local)
        {
            properties.Add(("enabled", Schemas.Of(PolicySchema.Enabled, $"Whether it is applied; {(rule.EnabledByDefault ? "true" : "false")} where it is left out.")));
        }

        if (rule.Limits[^1].Amount is { } amount)
        {
            var number = Schemas.Of(PolicySchema.Number, $"Its number; {Math.Abs(amount.Count)} where it is left out.");
            var bound = Math.Abs(amount.Count).ToString(CultureInfo.InvariantCulture);
            number.Maximum = rule.Level != Level.Local && amount.Count > 0 ? bound : number.Maximum;
            number.Minimum = rule.Level != Level.Local && amount.Count < 0 ? bound : number.Minimum;
            properties.Add((amount.UnitName, number));
        }

        properties.Add(("from", Schemas.Of(PolicySchema.Date, "The first trigger date that this governs; the day of the change where it is left out (in a calculation: the first day there is).")));
        return ObjectOf(rule.Title + ".", properties);
    }

    private static OpenApiSchema IndicatorSchema(DriftIndicator indicator) => ObjectOf(
        indicator.Title + ".",
        indicator.Thresholds
            .Select(threshold => (threshold.Name, Schemas.Of(PolicySchema.Number, $"{threshold.Default} where it is left out.")))
            .Prepend(("enabled", Schemas.Of(PolicySchema.Enabled, "Whether it is looked for; true where it is left out."))));

    private static OpenApiSchema ObjectOf(string summary, IEnumerable<(string Name, OpenApiSchema Schema)> properties) => new()
    {
        Type = JsonSchemaType.Object,
        Description = summary,
        AdditionalPropertiesAllowed = false,
        Properties = properties.ToDictionary(property => property.Name, property => (IOpenApiSchema)property.Schema),
    };
}
