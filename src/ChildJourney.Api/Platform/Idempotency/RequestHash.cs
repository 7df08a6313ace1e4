using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>Tells one request from another by its address, the type of its content and its body, which goes by in pieces and can then be read again.</summary>
internal static class RequestHash
{
    private const int InMemory = 64 * 1024;
    private const string Multipart = "multipart/form-data";

    /// <summary>The hash of the request. What is larger than a piece waits on the disk meanwhile.</summary>
    public static async Task<string> OfAsync(HttpRequest request)
    {
        request.EnableBuffering(InMemory);
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : null;
        var buffer = ArrayPool<byte>.Shared.Rent(InMemory);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n{type?.MediaType.ToString().ToLowerInvariant()}\n"));
            hash.AppendData(await HashAsync(request.Body, buffer, request.HttpContext.RequestAborted));
            var whole = hash.GetCurrentHash();
            request.Body.Position = 0;
            if (type?.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase) != true || await PartsAsync(request, type, buffer) is not { } parts)
            {
                return Convert.ToHexStringLower(whole);
            }

            return Convert.ToHexStringLower(parts);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            request.Body.Position = 0;
        }
    }

    /// <summary>The hash of the parts of a form, or null where it cannot be read as one.</summary>
    /// <remarks>Whoever sends the same files again makes up another boundary between them.</remarks>
    private static async Task<byte[]?> PartsAsync(HttpRequest request, MediaTypeHeaderValue type, byte[] buffer)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n{Multipart}\n"));
        try
        {
            var parts = new MultipartReader(HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), request.Body);
            while (await parts.ReadNextSectionAsync(request.HttpContext.RequestAborted) is { } part)
            {
                hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes($"{part.ContentDisposition}\n{part.ContentType}")));
                hash.AppendData(await HashAsync(part.Body, buffer, request.HttpContext.RequestAborted));
            }

            return hash.GetHashAndReset();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    private static async Task<byte[]> HashAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }
}
