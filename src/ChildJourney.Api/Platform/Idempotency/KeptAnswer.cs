using System.Text;
using System.Text.Json;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>An answer that is given again to a request that is sent again.</summary>
/// <param name="Status">The status.</param>
/// <param name="Location">The header Location, or null.</param>
/// <param name="Tag">The header ETag, or null.</param>
/// <param name="Body">The body.</param>
public sealed record KeptAnswer(int Status, string? Location, string? Tag, string Body)
{
    /// <summary>The header that says so.</summary>
    public const string Replayed = "Idempotency-Replayed";

    /// <summary>The answer with a body written as JSON.</summary>
    public static KeptAnswer Of(int status, string? location, object body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new(status, location, body is IVersioned { Tag: var tag } ? $"\"{tag}\"" : null, JsonSerializer.Serialize(body, body.GetType(), Json.Options));
    }

    /// <summary>Gives the answer again.</summary>
    public IResult Again(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers[Replayed] = "true";
        if (Location is not null)
        {
            http.Response.Headers.Location = Location;
        }

        if (Tag is not null)
        {
            http.Response.Headers.ETag = Tag;
        }

        return Status < StatusCodes.Status400BadRequest
            ? Results.Text(Body, "application/json", Encoding.UTF8, Status)
            : Results.Text(Body, Problems.MediaType, contentEncoding: null, Status);
    }
}

/// <summary>A part of an answer, which is given again by itself.</summary>
/// <param name="Number">Which.</param>
/// <param name="ChildId">The child it is about, or null.</param>
/// <param name="Body">What it says.</param>
internal sealed record AnswerPart(int Number, string? ChildId, string Body);

/// <summary>A command that may be sent again under its key.</summary>
internal interface IRepeatable
{
    /// <summary>The answer as it is sent.</summary>
    KeptAnswer AnswerOf(object answer, HttpContext http);
}

/// <summary>A command that answers parts of a request that may be sent again under its key.</summary>
internal interface IRepeatableInParts
{
    /// <summary>The parts of the answer as they are sent.</summary>
    IEnumerable<AnswerPart> PartsOf(object answer, HttpContext http);
}
