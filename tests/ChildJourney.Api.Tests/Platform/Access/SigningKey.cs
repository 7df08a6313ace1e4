using System.Security.Cryptography;

namespace ChildJourney.Api.Tests.Platform.Access;

/// <summary>A key that an issuer signs with, made for the test.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;
    private readonly Func<byte[], byte[]> sign;
    private readonly IReadOnlyDictionary<string, string> numbers;

    private SigningKey(string id, string algorithm, AsymmetricAlgorithm key, Func<byte[], byte[]> sign, IReadOnlyDictionary<string, string> numbers)
    {
        Id = id;
        Algorithm = algorithm;
        this.key = key;
        this.sign = sign;
        this.numbers = numbers;
    }

    /// <summary>The id by which tokens name it.</summary>
    public string Id { get; }

    /// <summary>The algorithm as tokens name it.</summary>
    public string Algorithm { get; }

    /// <summary>What the issuer publishes of it.</summary>
    public IReadOnlyDictionary<string, string> Published => new Dictionary<string, string>(numbers) { ["kid"] = Id, ["use"] = "sig" };

    /// <summary>What anyone may know of it, in every form in which it might be mistaken for a secret.</summary>
    public IReadOnlyDictionary<string, byte[]> PublicForms => new Dictionary<string, byte[]>
    {
        ["PEM"] = Bytes.OfText(key.ExportSubjectPublicKeyInfoPem()),
        ["PEM and a line break"] = Bytes.OfText(key.ExportSubjectPublicKeyInfoPem() + "\n"),
        ["DER"] = key.ExportSubjectPublicKeyInfo(),
        ["modulus"] = Bytes.FromBase64(numbers.GetValueOrDefault("n") ?? numbers["x"]),
        ["modulus as it is published"] = Bytes.OfText(numbers.GetValueOrDefault("n") ?? numbers["x"]),
        ["id"] = Bytes.OfText(Id),
        ["nothing"] = [],
    };

    /// <summary>A key of RSA, used in the way that the algorithm says.</summary>
    public static SigningKey Rsa(string id, string algorithm = "RS256")
    {
        var rsa = RSA.Create(2048);
        var padding = algorithm.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        var open = rsa.ExportParameters(includePrivateParameters: false);
        return new SigningKey(
            id,
            algorithm,
            rsa,
            data => rsa.SignData(data, HashOf(algorithm), padding),
            new Dictionary<string, string> { ["kty"] = "RSA", ["n"] = Bytes.ToBase64(open.Modulus!), ["e"] = Bytes.ToBase64(open.Exponent!) });
    }

    /// <summary>A key of an elliptic curve.</summary>
    public static SigningKey Ec(string id, string algorithm = "ES256")
    {
        var (curve, name) = algorithm switch
        {
            "ES384" => (ECCurve.NamedCurves.nistP384, "P-384"),
            "ES512" => (ECCurve.NamedCurves.nistP521, "P-521"),
            _ => (ECCurve.NamedCurves.nistP256, "P-256"),
        };
        var ec = ECDsa.Create(curve);
        var open = ec.ExportParameters(includePrivateParameters: false).Q;
        return new SigningKey(
            id,
            algorithm,
            ec,
            data => ec.SignData(data, HashOf(algorithm)),
            new Dictionary<string, string> { ["kty"] = "EC", ["crv"] = name, ["x"] = Bytes.ToBase64(open.X!), ["y"] = Bytes.ToBase64(open.Y!) });
    }

    public byte[] Sign(byte[] data) => sign(data);

    public void Dispose() => key.Dispose();

    private static HashAlgorithmName HashOf(string algorithm) => algorithm[^3..] switch
    {
        "384" => HashAlgorithmName.SHA384,
        "512" => HashAlgorithmName.SHA512,
        _ => HashAlgorithmName.SHA256,
    };
}
