using System.Text.Json;
using System.Text.Json.Serialization;
using ChildJourney.Api.Platform;
using ChildJourney.Domain.Policies;
using ChildJourney.Domain.Rules;

namespace ChildJourney.Api.Features.Policies;

/// <summary>An authority's policy as it is answered: all of it, defaults too.</summary>
/// <param name="Version">The version: 0 for the published defaults.</param>
/// <param name="Policy">The policy.</param>
[JsonConverter(typeof(Converter))]
public sealed record PolicyView(int Version, Policy Policy) : IVersioned
{
    /// <inheritdoc/>
    public string Tag => FormattableString.Invariant($"{Version}");

    /// <summary>The view of the policy that governs.</summary>
    public static PolicyView Of(Settings settings) => new(settings.PolicyVersion, settings.Policy);

    private sealed class Converter : JsonConverter<PolicyView>
    {
        public override PolicyView Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Policies are read by their own reader.");

        public override void Write(Utf8JsonWriter writer, PolicyView value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", value.Version);
            PolicyWriter.WriteAll(writer, value.Policy);
            writer.WriteEndObject();
        }
    }
}
