using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>Bytes as tokens have them.</summary>
public static class Bytes
{
    public static byte[] OfText(string text) => Encoding.UTF8.GetBytes(text);

    public static string ToBase64(byte[] bytes) => Base64Url.EncodeToString(bytes);

    public static byte[] FromBase64(string text) => Base64Url.DecodeFromChars(text);

    /// <summary>JSON as a part of a token.</summary>
    public static string Part(object json) => ToBase64(JsonSerializer.SerializeToUtf8Bytes(json));
}
