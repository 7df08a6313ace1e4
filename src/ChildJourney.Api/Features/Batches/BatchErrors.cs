using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Features.Batches;

/// <summary>A batch of too many children.</summary>
public sealed record TooManyChildren() : Error(ProblemTypes.TooLarge, "A batch has at most 10,000 children.");

/// <summary>A child whose part of the batch is too large.</summary>
public sealed record ChildTooLarge() : Error(ProblemTypes.TooLarge, "What a batch says of one child has at most 4 MB.");

/// <summary>A batch of another type of content.</summary>
public sealed record NeitherLinesNorArray() : Error(ProblemTypes.UnsupportedMediaType, "The Content-Type is neither application/x-ndjson nor application/json.");
