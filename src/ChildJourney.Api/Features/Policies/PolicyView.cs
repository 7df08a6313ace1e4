using System.Text.Json;
using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;
using ChildJourney.Infrastructure.Projection;
using NodaTime;

namespace ChildJourney.Api.Features.Policies;

/// <summary>An authority's policy as it is answered: all of it, defaults too.</summary>
/// <param name="Version">The version: 0 for the published defaults.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Rebuild">How far obligations have been worked out afresh, or null where answers rest on this version.</param>
[JsonConverter(typeof(Converter))]
public sealed record PolicyView(int Version, Policy Policy, RebuildView? Rebuild) : IVersioned
{
    /// <inheritdoc/>
    /// <remarks>What follows the dot changes with the answer; a precondition looks at the version alone.</remarks>
    public string Tag => Rebuild is null ? FormattableString.Invariant($"{Version}") : FormattableString.Invariant($"{Version}.{Rebuild.PolicyVersion}.{Rebuild.Done}-{Rebuild.Children}");

    /// <summary>The view of a version.</summary>
    public static PolicyView Of(Settings settings, LiveGenerations live)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(live);
        return new PolicyView(settings.PolicyVersion, settings.Policy, live.Building is { Row: { StartedAt: { } startedAt } row } ? new RebuildView(row.PolicyVersion, row.Children, row.Done, startedAt) : null);
    }

    private sealed class Converter : JsonConverter<PolicyView>
    {
        public override PolicyView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Policies are read by their own reader.");

        public override void Write(Utf8JsonWriter writer, PolicyView value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", value.Version);
            PolicyWriter.WriteAll(writer, value.Policy);
            writer.WritePropertyName(PolicyBody.Rebuild);
            JsonSerializer.Serialize(writer, value.Rebuild, options);
            writer.WriteEndObject();
        }
    }
}

/// <summary>How far obligations have been worked out afresh.</summary>
/// <param name="PolicyVersion">The version of the policy that they are worked out by.</param>
/// <param name="Children">How many children there are to be gone through.</param>
/// <param name="Done">How many have been gone through.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record RebuildView(int PolicyVersion, int Children, int Done, Instant StartedAt);
