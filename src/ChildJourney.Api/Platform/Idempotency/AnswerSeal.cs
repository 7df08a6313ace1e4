using System.Security.Cryptography;
using System.Text;

namespace ChildJourney.Api.Platform.Idempotency;

/// <summary>Closes a kept answer so that only whoever knows the key that it was asked for under can open it: a copy of the database tells no secret.</summary>
/// <remarks>Slow by intent, against trying likely keys; so it is for the few answers that carry a secret, and not for every entry.</remarks>
internal sealed class AnswerSeal
{
    private const int Rounds = 100_000;
    private const int KeyBytes = 32;

    private static readonly int tagBytes = AesGcm.TagByteSizes.MaxSize;
    private static readonly int nonceBytes = AesGcm.NonceByteSizes.MaxSize;

    private readonly byte[] key;

    private AnswerSeal(byte[] derived)
    {
        Name = Convert.ToHexStringLower(HKDF.Expand(HashAlgorithmName.SHA256, derived, KeyBytes, "name"u8.ToArray()));
        key = HKDF.Expand(HashAlgorithmName.SHA256, derived, KeyBytes, "answer"u8.ToArray());
    }

    /// <summary>What the answer is found by in the place of its key, which does not follow from it.</summary>
    public string Name { get; }

    /// <summary>The seal of what a caller asks of an operation under a key.</summary>
    public static AnswerSeal Of(string authorityId, string sentBy, string operation, string key)
    {
        var salt = SHA256.HashData(Encoding.UTF8.GetBytes($"{authorityId}\n{sentBy}\n{operation}"));
        return new AnswerSeal(Rfc2898DeriveBytes.Pbkdf2(key, salt, Rounds, HashAlgorithmName.SHA256, KeyBytes));
    }

    /// <summary>Closes an answer, and binds it to the request that it answers.</summary>
    public string Close(string answer, string requestHash)
    {
        var text = Encoding.UTF8.GetBytes(answer);
        var closed = new byte[nonceBytes + tagBytes + text.Length];
        var nonce = closed.AsSpan(0, nonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, tagBytes);
        cipher.Encrypt(nonce, text, closed.AsSpan(nonceBytes + tagBytes), closed.AsSpan(nonceBytes, tagBytes), Encoding.UTF8.GetBytes(requestHash));
        return Convert.ToBase64String(closed);
    }

    /// <summary>Opens what was closed.</summary>
    public string Open(string answer, string requestHash)
    {
        var closed = Convert.FromBase64String(answer);
        var text = new byte[closed.Length - nonceBytes - tagBytes];
        using var cipher = new AesGcm(key, tagBytes);
        cipher.Decrypt(closed.AsSpan(0, nonceBytes), closed.AsSpan(nonceBytes + tagBytes), closed.AsSpan(nonceBytes, tagBytes), text, Encoding.UTF8.GetBytes(requestHash));
        return Encoding.UTF8.GetString(text);
    }
}
