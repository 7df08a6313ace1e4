using System.Net;
using System.Security.Cryptography;
using ChildJourney.Api.Platform;

namespace ChildJourney.Api.Tests.Platform.Access;

public class TokenTests(TokenTests.WithKeys signedIn) : IClassFixture<TokenTests.WithKeys>
{
    private const string Asked = "/v1/children?count=true";

    private readonly Issuer issuer = signedIn.Issuer;

    public static TheoryData<string> Algorithms => [.. WithKeys.Algorithms];

    public static TheoryData<string> NotVerified =>
    [
        "expired", "not yet valid", "without exp", "exp that is no number", "exp beyond all dates", "another audience", "no audience", "another issuer",
        "this issuer with a slash", "no issuer", "another key under the same id", "another key under an id of its own", "another key without an id",
        "another key in the header", "another key at an address in the header", "signature of another token", "signature cut short", "no signature", "id of a key that is no text", "algorithm that is no text", "other claims", "other header",
    ];

    public static TheoryData<string> PublicForms => ["PEM", "PEM and a line break", "DER", "modulus", "modulus as it is published", "id", "nothing"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task A_token_that_the_issuer_signed_for_this_service_passes(string algorithm)
    {
        var key = signedIn.Keys[algorithm];

        (await AskAsync(issuer.Token().Headed(("alg", algorithm), ("kid", key.Id)).SignedBy(key))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task So_does_one_for_this_service_among_others_and_one_of_a_few_seconds_ago_by_a_clock_that_differs()
    {
        (await AskAsync(Signed(("aud", new[] { "another", Issuer.Audience })))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(Signed(("exp", Token.In(-10)), ("nbf", Token.In(-600))))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(Signed(("nbf", Token.In(10))))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(Signed(("nbf", null), ("iat", null)))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(NotVerified))]
    public async Task A_token_that_is_not_valid_here_is_refused(string what) => ShouldBeRefused(await AskAsync(Spoilt(what)));

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    [InlineData("HS256")]
    [InlineData("RS1")]
    [InlineData("ES256")]
    [InlineData("dir")]
    public async Task Nor_does_one_pass_that_names_an_algorithm_which_is_not_the_key_s(string algorithm)
    {
        var token = issuer.Token().Headed(("alg", algorithm));

        ShouldBeRefused(await AskAsync(token.SignedBy(_ => [])));
        ShouldBeRefused(await AskAsync(token.SignedBy(issuer.Key)));
        ShouldBeRefused(await AskAsync(token.Headed(("kid", null)).SignedBy(_ => [])));
    }

    [Theory]
    [MemberData(nameof(PublicForms))]
    public async Task Nor_one_signed_with_a_secret_that_is_the_public_key(string form)
    {
        foreach (var key in signedIn.Keys.Values.Where(key => key.Algorithm is "RS256" or "ES256"))
        {
            var secret = key.PublicForms[form];
            foreach (var (algorithm, sign) in new (string, Func<byte[], byte[]>)[]
            {
                ("HS256", data => HMACSHA256.HashData(secret, data)),
                ("HS384", data => HMACSHA384.HashData(secret, data)),
                ("HS512", data => HMACSHA512.HashData(secret, data)),
            })
            {
                ShouldBeRefused(await AskAsync(issuer.Token().Headed(("alg", algorithm), ("kid", key.Id)).SignedBy(sign)));
                ShouldBeRefused(await AskAsync(issuer.Token().Headed(("alg", algorithm), ("kid", null)).SignedBy(sign)));
            }
        }
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer e30.e30.")]
    [InlineData("Bearer ....")]
    [InlineData("Bearer null")]
    [InlineData("Basic c29tZWJvZHk6c2VjcmV0")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task What_is_no_token_at_all_is_refused(string header) => ShouldBeRefused(await SendAsync(("Authorization", header)));

    [Fact]
    public async Task A_token_under_another_scheme_is_no_token() =>
        ShouldBeRefused(await SendAsync(("Authorization", $"Token {Signed()}")));

    [Fact]
    public async Task Of_two_tokens_neither_passes()
    {
        ShouldBeRefused(await SendAsync(issuer.Bearer(), issuer.Bearer()));
        ShouldBeRefused(await SendAsync(("Authorization", "Bearer nonsense"), issuer.Bearer()));
        ShouldBeRefused(await SendAsync(issuer.Bearer(), ("Authorization", "")));
    }

    [Fact]
    public async Task Without_a_token_the_answer_asks_for_one()
    {
        var answer = await SendAsync();

        answer.ShouldBe(ProblemTypes.NotSignedIn);
        answer.Headers["WWW-Authenticate"].Should().Be("Bearer");
        answer["detail"].GetString().Should().Be("A bearer token is needed.");
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("token")]
    public async Task A_token_in_the_address_counts_for_nothing(string name)
    {
        var answer = await signedIn.Service.GetAsync($"{Asked}&{name}={Signed()}");

        answer.ShouldBe(ProblemTypes.NotSignedIn);
    }

    [Fact]
    public async Task A_token_of_every_size_is_read_or_refused()
    {
        (await AskAsync(Signed(("padding", new string('x', 8_000))))).Status.Should().Be(HttpStatusCode.OK);
        ShouldBeRefused(await AskAsync(new string('x', 20_000)));
        (await AskAsync(new string('x', 40_000))).Status.Should().Be(HttpStatusCode.RequestHeaderFieldsTooLarge);
    }

    [Fact]
    public async Task A_valid_token_that_says_too_little_is_forbidden_and_the_answer_says_what_it_lacks()
    {
        await ShouldLackAsync("authority", ("authority", null));
        await ShouldLackAsync("authority", ("authority", ""));
        await ShouldLackAsync("authority", ("authority", "two words"));
        await ShouldLackAsync("authority", ("authority", "north\nsouth"));
        await ShouldLackAsync("authority", ("authority", new string('a', 65)));
        await ShouldLackAsync("authority", ("authority", new { id = "north" }));
        await ShouldLackAsync("authority", ("authority", Array.Empty<string>()));
        await ShouldLackAsync("authority", ("authority", new[] { "north", "south" }));
        await ShouldLackAsync("sub", ("sub", null));
        await ShouldLackAsync("sub", ("sub", ""));
        await ShouldLackAsync("roles", ("roles", null));
        await ShouldLackAsync("roles", ("roles", Array.Empty<string>()));
        await ShouldLackAsync("roles", ("roles", ""));
        await ShouldLackAsync("roles", ("roles", new[] { "all", "none", "Integration", "INTEGRATION", "16", "63", "superuser", "team manager", "teamManager", " integration" }));
        await ShouldLackAsync("roles", ("roles", "integration quality"));
        await ShouldLackAsync("roles", ("roles", null), ("role", "integration"));
    }

    [Theory]
    [InlineData("practitioner")]
    [InlineData("team-manager")]
    [InlineData("iro")]
    [InlineData("quality")]
    [InlineData("integration")]
    public async Task One_role_may_be_a_word_or_a_list_of_one_and_words_that_mean_nothing_here_are_passed_over(string role)
    {
        (await AskAsync(Signed(("roles", role)))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(Signed(("roles", new[] { role })))).Status.Should().Be(HttpStatusCode.OK);
        (await AskAsync(Signed(("roles", new[] { "offline_access", role, "uma_authorization" })))).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_a_caller_writes_is_recorded_under_the_worker_s_code_and_without_one_under_the_subject()
    {
        await signedIn.Service.PutAsync("/v1/children/named", new { dateOfBirth = "2015-05-01" }, issuer.Bearer());
        await RecordAsync("by-worker", issuer.Bearer(("sub", "subject-1"), ("worker", "W1")));
        await RecordAsync("by-subject", issuer.Bearer(("sub", "subject-1")));
        await RecordAsync("by-nobody", issuer.Bearer(("sub", "subject-1"), ("worker", "")));

        var entries = await signedIn.Service.GetAsync("/v1/children/named/entries", issuer.Bearer());
        entries.Items.ToDictionary(entry => entry.Get("id")!, entry => entry.Get("recordedBy"))
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["by-worker"] = "W1", ["by-subject"] = "subject-1", ["by-nobody"] = "subject-1" });

        async Task RecordAsync(string id, (string, string) bearer) =>
            (await signedIn.Service.PutAsync($"/v1/children/named/entries/{id}", new { type = "direct-work", on = "2026-06-01" }, bearer)).Status.Should().Be(HttpStatusCode.Created);
    }

    private string Spoilt(string what)
    {
        var (token, key, other) = (issuer.Token(), issuer.Key, signedIn.Unpublished);
        var signed = token.SignedBy(key);
        var parts = signed.Split('.');
        return what switch
        {
            "expired" => Signed(("exp", Token.In(-60)), ("nbf", Token.In(-600))),
            "not yet valid" => Signed(("nbf", Token.In(60))),
            "without exp" => Signed(("exp", null)),
            "exp that is no number" => Signed(("exp", "tomorrow")),
            "exp beyond all dates" => Signed(("exp", double.MaxValue)),
            "another audience" => Signed(("aud", "another-service")),
            "no audience" => Signed(("aud", null)),
            "another issuer" => Signed(("iss", "https://login.example.org")),
            "this issuer with a slash" => Signed(("iss", issuer.Address + "/")),
            "no issuer" => Signed(("iss", null)),
            "another key under the same id" => token.SignedBy(other),
            "another key under an id of its own" => token.Headed(("kid", other.Id)).SignedBy(other),
            "another key without an id" => token.Headed(("kid", null)).SignedBy(other),
            "another key in the header" => token.Headed(("kid", other.Id), ("jwk", other.Published)).SignedBy(other),
            "another key at an address in the header" => token.Headed(("kid", other.Id), ("jku", issuer.Address + "/other-keys")).SignedBy(other),
            "signature of another token" => $"{parts[0]}.{parts[1]}.{Signed(("sub", "another")).Split('.')[2]}",
            "signature cut short" => signed[..^4],
            "no signature" => $"{parts[0]}.{parts[1]}.",
            "id of a key that is no text" => token.Headed(("kid", 5)).SignedBy(other),
            "algorithm that is no text" => token.Headed(("alg", new[] { "RS256" })).SignedBy(key),
            "other claims" => $"{parts[0]}.{Bytes.Part(token.With(("roles", "administrator")).Claims)}.{parts[2]}",
            "other header" => $"{Bytes.Part(token.Headed(("typ", "at+jwt")).Header)}.{parts[1]}.{parts[2]}",
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    private async Task ShouldLackAsync(string claim, params (string Name, object? Value)[] claims)
    {
        var answer = await AskAsync(Signed(claims));

        answer.ShouldBe(ProblemTypes.Forbidden);
        answer["detail"].GetString().Should().Be($"The token is valid, but has no claim \"{claim}\" that means something here.");
        answer.Headers.Should().NotContainKey("WWW-Authenticate");
    }

    private string Signed(params (string Name, object? Value)[] claims) => issuer.Token(claims).SignedBy(issuer.Key);

    private Task<Answer> AskAsync(string token) => SendAsync(("Authorization", $"Bearer {token}"));

    private Task<Answer> SendAsync(params (string Name, string Value)[] headers) => signedIn.Service.GetAsync(Asked, headers);

    private static void ShouldBeRefused(Answer answer)
    {
        answer.ShouldBe(ProblemTypes.NotSignedIn);
        answer.Headers["WWW-Authenticate"].Should().StartWith("Bearer");
        answer.Headers["Cache-Control"].Should().Be("no-store");
    }

    /// <summary>An issuer that publishes a key of every kind, and one who has a key of their own.</summary>
    public sealed class WithKeys : SignedInService
    {
        public static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

        public IReadOnlyDictionary<string, SigningKey> Keys { get; } =
            Algorithms.ToDictionary(algorithm => algorithm, algorithm => algorithm[0] == 'E' ? SigningKey.Ec($"ec-{algorithm}", algorithm) : SigningKey.Rsa($"rsa-{algorithm}", algorithm));

        public SigningKey Unpublished { get; } = SigningKey.Rsa("unpublished");

        public override Task InitializeAsync()
        {
            Issuer.Published = [Issuer.Key, .. Keys.Values];
            return base.InitializeAsync();
        }
    }
}
