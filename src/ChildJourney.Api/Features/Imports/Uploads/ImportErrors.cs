using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Imports.Uploads;

/// <summary>An import of another type of content.</summary>
internal sealed record NoReturnType() : Error(
    ProblemTypes.UnsupportedMediaType, "The Content-Type is none of multipart/form-data, application/zip, application/xml, text/xml and text/csv.");

/// <summary>A zip that holds too much.</summary>
/// <param name="What">What is too much, in a sentence.</param>
internal sealed record ZipTooLarge(string What) : Error(ProblemTypes.TooLarge, What);

/// <summary>Too many imports of one authority that have not ended.</summary>
internal sealed record TooManyImports(int Most) : Error(ProblemTypes.TooManyRequests, $"{Most} imports are waiting or being worked on; an authority may have no more at once.");
