using System.Globalization;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>A token as it is put together, so that each part of it can be spoilt.</summary>
/// <param name="Header">How it is signed.</param>
/// <param name="Claims">What it says.</param>
public sealed record Token(IReadOnlyDictionary<string, object?> Header, IReadOnlyDictionary<string, object?> Claims)
{
    /// <summary>The same token that says this instead; what is null it does not say at all.</summary>
    public Token With(params (string Name, object? Value)[] claims) => this with { Claims = Changed(Claims, claims) };

    /// <summary>The same token with this in its header instead.</summary>
    public Token Headed(params (string Name, object? Value)[] header) => this with { Header = Changed(Header, header) };

    /// <summary>The token as it is sent.</summary>
    public string SignedBy(SigningKey key) => SignedBy(key.Sign);

    /// <inheritdoc cref="SignedBy(SigningKey)"/>
    public string SignedBy(Func<byte[], byte[]> sign)
    {
        var signed = $"{Bytes.Part(Header)}.{Bytes.Part(Claims)}";
        return $"{signed}.{Bytes.ToBase64(sign(Bytes.OfText(signed)))}";
    }

    /// <summary>A moment as tokens say it, so many seconds from now.</summary>
    public static long In(int seconds)
    {
#pragma warning disable RS0030 // Tokens are read by the machine's own clock.
        return DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
#pragma warning restore RS0030
    }

    public override string ToString() => string.Join(", ", Claims.Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Key}: {claim.Value}")));

    private static Dictionary<string, object?> Changed(IReadOnlyDictionary<string, object?> values, (string Name, object? Value)[] changes)
    {
        var changed = new Dictionary<string, object?>(values);
        foreach (var (name, value) in changes)
        {
            changed[name] = value;
        }

        return changed.Where(known => known.Value is not null).ToDictionary();
    }
}
